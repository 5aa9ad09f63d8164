const SECONDS = /^\d{1,9}$/;

// RFC 9110, section 5.6.7: the one date form that senders may still generate.
const IMF_DATE =
	/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The wait that a server asks for with `Retry-After`, in milliseconds; `undefined` when it asks
 * for none or the value is neither whole seconds nor an HTTP date (RFC 9110, section 10.2.3).
 */
export function parseRetryAfterMs(value: string | undefined, nowMs: number): number | undefined {
	const text = value?.trim() ?? '';
	if (SECONDS.test(text)) return Number(text) * 1000;
	if (!IMF_DATE.test(text)) return undefined;
	const dateMs = Date.parse(text);
	// Date.parse moves impossible dates, such as 31 February, to another day.
	if (Number.isNaN(dateMs) || new Date(dateMs).toUTCString() !== text) return undefined;
	return Math.max(0, dateMs - nowMs);
}

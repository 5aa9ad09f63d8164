/** What stands for waits that no timer could count, and for dates beyond all calendars. */
const LONGEST_MS = Number.MAX_SAFE_INTEGER;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The forms of a value: seconds (RFC 9110, section 10.2.3), and the three forms of a date that
 * recipients must accept (section 5.6.7). The name of the day says nothing that the date does not.
 * A fraction of a second is not in the standard, but what it asks for is plain.
 */
const FORMS: readonly RegExp[] = [
	/(?<seconds>\d+(?:\.\d+)?)/,
	// Sun, 06 Nov 1994 08:49:37 GMT
	/[a-z]{3}, (?<day>\d\d) (?<month>[a-z]{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT/,
	// Sunday, 06-Nov-94 08:49:37 GMT (RFC 850)
	/[a-z]{6,9}, (?<day>\d\d)-(?<month>[a-z]{3})-(?<shortYear>\d\d) (?<time>\d\d:\d\d:\d\d) GMT/,
	// Sun Nov  6 08:49:37 1994 (asctime of ANSI C)
	/[a-z]{3} (?<month>[a-z]{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})/,
].map((form) => new RegExp(`^\\s*${form.source}\\s*(?:,|$)`, 'i'));

type Groups = Readonly<Record<string, string | undefined>>;

const CENTURY = 100;
const MAX_YEARS_AHEAD = 50;

/** RFC 9110, section 5.6.7: two digits that seem more than 50 years ahead are of the past. */
function yearOf({ year, shortYear }: Groups, nowMs: number): number {
	if (shortYear === undefined) return Number(year);
	const thisYear = new Date(nowMs).getUTCFullYear();
	const inThisCentury = thisYear - (thisYear % CENTURY) + Number(shortYear);
	if (inThisCentury > thisYear + MAX_YEARS_AHEAD) return inThisCentury - CENTURY;
	// At the end of a century, 05 is five years into the next.
	const isNext = inThisCentury + CENTURY <= thisYear + MAX_YEARS_AHEAD;
	return isNext ? inThisCentury + CENTURY : inThisCentury;
}

/** A date as milliseconds since 1970; `undefined` when no calendar has it. */
function dateMsOf(groups: Groups, nowMs: number): number | undefined {
	const year = yearOf(groups, nowMs);
	const month = MONTHS.indexOf((groups.month ?? '').toLowerCase());
	const day = Number(groups.day);
	const [hour, minute, second] = (groups.time ?? '').split(':').map(Number) as [
		number,
		number,
		number,
	];
	const midnight = new Date(0);
	// Unlike Date.UTC, it takes the years before 100 for what they are.
	midnight.setUTCFullYear(year, month, day);
	const isInCalendar = month >= 0 && midnight.getUTCDate() === day;
	// The 60th second is a leap second.
	if (!isInCalendar || hour > 23 || minute > 59 || second > 60) return undefined;
	return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

function waitMsOf(groups: Groups, nowMs: number): number | undefined {
	if (groups.seconds !== undefined) {
		return Math.min(Math.ceil(Number(groups.seconds) * 1000), LONGEST_MS);
	}
	const dateMs = dateMsOf(groups, nowMs);
	return dateMs === undefined ? undefined : Math.max(0, dateMs - nowMs);
}

/**
 * The wait that a server asks for with `Retry-After`, in milliseconds; `undefined` when it asks for
 * none that could be read. Never shorter than what was asked for: of several values, as repeated
 * headers give them, the longest wait counts, and a number of any length is one, up to
 * `Number.MAX_SAFE_INTEGER`.
 */
export function parseRetryAfterMs(value: string | undefined, nowMs: number): number | undefined {
	let rest = value ?? '';
	let longestMs: number | undefined;
	while (rest !== '') {
		const match = FORMS.map((form) => form.exec(rest)).find((each) => each !== null);
		const waitMs = match && waitMsOf(match.groups ?? {}, nowMs);
		if (waitMs !== undefined) longestMs = Math.max(longestMs ?? 0, waitMs);
		// What cannot be read says nothing about the values behind it.
		const skipped = match?.[0].length ?? rest.indexOf(',') + 1;
		rest = skipped > 0 ? rest.slice(skipped) : '';
	}
	return longestMs;
}

const MAX_REMEMBERED = 10_000;
const MOST_TIMES = 3;
const FIRST_PAUSE_MS = 10 * 60_000;

/** What was caught up with, by the ids of events. */
export interface AskedEvents {
	/**
	 * Whether an event is to be fetched: at most three times, since one that fails each time, for
	 * example because its form is refused, would be fetched for days.
	 */
	readonly isDue: (id: string, nowMs: number) => boolean;
	readonly note: (id: string, nowMs: number) => void;
	/** Need not be fetched once more. */
	readonly noteTaken: (id: string) => void;
	/** Whether it was fetched. */
	readonly has: (id: string) => boolean;
}

/** Remembers ten thousand events; the oldest are forgotten first. */
export function createAskedEvents(): AskedEvents {
	const asked = new Map<string, { readonly times: number; readonly dueAt: number }>();

	const remember = (id: string, times: number, dueAt: number): void => {
		asked.delete(id);
		const [oldest] = asked.keys();
		if (asked.size >= MAX_REMEMBERED && oldest !== undefined) asked.delete(oldest);
		asked.set(id, { times, dueAt });
	};

	return {
		isDue: (id, nowMs) => {
			const known = asked.get(id);
			return known === undefined || (known.times < MOST_TIMES && nowMs >= known.dueAt);
		},
		note: (id, nowMs) => {
			const times = (asked.get(id)?.times ?? 0) + 1;
			remember(id, times, nowMs + FIRST_PAUSE_MS * 2 ** times);
		},
		noteTaken: (id) => remember(id, MOST_TIMES, Infinity),
		has: (id) => asked.has(id),
	};
}

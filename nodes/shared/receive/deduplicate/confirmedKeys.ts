import { MESSAGE_KEY_LENGTH } from './messageKey';

const MINUTE_MS = 60_000;
const VERSION = 1;

/** Keys that were confirmed within the same minute, written one behind the other. */
interface StoredMinute {
	readonly minute: number;
	readonly keys: string;
}

/** Confirmed keys as they are stored: plain JSON, the oldest minute first. */
export interface StoredKeys {
	readonly version: typeof VERSION;
	readonly minutes: readonly StoredMinute[];
}

const KEYS = /^[A-Za-z0-9+/]*$/;

function isStoredMinute(value: unknown): value is StoredMinute {
	if (value === null || typeof value !== 'object') return false;
	const { minute, keys } = value as Partial<StoredMinute>;
	return (
		typeof minute === 'number' &&
		Number.isSafeInteger(minute) &&
		typeof keys === 'string' &&
		keys.length % MESSAGE_KEY_LENGTH === 0 &&
		KEYS.test(keys)
	);
}

function readMinutes(stored: unknown): readonly unknown[] {
	if (stored === null || typeof stored !== 'object') return [];
	const { version, minutes } = stored as Partial<StoredKeys>;
	return version === VERSION && Array.isArray(minutes) ? minutes : [];
}

/**
 * When the newest of the stored keys was confirmed, to the minute below, in milliseconds since 1970;
 * `undefined` when there is none.
 */
export function newestConfirmedAt(stored: unknown): number | undefined {
	const minutes = readMinutes(stored).filter(isStoredMinute);
	if (minutes.length === 0) return undefined;
	return Math.max(...minutes.map(({ minute }) => minute)) * MINUTE_MS;
}

function splitKeys(keys: string): string[] {
	const result: string[] = [];
	for (let start = 0; start < keys.length; start += MESSAGE_KEY_LENGTH) {
		result.push(keys.slice(start, start + MESSAGE_KEY_LENGTH));
	}
	return result;
}

/**
 * The newest confirmed keys in a form that can be stored, with their times to the minute. Only
 * confirmed keys come in here: a crash may cause a duplicate, never a loss.
 */
export class ConfirmedKeys {
	private readonly minutes = new Map<number, Set<string>>();

	private readonly mergedTexts = new Map<number, string>();

	private addedSinceForgetting = 0;

	/**
	 * @param windowMs how long keys count
	 * @param limit most keys that are stored
	 */
	constructor(
		private readonly windowMs: number,
		private readonly limit: number,
	) {}

	/** @param nowMs milliseconds since 1970 */
	add(key: string, nowMs: number): void {
		this.keysOf(Math.floor(nowMs / MINUTE_MS)).add(key);
		this.addedSinceForgetting += 1;
		// Nobody may ask for a snapshot for a long time.
		if (this.addedSinceForgetting > this.limit) this.forget(nowMs, this.limit);
	}

	/**
	 * Takes in what was stored, whatever it is, and returns the keys that were not known from the
	 * last time. Costs next to nothing when nothing changed.
	 */
	merge(stored: unknown, nowMs: number): string[] {
		const oldestMinute = this.oldestMinute(nowMs);
		// The clock of another process may be ahead a little; more than that is no time of ours.
		const newestMinute = Math.floor(nowMs / MINUTE_MS) + 1;
		const found: string[] = [];
		for (const entry of readMinutes(stored)) {
			if (this.isMerged(entry) || !isStoredMinute(entry)) continue;
			const { minute, keys } = entry;
			if (minute < oldestMinute || minute > newestMinute) continue;
			this.mergedTexts.set(minute, keys);
			const known = this.keysOf(minute);
			for (const key of splitKeys(keys)) {
				if (known.has(key)) continue;
				known.add(key);
				found.push(key);
			}
		}
		this.addedSinceForgetting += found.length;
		if (this.addedSinceForgetting > this.limit) this.forget(nowMs, this.limit);
		return found;
	}

	/**
	 * The newest keys, to be stored.
	 *
	 * @param including keys that are confirmed by storing this
	 */
	snapshot(nowMs: number, including: readonly string[]): StoredKeys {
		// Those that are confirmed now count as well, and are the newest.
		this.forget(nowMs, Math.max(0, this.limit - including.length));
		const thisMinute = Math.floor(nowMs / MINUTE_MS);
		const texts = new Map(
			[...this.minutes].map(([minute, keys]) => [minute, [...keys].join('')] as const),
		);
		const known = this.minutes.get(thisMinute);
		const added = including
			.slice(-this.limit)
			.filter((key) => !known?.has(key))
			.join('');
		if (added !== '') texts.set(thisMinute, (texts.get(thisMinute) ?? '') + added);
		return {
			version: VERSION,
			minutes: [...texts]
				.sort(([left], [right]) => left - right)
				.map(([minute, keys]) => ({ minute, keys })),
		};
	}

	/** Whether this text was taken in before; told without reading it. */
	private isMerged(entry: unknown): boolean {
		if (entry === null || typeof entry !== 'object') return false;
		const { minute, keys } = entry as Partial<StoredMinute>;
		return minute !== undefined && keys !== undefined && this.mergedTexts.get(minute) === keys;
	}

	private keysOf(minute: number): Set<string> {
		let keys = this.minutes.get(minute);
		if (keys === undefined) {
			keys = new Set();
			this.minutes.set(minute, keys);
		}
		return keys;
	}

	private oldestMinute(nowMs: number): number {
		return Math.floor((nowMs - this.windowMs) / MINUTE_MS);
	}

	/** Drops what is too old, and then the oldest beyond the limit. */
	private forget(nowMs: number, limit: number): void {
		this.addedSinceForgetting = 0;
		const newestFirst = [...this.minutes.keys()].sort((left, right) => right - left);
		const oldestMinute = this.oldestMinute(nowMs);
		let left = limit;
		for (const minute of newestFirst) {
			const keys = this.keysOf(minute);
			if (minute < oldestMinute || left <= 0) {
				this.minutes.delete(minute);
				this.mergedTexts.delete(minute);
				continue;
			}
			// Sets keep the order in which keys came: the first are the oldest.
			for (const key of [...keys].slice(0, Math.max(0, keys.size - left))) keys.delete(key);
			left -= keys.size;
		}
	}
}

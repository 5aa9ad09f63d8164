import { KeyTable } from './keyTable';

/** How long and how many keys are remembered. */
export interface SeenKeysOptions {
	/** A key is remembered at least that long, and at most twice as long. */
	readonly windowMs: number;
	/** Most keys at a time; beyond it the oldest half is forgotten early. */
	readonly capacity: number;
}

/**
 * Remembers keys for a while. Two tables take turns: new keys go into the current one, and when it
 * has served its time the one before it is dropped as a whole. So no key needs a time of its own.
 */
export class SeenKeys {
	private current = new KeyTable();

	private previous = new KeyTable();

	private currentSince: number | undefined;

	constructor(private readonly options: SeenKeysOptions) {}

	/** Number of keys remembered. */
	get size(): number {
		return this.current.size + this.previous.size;
	}

	/** Memory of the tables. */
	get byteLength(): number {
		return this.current.byteLength + this.previous.byteLength;
	}

	/** @param nowMs milliseconds since 1970 */
	has(key: string, nowMs: number): boolean {
		this.rotate(nowMs);
		return this.current.has(key) || this.previous.has(key);
	}

	/** @param nowMs milliseconds since 1970 */
	add(key: string, nowMs: number): void {
		this.rotate(nowMs);
		this.current.add(key);
	}

	private rotate(nowMs: number): void {
		const { windowMs, capacity } = this.options;
		this.currentSince ??= nowMs;
		const servedMs = nowMs - this.currentSince;
		const isFull = this.current.size >= capacity / 2;
		if (servedMs < windowMs && !isFull) return;
		// After a long silence the keys of the current table are too old as well.
		const isOutdated = servedMs >= 2 * windowMs;
		const isDue = servedMs >= windowMs && !isOutdated;
		this.previous = isOutdated ? new KeyTable() : this.current;
		this.current = new KeyTable();
		// Counted from when it was due, as nobody may have asked for a while.
		this.currentSince = isDue ? this.currentSince + windowMs : nowMs;
	}
}

import { Heap } from './heap';

/** A task that is not running, with its place in the list that was given. */
export interface Entry<T> {
	readonly task: T;
	readonly index: number;
	/** Milliseconds since 1970; changes from attempt to attempt. */
	dueAtMs: number;
}

/** What holds for each endpoint by itself. */
export interface QueueLimits {
	/** Most tasks of the endpoint that run at once. */
	readonly concurrency: number;
	/** Whether a task waits for the end of those before it in the list. */
	readonly keepOrder: boolean;
	/** Least time between two starts; 0 for none. */
	readonly gapMs: number;
}

/** The tasks of one endpoint, and when it may start the next of them. */
export class EndpointQueue<T> {
	/** Whether it stands in line for its turn. */
	isInLine = false;

	private readonly entries: Heap<Entry<T>>;

	private runningCount = 0;

	/** From when on the gap to the last start allows another one. */
	private freeAtMs = -Infinity;

	/** @param lastTurn number of its last turn, by which queues that were served long ago go first */
	constructor(
		private readonly limits: QueueLimits,
		public lastTurn: number,
	) {
		this.entries = new Heap(
			limits.keepOrder
				? (a, b) => a.index < b.index
				: (a, b) => a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.index < b.index),
		);
	}

	/** When it may start its next task; `Infinity` while it has none or enough are running. */
	get nextStartAtMs(): number {
		const next = this.entries.peek();
		const isBusy = this.runningCount >= (this.limits.keepOrder ? 1 : this.limits.concurrency);
		return next === undefined || isBusy ? Infinity : Math.max(next.dueAtMs, this.freeAtMs);
	}

	add(entry: Entry<T>): void {
		this.entries.push(entry);
	}

	/** Takes the next task, which then counts as running until `finish`. */
	start(nowMs: number, turn: number): Entry<T> | undefined {
		const entry = this.entries.pop();
		if (entry === undefined) return undefined;
		this.runningCount += 1;
		this.freeAtMs = nowMs + this.limits.gapMs;
		this.lastTurn = turn;
		return entry;
	}

	finish(): void {
		this.runningCount -= 1;
	}

	/**
	 * Takes out all tasks that are not running. None of them is due before the one that it has to
	 * wait for, so that whoever goes by the earliest due time does not come too soon.
	 */
	clear(): Array<Entry<T>> {
		const cleared: Array<Entry<T>> = [];
		let earliestMs = this.freeAtMs;
		for (let entry = this.entries.pop(); entry; entry = this.entries.pop()) {
			earliestMs = Math.max(earliestMs, entry.dueAtMs);
			cleared.push({ ...entry, dueAtMs: earliestMs });
		}
		return cleared;
	}
}

/** How a batch ended for all of its members. */
export type BatchOutcome = 'done' | 'failed';

/** The part that one entry plays in its batch. */
export type BatchRole<T> =
	/** The first entry: acts for all of them and says how it ended. */
	| {
			readonly role: 'leader';
			readonly entries: readonly T[];
			readonly settle: (outcome: BatchOutcome) => void;
	  }
	/** Any other: the leader acted for it. */
	| { readonly role: 'follower'; readonly outcome: BatchOutcome };

/** Gathers entries that come within a short time. */
export interface Batcher<T> {
	/** Resolves for the leader when the batch is complete, for the others when the leader is done. */
	readonly join: (entry: T) => Promise<BatchRole<T>>;
}

/** When a batch is complete: after this time, or with this many events. */
export interface BatcherOptions<T> {
	readonly windowMs: number;
	readonly maxSize: number;
	/** How many events an entry holds, which are never divided. Default: one. */
	readonly sizeOf?: (entry: T) => number;
	readonly sleep: (ms: number) => Promise<void>;
}

interface OpenBatch<T> {
	readonly entries: T[];
	size: number;
	readonly outcome: Promise<BatchOutcome>;
	readonly fill: () => void;
}

/** Creates a batcher. Entries keep the order in which they came, and none is in two batches. */
export function createBatcher<T>({
	windowMs,
	maxSize,
	sizeOf = () => 1,
	sleep,
}: BatcherOptions<T>): Batcher<T> {
	let open: OpenBatch<T> | undefined;

	const add = (batch: OpenBatch<T>, entry: T): void => {
		batch.entries.push(entry);
		batch.size += sizeOf(entry);
		if (batch.size < maxSize) return;
		// The next request starts a batch of its own.
		open = undefined;
		batch.fill();
	};

	const lead = async (entry: T): Promise<BatchRole<T>> => {
		let settle!: (outcome: BatchOutcome) => void;
		let fill!: () => void;
		const outcome = new Promise<BatchOutcome>((resolve) => (settle = resolve));
		const isFull = new Promise<void>((resolve) => (fill = resolve));
		const batch: OpenBatch<T> = { entries: [], size: 0, outcome, fill };
		open = batch;
		add(batch, entry);
		await Promise.race([sleep(windowMs), isFull]);
		if (open === batch) open = undefined;
		return { role: 'leader', entries: batch.entries, settle };
	};

	return {
		join: async (entry) => {
			const batch = open;
			if (batch === undefined) return await lead(entry);
			add(batch, entry);
			return { role: 'follower', outcome: await batch.outcome };
		},
	};
}

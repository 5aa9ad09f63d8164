import { ConfirmedKeys } from './confirmedKeys';
import type { StoredKeys } from './confirmedKeys';
import { SeenKeys } from './seenKeys';
import type { SeenKeysOptions } from './seenKeys';

/** How a message ended: processed, or to be sent again. */
export type MessageOutcome = 'done' | 'released';

/**
 * One part of a request, by the keys under which it may come again. A part that shares a key with
 * one that was processed is a repeat of it. A part without keys is never a repeat.
 */
export type PartKeys = readonly string[];

/** What a request turned out to be. */
export type BeginResult =
	/** Nobody processed these parts yet: the caller does, and says how it ended. */
	| {
			readonly kind: 'new';
			/** Indexes of the parts that are to be processed; the others are repeats. */
			readonly parts: readonly number[];
			/** The keys of these parts. */
			readonly keys: readonly string[];
			readonly settle: (outcome: MessageOutcome) => void;
	  }
	/** All of it was processed before. */
	| { readonly kind: 'duplicate' }
	/** It cannot be looked after: too much is being processed, or too many copies of it wait. */
	| { readonly kind: 'busy'; readonly reason: 'copies' | 'events' };

/** Bounds of what is remembered. */
export interface DeduplicatorOptions extends SeenKeysOptions {
	/** Most requests that are being processed. Those that wait are counted apart. */
	readonly maxInFlight: number;
	/** Most requests that wait for the outcome of one that is being processed, for each key. */
	readonly maxWaiting: number;
	/** Most confirmed keys in a snapshot. */
	readonly maxStored: number;
}

/** A request that is decided about. */
interface Candidate {
	readonly parts: readonly PartKeys[];
	readonly nowMs: number;
	/** Place in the order of arrival. */
	readonly number: number;
	/** Indexes of the parts that are not known to be repeats. */
	open: readonly number[];
	readonly resolve: (result: BeginResult) => void;
}

/** Tells messages that come again from new ones, without ever losing one. */
export interface Deduplicator {
	/**
	 * Begins a request, which may hold several parts. While another request is processing one of
	 * its keys this waits for the outcome: if that one is released, exactly one of those who wait
	 * takes over, in the order of their arrival.
	 *
	 * A request takes all of its keys at once or none, and holds none while it waits. So no two
	 * requests can wait for each other, in whatever order they name their keys.
	 *
	 * @param nowMs milliseconds since 1970
	 */
	readonly begin: (parts: readonly PartKeys[], nowMs: number) => Promise<BeginResult>;
	/** Takes in what was stored; anything that cannot be read is passed over. */
	readonly merge: (stored: unknown, nowMs: number) => void;
	/**
	 * The newest confirmed keys, to be stored.
	 *
	 * @param including keys that are confirmed by storing this
	 */
	readonly snapshot: (nowMs: number, including: readonly string[]) => StoredKeys;
	/** Number of keys that are remembered as processed. */
	readonly size: () => number;
	/** Memory of these keys. */
	readonly byteLength: () => number;
}

/** The parts that share no key with an earlier part of the same request. */
function withoutRepeats(parts: readonly PartKeys[]): number[] {
	const known = new Set<string>();
	return parts.flatMap((keys, index) => {
		if (keys.some((key) => known.has(key))) return [];
		for (const key of keys) known.add(key);
		return [index];
	});
}

/** Leaves out the parts of which a key was processed. */
function narrow(candidate: Candidate, isDone: (key: string) => boolean): void {
	const { parts, open } = candidate;
	candidate.open = open.filter((index) => !parts[index]?.some(isDone));
}

const keysOf = ({ parts, open }: Candidate): string[] => [
	...new Set(open.flatMap((index) => parts[index] ?? [])),
];

/** Requests that are being processed, and those that wait for them. */
class Requests {
	/** Keys that are being processed, and who waits for each. */
	private readonly waiting = new Map<string, Candidate[]>();

	private inFlight = 0;

	constructor(
		private readonly options: Pick<DeduplicatorOptions, 'maxInFlight' | 'maxWaiting'>,
		private readonly isDone: (key: string, nowMs: number) => boolean,
		private readonly confirm: (key: string, nowMs: number) => void,
	) {}

	/** Takes all that is new of a request, or has it wait for what is being processed. */
	decide(candidate: Candidate): void {
		const { nowMs, resolve } = candidate;
		narrow(candidate, (key) => this.isDone(key, nowMs));
		if (candidate.open.length === 0) return resolve({ kind: 'duplicate' });
		const keys = keysOf(candidate);
		const others = keys.map((key) => this.waiting.get(key)).find((each) => each !== undefined);
		if (others !== undefined) return this.wait(candidate, others);
		if (this.inFlight >= this.options.maxInFlight) {
			return resolve({ kind: 'busy', reason: 'events' });
		}
		this.inFlight += 1;
		for (const key of keys) this.waiting.set(key, []);
		let isSettled = false;
		const settle = (outcome: MessageOutcome): void => {
			if (isSettled) return;
			isSettled = true;
			this.settle(keys, nowMs, outcome);
		};
		resolve({ kind: 'new', parts: candidate.open, keys, settle });
	}

	private wait(candidate: Candidate, others: Candidate[]): void {
		if (others.length < this.options.maxWaiting) others.push(candidate);
		else candidate.resolve({ kind: 'busy', reason: 'copies' });
	}

	/** Ends what was begun, and decides again about everyone who waits for one of the keys. */
	private settle(keys: readonly string[], nowMs: number, outcome: MessageOutcome): void {
		this.inFlight -= 1;
		const waiting = keys.flatMap((key) => this.waiting.get(key) ?? []);
		for (const key of keys) {
			this.waiting.delete(key);
			if (outcome === 'done') this.confirm(key, nowMs);
		}
		waiting.sort((left, right) => left.number - right.number);
		for (const candidate of waiting) {
			// Those who waited for it are repeats of it, however long it took.
			if (outcome === 'done') narrow(candidate, (key) => keys.includes(key));
			this.decide(candidate);
		}
	}
}

/** Creates an empty memory. */
export function createDeduplicator(options: DeduplicatorOptions): Deduplicator {
	const seen = new SeenKeys(options);
	const confirmed = new ConfirmedKeys(options.windowMs, options.maxStored);
	const requests = new Requests(
		options,
		(key, nowMs) => seen.has(key, nowMs),
		(key, nowMs) => {
			seen.add(key, nowMs);
			confirmed.add(key, nowMs);
		},
	);
	let arrivals = 0;
	return {
		begin: async (parts, nowMs) =>
			await new Promise((resolve) => {
				arrivals += 1;
				const open = withoutRepeats(parts);
				requests.decide({ parts, nowMs, number: arrivals, open, resolve });
			}),
		merge: (stored, nowMs) => {
			for (const key of confirmed.merge(stored, nowMs)) seen.add(key, nowMs);
		},
		snapshot: (nowMs, including) => confirmed.snapshot(nowMs, including),
		size: () => seen.size,
		byteLength: () => seen.byteLength,
	};
}

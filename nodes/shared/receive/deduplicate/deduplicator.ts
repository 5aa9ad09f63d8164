import { ConfirmedKeys } from './confirmedKeys';
import type { StoredKeys } from './confirmedKeys';
import { SeenKeys } from './seenKeys';
import type { SeenKeysOptions } from './seenKeys';

/** How a message ended: processed, or to be sent again. */
export type MessageOutcome = 'done' | 'released';

/** What a message turned out to be. */
export type Claim =
	/** Nobody processed it yet: the caller does, and says how it ended. */
	| { readonly kind: 'new'; readonly settle: (outcome: MessageOutcome) => void }
	/** It was processed before. */
	| { readonly kind: 'duplicate' }
	/** Too many messages are being processed to look after one more. */
	| { readonly kind: 'busy' };

/** Bounds of what is remembered. */
export interface DeduplicatorOptions extends SeenKeysOptions {
	/** Most messages that are being processed or wait for one that is. */
	readonly maxInFlight: number;
	/** Most confirmed keys in a snapshot. */
	readonly maxStored: number;
}

/** A request that waits for the outcome of another one with the same key. */
interface Waiting {
	readonly nowMs: number;
	readonly resolve: (claim: Claim) => void;
}

/** Tells messages that come again from new ones, without ever losing one. */
export interface Deduplicator {
	/**
	 * Claims a message. While another request with the same key is being processed this waits for
	 * its outcome: if that one is released, exactly one of those who wait takes over, in the order
	 * of their arrival.
	 *
	 * @param nowMs milliseconds since 1970
	 */
	readonly claim: (key: string, nowMs: number) => Promise<Claim>;
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

/** Creates an empty memory. */
export function createDeduplicator(options: DeduplicatorOptions): Deduplicator {
	const seen = new SeenKeys(options);
	const confirmed = new ConfirmedKeys(options.windowMs, options.maxStored);
	const inFlight = new Map<string, Waiting[]>();
	let inFlightCount = 0;

	/** The claim of whoever processes the message now. */
	const own = (key: string, nowMs: number): Claim => {
		let isSettled = false;
		return {
			kind: 'new',
			settle: (outcome) => {
				if (isSettled) return;
				isSettled = true;
				inFlightCount -= 1;
				const waiting = inFlight.get(key) ?? [];
				if (outcome === 'released') {
					const next = waiting.shift();
					if (next) next.resolve(own(key, next.nowMs));
					else inFlight.delete(key);
					return;
				}
				inFlight.delete(key);
				seen.add(key, nowMs);
				confirmed.add(key, nowMs);
				inFlightCount -= waiting.length;
				for (const { resolve } of waiting) resolve({ kind: 'duplicate' });
			},
		};
	};

	return {
		claim: async (key, nowMs) => {
			if (seen.has(key, nowMs)) return { kind: 'duplicate' };
			if (inFlightCount >= options.maxInFlight) return { kind: 'busy' };
			inFlightCount += 1;
			const waiting = inFlight.get(key);
			if (waiting) return await new Promise((resolve) => waiting.push({ nowMs, resolve }));
			inFlight.set(key, []);
			return own(key, nowMs);
		},
		merge: (stored, nowMs) => {
			for (const key of confirmed.merge(stored, nowMs)) seen.add(key, nowMs);
		},
		snapshot: (nowMs, including) => confirmed.snapshot(nowMs, including),
		size: () => seen.size,
		byteLength: () => seen.byteLength,
	};
}

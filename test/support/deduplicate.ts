import { createDeduplicator } from '../../nodes/shared/receive/deduplicate/deduplicator';
import type {
	BeginResult,
	Deduplicator,
	DeduplicatorOptions,
} from '../../nodes/shared/receive/deduplicate/deduplicator';
import { messageKey } from '../../nodes/shared/receive/deduplicate/messageKey';

/** How long `deduplicator` remembers. */
export const WINDOW_MS = 600_000;

/** The key of an event that is told from others by this. */
export const keyOf = (name: string | number): string => messageKey([`event ${name}`]);

/** An empty memory. */
export const deduplicator = (options: Partial<DeduplicatorOptions> = {}): Deduplicator =>
	createDeduplicator({
		windowMs: WINDOW_MS,
		capacity: 1_000,
		maxInFlight: 100,
		maxWaiting: 100,
		maxStored: 100,
		...options,
	});

/** A process that knows nothing but what another one stored. */
export function restarted(
	memory: Deduplicator,
	nowMs: number,
	including: readonly string[] = [],
): Deduplicator {
	const stored: unknown = JSON.parse(JSON.stringify(memory.snapshot(nowMs, including)));
	const next = deduplicator();
	next.merge(stored, nowMs);
	return next;
}

/** What whoever got that is to process the message. */
export function owned(result: BeginResult | undefined): Extract<BeginResult, { kind: 'new' }> {
	if (result?.kind !== 'new') throw new Error(result?.kind ?? 'still waiting');
	return result;
}

/** How each beginning turned out to be so far. */
export const kinds = (
	results: ReadonlyArray<BeginResult | undefined>,
): Array<BeginResult['kind'] | undefined> => results.map((result) => result?.kind);

import { sleep } from 'n8n-workflow';
import { createBatcher } from '../../receive/batcher';
import type { Batcher } from '../../receive/batcher';
import { createDeduplicator } from '../../receive/deduplicate/deduplicator';
import type { Deduplicator } from '../../receive/deduplicate/deduplicator';
import { createRateLimiter } from '../../receive/rateLimit';
import type { RateLimiter } from '../../receive/rateLimit';
import type { ReceivedEvent } from '../../receive/event';
import type { ReceiveState } from '../../receive/receive';
import type { Settle } from '../../receive/outcome';
import type { ConfigChoice, TriggerConfig } from './triggerConfig';

const MINUTE_MS = 60_000;

// A thousand busy addresses are many; forgetting one only lets it fail a few times more.
const MAX_ADDRESSES = 10_000;

// An event has two keys at most, but for those of several items.
const KEYS_PER_EVENT = 2;

// At 50 events a second, five and a half hours; older ones are forgotten first.
const MAX_REMEMBERED_EVENTS = 1_000_000;
const MAX_EVENTS_IN_FLIGHT = 10_000;

// Senders try again once or twice while the first try is under way; more is no genuine sender.
const MAX_WAITING_COPIES = 3;

// n8n loads these with every request and writes them as a whole: 64 KB at most.
const MAX_STORED_EVENTS = 2_000;

const MAX_REJECTED_PER_MINUTE = 10;
const MAX_DIAGNOSES_PER_MINUTE = 60;

/** A genuine event that waits for its execution. */
export interface PendingEvent {
	readonly event: ReceivedEvent;
	/** Under which repeats of it are recognised. */
	readonly keys: readonly string[];
	readonly settle: Settle;
}

/** What a trigger keeps from request to request. */
export interface TriggerRuntime {
	readonly config: TriggerConfig;
	readonly state: ReceiveState;
	readonly batcher?: Batcher<PendingEvent> | undefined;
	/** Limits the items of the second output. */
	readonly rejectedItems: RateLimiter;
	/** Limits how often the cause of a failed check is looked for. */
	readonly diagnoses: RateLimiter;
}

/** A trigger that can run, or the sentence that says what to change. */
export type TriggerChoice =
	| { readonly ok: true; readonly runtime: TriggerRuntime }
	| { readonly ok: false; readonly problem: string };

const perMinute = (limit: number, maxKeys: number): RateLimiter =>
	createRateLimiter({ limit, windowMs: MINUTE_MS, maxKeys });

function keepDeduplicator(
	config: TriggerConfig,
	previous: TriggerRuntime | undefined,
): Deduplicator | undefined {
	const windowMs = config.duplicateWindowMs;
	if (windowMs === undefined) return undefined;
	// Another option that changes must not make the trigger forget what it has seen.
	if (previous?.config.duplicateWindowMs === windowMs) return previous.state.deduplicator;
	return createDeduplicator({
		windowMs,
		capacity: MAX_REMEMBERED_EVENTS * KEYS_PER_EVENT,
		maxInFlight: MAX_EVENTS_IN_FLIGHT,
		maxWaiting: MAX_WAITING_COPIES,
		maxStored: MAX_STORED_EVENTS * KEYS_PER_EVENT,
	});
}

/**
 * Prepares a trigger for its requests.
 *
 * @param previous what it kept under other parameters
 */
export function createTrigger(
	choice: ConfigChoice,
	previous: TriggerChoice | undefined,
): TriggerChoice {
	if (!choice.ok) return choice;
	const { config } = choice;
	const { batch, eventLimit } = config;
	const before = previous?.ok ? previous.runtime : undefined;
	return {
		ok: true,
		runtime: {
			config,
			state: {
				failures: perMinute(config.maxFailuresPerMinute, MAX_ADDRESSES),
				accepted:
					eventLimit &&
					createRateLimiter({ limit: eventLimit.count, windowMs: eventLimit.windowMs, maxKeys: 1 }),
				deduplicator: keepDeduplicator(config, before),
			},
			batcher: batch && createBatcher<PendingEvent>({ ...batch, sleep }),
			rejectedItems: perMinute(MAX_REJECTED_PER_MINUTE, 1),
			diagnoses: perMinute(MAX_DIAGNOSES_PER_MINUTE, 1),
		},
	};
}

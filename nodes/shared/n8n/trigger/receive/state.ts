import { sleep } from 'n8n-workflow';
import type { IWebhookFunctions } from 'n8n-workflow';
import { createClaimLog } from '../../../receive/deduplicate/claimLog';
import type { ClaimLog } from '../../../receive/deduplicate/claimLog';
import { createBatcher } from '../../../receive/batcher';
import type { Batcher } from '../../../receive/batcher';
import { createDeduplicator } from '../../../receive/deduplicate/deduplicator';
import type { Deduplicator } from '../../../receive/deduplicate/deduplicator';
import { createRateLimiter } from '../../../receive/rateLimit';
import type { RateLimiter } from '../../../receive/rateLimit';
import type { ReceivedEvent } from '../../../receive/event';
import type { ReceiveState } from '../../../receive/receive';
import type { Settle } from '../../../receive/outcome';
import { success } from '../../../result';
import type { Result } from '../../../result';
import type { TriggerConfig } from '../configuration';
import { createNodeMemory, waitingExecution } from './nodeMemory';

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

// Copies that come at the same moment are told apart by these, later ones by what is stored.
const CLAIM_MS = 180_000;
const MAX_CLAIMS = 5_000;

const MAX_REJECTED_PER_MINUTE = 10;
const MAX_DIAGNOSES_PER_MINUTE = 60;

/** A genuine event that waits for its execution. */
export interface PendingEvent {
	readonly event: ReceivedEvent;
	/** Further events of the same request. Default: none. */
	readonly others?: readonly ReceivedEvent[];
	/** Under which repeats of it are recognised. */
	readonly keys: readonly string[];
	readonly settle: Settle;
}

/** What a trigger keeps from request to request. */
export interface TriggerState {
	readonly config: TriggerConfig;
	/** What the checks of requests count and remember. */
	readonly checks: ReceiveState;
	readonly batcher?: Batcher<PendingEvent> | undefined;
	/** Where copies of an event that reach several processes at once are told apart. */
	readonly claims: ClaimLog;
	/** Limits the items of the second output. */
	readonly rejectedItems: RateLimiter;
	/** Limits how often the cause of a failed check is looked for. */
	readonly diagnoses: RateLimiter;
}

const perMinute = (limit: number, maxKeys: number): RateLimiter =>
	createRateLimiter({ limit, windowMs: MINUTE_MS, maxKeys });

function keepDeduplicator(
	config: TriggerConfig,
	previous: TriggerState | undefined,
): Deduplicator | undefined {
	const windowMs = config.duplicateWindowMs;
	if (windowMs === undefined) return undefined;
	// Another option that changes must not make the trigger forget what it has seen.
	if (previous?.config.duplicateWindowMs === windowMs) return previous.checks.deduplicator;
	return createDeduplicator({
		windowMs,
		capacity: MAX_REMEMBERED_EVENTS * KEYS_PER_EVENT,
		maxInFlight: MAX_EVENTS_IN_FLIGHT,
		maxWaiting: MAX_WAITING_COPIES,
		maxStored: MAX_STORED_EVENTS * KEYS_PER_EVENT,
	});
}

function keepFailures(config: TriggerConfig, previous: TriggerState | undefined): RateLimiter {
	// Where a field holds an expression, the settings are read for every request.
	return previous?.config.maxFailuresPerMinute === config.maxFailuresPerMinute
		? previous.checks.failures
		: perMinute(config.maxFailuresPerMinute, MAX_ADDRESSES);
}

function createState(
	config: TriggerConfig,
	previous: TriggerState | undefined,
	isTestRun: boolean,
): TriggerState {
	const { batch, eventLimit } = config;
	return {
		config,
		checks: {
			failures: keepFailures(config, previous),
			accepted:
				eventLimit &&
				createRateLimiter({ limit: eventLimit.count, windowMs: eventLimit.windowMs, maxKeys: 1 }),
			// People who build a workflow send the same test event again and again, one at a time.
			deduplicator: isTestRun ? undefined : keepDeduplicator(config, previous),
		},
		batcher:
			isTestRun || !batch
				? undefined
				: createBatcher<PendingEvent>({
						...batch,
						sleep,
						sizeOf: ({ others = [] }) => 1 + others.length,
					}),
		// What another setting changes is no reason to leave old claims behind.
		claims: previous?.claims ?? createClaimLog(CLAIM_MS, MAX_CLAIMS),
		rejectedItems: perMinute(MAX_REJECTED_PER_MINUTE, 1),
		diagnoses: previous?.diagnoses ?? perMinute(MAX_DIAGNOSES_PER_MINUTE, 1),
	};
}

// n8n gives test runs a mode of their own, and the memory keeps modes apart.
const memory = createNodeMemory<Result<TriggerState>>();

// Each execution that waits has an own one: a service may send one event to several of them. Apart,
// so that however many wait, no trigger is forgotten for them.
const memoryOfWaits = createNodeMemory<Result<TriggerState>>();

/** What a trigger keeps from request to request. Its settings are read when they have changed. */
export function recallTrigger(
	context: IWebhookFunctions,
	readConfig: () => Result<TriggerConfig>,
): Result<TriggerState> {
	const { recall } = waitingExecution(context) === undefined ? memory : memoryOfWaits;
	return recall(context, (previous) => {
		const read = readConfig();
		if (!read.ok) return read;
		const before = previous?.ok ? previous.value : undefined;
		return success(createState(read.value, before, context.getMode() === 'manual'));
	});
}

import type { Match } from '../signing/verify/match';
import type { PresentedSignature } from '../signing/verify/presentedSignature';
import type { ReceiveConfig } from './configuration';
import type { Deduplicator } from './deduplicate/deduplicator';
import type { CommonParts, ReceivedEvent } from './event';
import { repeatPartsOfEvents } from './eventRepeats';
import { eventNames } from './facts';
import type { EventPlace } from './facts';
import type { IgnoredReason, Outcome } from './outcome';
import { repeatParts, withItems } from './repeats';
import type { RepeatPolicy } from './repeats';
import type { InboundRequest, SignedInboundRequest } from './request';
import { buildEvents } from './severalEvents';

/** A request, and how it was proven. */
export interface Proof {
	readonly request: SignedInboundRequest;
	readonly presented: PresentedSignature;
	readonly match: Match;
}

/** By what events are let through. */
interface Gate {
	readonly config: ReceiveConfig;
	readonly state: { readonly deduplicator?: Deduplicator | undefined };
}

const AUTOMATIC: RepeatPolicy = { by: 'automatic' };

/** When those are to come back who were put off since too much waits. */
const BUSY_RETRY_AFTER_SECONDS = 5;

/** Whether any event of the body is wanted: none of them may be lost for what stands beside it. */
function hasWantedName(
	request: InboundRequest,
	{ eventFilter, scheme }: ReceiveConfig,
	payload: unknown,
): boolean {
	if (eventFilter === undefined) return true;
	const names = eventNames({ scheme, headers: request.headers, payload });
	return names.some((name) => eventFilter.passes(name));
}

/** Why an event starts nothing; `undefined` where it is wanted. */
function findIgnoredReason(
	{ condition }: ReceiveConfig,
	event: ReceivedEvent,
	isWantedName: boolean,
): IgnoredReason | undefined {
	if (!isWantedName) return 'eventNotChosen';
	return condition === undefined || condition(event) ? undefined : 'conditionNotMet';
}

const ALONE = { keys: [], settle: () => undefined };

/** Lets an event through unless it came before; of several that are signed one by one, the new ones. */
export async function admit(
	proof: Proof,
	{ config, state }: Gate,
	payload: unknown,
	build: (payload: unknown) => ReceivedEvent,
): Promise<Outcome> {
	const { request } = proof;
	const event = build(payload);
	const reason = findIgnoredReason(config, event, hasWantedName(request, config, payload));
	if (reason !== undefined) return { kind: 'ignored', event, reason };
	const { scheme, repeats = AUTOMATIC } = config;
	const proven = { ...proof, scheme, payload, name: event.event };
	const parts = state.deduplicator ? repeatParts(repeats, proven) : [];
	if (state.deduplicator === undefined || parts.every((keys) => keys.length === 0)) {
		return { kind: 'accepted', event, ...ALONE };
	}
	const result = await state.deduplicator.begin(parts, request.receivedAt);
	if (result.kind === 'duplicate') return { kind: 'duplicate', event };
	if (result.kind === 'busy') return { ...result, retryAfterSeconds: BUSY_RETRY_AFTER_SECONDS };
	const { keys, settle } = result;
	if (result.parts.length === parts.length) return { kind: 'accepted', event, keys, settle };
	let left: Outcome | undefined;
	try {
		const rest = withItems(scheme, payload, result.parts);
		const event = build(rest);
		const reason = findIgnoredReason(config, event, hasWantedName(request, config, rest));
		left =
			reason === undefined
				? { kind: 'accepted', event, keys, settle }
				: { kind: 'ignored', event, reason };
		return left;
	} finally {
		// After a failure, too: else every later try would wait for this one.
		if (left?.kind !== 'accepted') settle('released');
	}
}

/** The first of these events, and the others beside it. */
function eventsOf(events: readonly ReceivedEvent[]): {
	readonly event: ReceivedEvent;
	readonly others?: readonly ReceivedEvent[];
} {
	const [event, ...others] = events;
	if (event === undefined) throw new Error('There is no event');
	return others.length === 0 ? { event } : { event, others };
}

/** Lets those of several events through that are wanted and did not come before. */
export async function admitEach(
	proof: Proof,
	{ config, state }: Gate,
	payload: unknown,
	common: CommonParts,
	places: readonly EventPlace[],
): Promise<Outcome> {
	const judged = buildEvents(common, places).map((event, index) => ({
		event,
		place: places[index] ?? [],
		body: event.body,
		reason: findIgnoredReason(config, event, config.eventFilter?.passes(event.event) ?? true),
	}));
	const wanted = judged.filter(({ reason }) => reason === undefined);
	const events = wanted.map(({ event }) => event);
	if (events.length === 0) {
		const isChosen = judged.some(({ reason }) => reason === 'conditionNotMet');
		return {
			kind: 'ignored',
			...eventsOf(judged.map(({ event }) => event)),
			reason: isChosen ? 'conditionNotMet' : 'eventNotChosen',
		};
	}
	const { scheme, repeats = AUTOMATIC } = config;
	const proven = { ...proof, scheme, payload, name: events[0]?.event ?? null };
	const parts = state.deduplicator ? repeatPartsOfEvents(repeats, proven, wanted) : [];
	if (state.deduplicator === undefined || parts.every((keys) => keys.length === 0)) {
		return { kind: 'accepted', ...eventsOf(events), ...ALONE };
	}
	const result = await state.deduplicator.begin(parts, proof.request.receivedAt);
	if (result.kind === 'duplicate') return { kind: 'duplicate', ...eventsOf(events) };
	if (result.kind === 'busy') return { ...result, retryAfterSeconds: BUSY_RETRY_AFTER_SECONDS };
	const { keys, settle } = result;
	const isNew = new Set(result.parts);
	return {
		kind: 'accepted',
		...eventsOf(events.filter((_, index) => isNew.has(index))),
		keys,
		settle,
	};
}

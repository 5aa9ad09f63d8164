import { networkOf } from '../http/ipAddress';
import { firstCharacter } from '../signing/content/bodyFormat';
import { readPresentedSignature } from '../signing/verify/presentedSignature';
import { matchSignature } from '../signing/verify';
import type { Match } from '../signing/verify/match';
import type { Rejection } from '../signing/rejection';
import type { PresentedSignature } from '../signing/verify/presentedSignature';
import type { SignedRequest } from '../signing/request';
import { buildEvent } from './event';
import { eventNames } from './facts';
import {
	respondToHandshake,
	findSignedHandshake,
	findUnsignedHandshake,
	hasVerifyToken,
	needsKeys,
} from './handshake';
import type { FoundHandshake } from './handshake';
import { openBody } from './payload';
import type { ReadBody } from './payload';
import { repeatParts, withItems } from './repeats';
import type { RepeatPolicy } from './repeats';
import type {
	InboundRequest,
	KeyLookup,
	KeySource,
	Outcome,
	ReceivedEvent,
	ReceiveConfig,
	ReceiveState,
} from './types';

/** One request on its way through the checks. */
interface Passage {
	readonly request: InboundRequest;
	readonly config: ReceiveConfig;
	readonly keySource: KeySource;
	readonly state: ReceiveState;
	/** The body, of which nothing is read before it is asked for. */
	readonly body: ReadBody;
	/** What of the request can be signed. */
	readonly signed: SignedRequest;
}

interface Proof {
	readonly presented: PresentedSignature;
	readonly match: Match;
}

const UNKNOWN_ADDRESS = 'unknown';
const EVERY_SENDER = 'sender';

function createPassage(
	request: InboundRequest,
	config: ReceiveConfig,
	keySource: KeySource,
	state: ReceiveState,
): Passage {
	const { headers, method, url, receivedAt, rawBody = Buffer.alloc(0) } = request;
	const body = openBody(config.scheme, request);
	const { payload, formBytes } = body;
	const signed = { headers, body: rawBody, method, url, payload, formBytes, receivedAt };
	return { request, config, keySource, state, body, signed };
}

async function respond(found: FoundHandshake, { request, keySource }: Passage): Promise<Outcome> {
	const { handshake } = found;
	let keys: Extract<KeyLookup, { ok: true }> | undefined;
	if (needsKeys(handshake)) {
		const lookup = await keySource.current();
		if (!lookup.ok) return { kind: 'notConfigured', problem: lookup.problem };
		keys = lookup;
	}
	const rejected: Outcome = {
		kind: 'badSignature',
		rejection: { ok: false, reason: 'handshakeRefused' },
	};
	if (!hasVerifyToken(handshake, request, keys?.verifyToken ?? '')) return rejected;
	const response = respondToHandshake(found, request, keys?.keys[0]);
	return response ? { kind: 'handshake', name: handshake.name, response } : rejected;
}

/** What can be responded to without looking at a signature. */
async function respondEarly(passage: Passage): Promise<Outcome | undefined> {
	const { request, config } = passage;
	const { address, method, rawBody } = request;
	if (config.addresses && (address === undefined || !config.addresses.includes(address))) {
		return { kind: 'forbiddenAddress' };
	}
	if (rawBody !== undefined && rawBody.length > config.maxBodyBytes) return { kind: 'tooLarge' };
	const handshake = findUnsignedHandshake(config.scheme, request);
	if (handshake) return await respond(handshake, passage);
	if (method === 'POST') return undefined;
	return { kind: config.respondsToHealthChecks ? 'healthy' : 'methodNotAllowed' };
}

async function prove(passage: Passage): Promise<Proof | Rejection | { readonly problem: string }> {
	const { request, config, keySource, signed } = passage;
	const { scheme, toleranceSeconds } = config;
	const options = { toleranceSeconds };
	const presented = readPresentedSignature(scheme, request.headers, request.receivedAt, options);
	if (!presented.ok) return presented;
	if (request.rawBody === undefined) return { ok: false, reason: 'missingRawBody' };
	const check = (lookup: KeyLookup): Match | Rejection | { readonly problem: string } =>
		lookup.ok ? matchSignature(scheme, presented, signed, lookup.keys, options) : lookup;
	const isMatch = (result: ReturnType<typeof check>): result is Match => 'keyName' in result;

	let result = check(await keySource.current());
	if (!isMatch(result)) {
		const stored = await keySource.refresh();
		if (stored) result = check(stored);
	}
	return isMatch(result) ? { presented, match: result } : result;
}

/** Counts a failed check. Over the limit the response is another one, but nothing else changes. */
function reject({ request, state }: Passage, rejection: Rejection): Outcome {
	const sender = request.address === undefined ? UNKNOWN_ADDRESS : networkOf(request.address);
	const taken = state.failures.take(sender, request.receivedAt);
	if (taken.ok) return { kind: 'badSignature', rejection };
	return { kind: 'rateLimited', retryAfterSeconds: taken.retryAfterSeconds, rejection };
}

const AUTOMATIC: RepeatPolicy = { by: 'automatic' };

/** When those are to come back who were put off since too much waits. */
const BUSY_RETRY_AFTER_SECONDS = 5;

/** Whether any event of the body is wanted: none of them may be lost for what stands beside it. */
function isWanted({ request, config }: Passage, payload: unknown): boolean {
	const { eventFilter, scheme } = config;
	if (eventFilter === undefined) return true;
	const names = eventNames({ scheme, headers: request.headers, payload });
	return names.some((name) => eventFilter.passes(name));
}

/** Lets an event through unless it came before; of several that are signed one by one, the new ones. */
async function admit(
	passage: Passage,
	{ presented, match }: Proof,
	payload: unknown,
	build: (payload: unknown) => ReceivedEvent,
): Promise<Outcome> {
	const { request, config, state, signed } = passage;
	const event = build(payload);
	if (!isWanted(passage, payload)) return { kind: 'ignored', event };
	const { scheme, repeats = AUTOMATIC } = config;
	const proven = { scheme, presented, match, request: signed, payload, name: event.event };
	const parts = state.deduplicator ? repeatParts(repeats, proven) : [];
	if (state.deduplicator === undefined || parts.every((keys) => keys.length === 0)) {
		return { kind: 'accepted', event, keys: [], settle: () => undefined };
	}
	const result = await state.deduplicator.begin(parts, request.receivedAt);
	if (result.kind === 'duplicate') return { kind: 'duplicate', event };
	if (result.kind === 'busy') return { ...result, retryAfterSeconds: BUSY_RETRY_AFTER_SECONDS };
	const { keys, settle } = result;
	if (result.parts.length === parts.length) return { kind: 'accepted', event, keys, settle };
	let left: Outcome | undefined;
	try {
		const rest = withItems(scheme, payload, result.parts);
		left = isWanted(passage, rest)
			? { kind: 'accepted', event: build(rest), keys, settle }
			: { kind: 'ignored', event: build(rest) };
		return left;
	} finally {
		// After a failure, too: else every later try would wait for this one.
		if (left?.kind !== 'accepted') settle('released');
	}
}

async function accept(passage: Passage, proof: Proof): Promise<Outcome> {
	const { request, config, body, signed } = passage;
	const parsed = body.parse();
	if (!parsed.ok) return { kind: 'badPayload', problem: parsed.problem };
	const { payload } = parsed;
	const problem = findPayloadProblem(config, signed.body, payload);
	if (problem !== undefined) return { kind: 'badPayload', problem };
	const unexpected = config.findUnexpected?.(payload);
	if (unexpected !== undefined && config.rejectsUnexpected) {
		return { kind: 'badPayload', problem: unexpected };
	}
	return await admit(passage, proof, payload, (received) =>
		buildEvent(request, config, proof.match, received, unexpected),
	);
}

function findPayloadProblem(
	{ scheme, findEnvelopeProblem }: ReceiveConfig,
	body: Buffer,
	payload: unknown,
): string | undefined {
	// No text that a handshake signs can start so: see the texts that are signed on request.
	if (scheme.requiresJsonObject && firstCharacter(body) !== '{') {
		return 'The body is signed correctly but is not a JSON object, as all events of this provider are.';
	}
	return findEnvelopeProblem?.(payload);
}

/**
 * Decides about one request. The order is part of the protection: what costs little comes first,
 * nothing of a request is used before it is proven, and only what is genuine counts against the
 * limit of its sender. A genuine request is never refused because somebody else's failed.
 */
export async function receive(
	request: InboundRequest,
	config: ReceiveConfig,
	keySource: KeySource,
	state: ReceiveState,
): Promise<Outcome> {
	const passage = createPassage(request, config, keySource, state);
	const early = await respondEarly(passage);
	if (early?.kind === 'badSignature') return reject(passage, early.rejection);
	if (early) return early;

	const proof = await prove(passage);
	if ('problem' in proof) return { kind: 'notConfigured', problem: proof.problem };
	if ('reason' in proof) {
		const outcome = reject(passage, proof);
		return outcome.kind === 'badSignature' ? { ...outcome, signed: passage.signed } : outcome;
	}

	const taken = state.accepted?.take(EVERY_SENDER, request.receivedAt);
	if (taken && !taken.ok) {
		return { kind: 'rateLimited', retryAfterSeconds: taken.retryAfterSeconds };
	}
	const handshake = findSignedHandshake(config.scheme, request, passage.body.payload);
	if (handshake) return await respond(handshake, passage);
	return await accept(passage, proof);
}

import { networkOf } from '../http/ipAddress';
import { failure, success } from '../result';
import type { Result } from '../result';
import { firstCharacter } from '../signing/content/bodyFormat';
import { isRejection } from '../signing/rejection';
import type { Rejection } from '../signing/rejection';
import { isUnsigned } from '../signing/unsigned';
import { matchSignature } from '../signing/verify';
import type { Match } from '../signing/verify/match';
import { readPresentedSignature } from '../signing/verify/presentedSignature';
import { admit, admitEach } from './admit';
import type { Proof } from './admit';
import type { ReceiveConfig } from './configuration';
import type { Deduplicator } from './deduplicate/deduplicator';
import { buildEvent, readCommonParts } from './event';
import type { CommonParts } from './event';
import {
	findSignedHandshake,
	findUnsignedHandshake,
	hasVerifyToken,
	needsKeys,
	respondToHandshake,
} from './handshake';
import type { FoundHandshake } from './handshake';
import type { KeyLookup, KeySource, VerifyingKeys } from './keys';
import type { Outcome } from './outcome';
import type { RateLimiter } from './rateLimit';
import { hasBody } from './request';
import type { InboundRequest } from './request';
import { findSingleEvents } from './severalEvents';

/** What a trigger remembers from request to request. */
export interface ReceiveState {
	/** Counts failed checks per address. */
	readonly failures: RateLimiter;
	/** Counts genuine requests, all of one sender; absent when they are not limited. */
	readonly accepted?: RateLimiter | undefined;
	/** Absent when every request starts the workflow. */
	readonly deduplicator?: Deduplicator | undefined;
}

/** A trigger: what its requests are checked by. */
export interface Receiver {
	readonly config: ReceiveConfig;
	readonly keySource: KeySource;
	readonly state: ReceiveState;
}

const UNKNOWN_ADDRESS = 'unknown';
const EVERY_SENDER = 'sender';
const NO_BODY = Buffer.alloc(0);

async function respond(
	found: FoundHandshake,
	request: InboundRequest,
	{ keySource }: Receiver,
): Promise<Outcome> {
	const { handshake } = found;
	let keys: VerifyingKeys | undefined;
	if (needsKeys(handshake)) {
		const lookup = await keySource.current();
		if (!lookup.ok) return { kind: 'notConfigured', problem: lookup.problem };
		keys = lookup.value;
	}
	const rejected: Outcome = { kind: 'badSignature', rejection: { reason: 'handshakeRefused' } };
	if (!hasVerifyToken(handshake, request, keys?.verifyToken ?? '')) return rejected;
	const response = respondToHandshake(found, request, keys?.keys[0]);
	return response ? { kind: 'handshake', name: handshake.name, response } : rejected;
}

/** What can be responded to without looking at a signature. */
async function respondEarly(
	request: InboundRequest,
	receiver: Receiver,
): Promise<Outcome | undefined> {
	const { addresses, maxBodyBytes, respondsToHealthChecks, scheme } = receiver.config;
	const { address, body, method } = request;
	if (addresses && (address === undefined || !addresses.includes(address))) {
		return { kind: 'forbiddenAddress' };
	}
	if (body !== undefined && body.length > maxBodyBytes) return { kind: 'tooLarge' };
	const handshake = findUnsignedHandshake(scheme, request);
	if (handshake) return await respond(handshake, request, receiver);
	if (method === 'POST') return undefined;
	return { kind: respondsToHealthChecks ? 'healthy' : 'methodNotAllowed' };
}

/** Why a request is not proven genuine: a rejection, or what makes proving it impossible. */
type NoProof = Rejection | Extract<Outcome, { kind: 'badPayload' | 'notConfigured' }>;

/**
 * What stands in for a proof where senders do not sign. Their address is all that there is, and it
 * was checked: so without a list of addresses nothing is let through, whatever the settings say.
 */
function admitUnsigned(
	request: InboundRequest,
	{ addresses }: ReceiveConfig,
): Result<Proof, NoProof> {
	if (addresses === undefined) {
		return failure({
			kind: 'notConfigured',
			problem:
				"The node asks for no secret and lists no addresses, so anyone could send events. Fill in the option 'Allowed Addresses', or choose Secret for 'Authentication'.",
		});
	}
	if (!hasBody(request)) {
		return failure({
			kind: 'badPayload',
			problem: 'The bytes of the body are not available: n8n reads multipart forms itself.',
		});
	}
	return success({ request, presented: { candidates: [] }, match: { keyName: null } });
}

async function prove(
	request: InboundRequest,
	{ config, keySource }: Receiver,
): Promise<Result<Proof, NoProof>> {
	const { scheme, toleranceSeconds } = config;
	if (isUnsigned(scheme)) return admitUnsigned(request, config);
	const options = { toleranceSeconds };
	const presented = readPresentedSignature(scheme, request.headers, request.receivedAt, options);
	if (isRejection(presented)) return failure(presented);
	if (!hasBody(request)) return failure({ reason: 'missingRawBody' });
	const check = (lookup: KeyLookup): Match | NoProof =>
		lookup.ok
			? matchSignature(scheme, presented, request, lookup.value.keys, options)
			: { kind: 'notConfigured', problem: lookup.problem };

	let result = check(await keySource.current());
	if (!('keyName' in result)) {
		const stored = await keySource.refresh();
		if (stored) result = check(stored);
	}
	return 'keyName' in result ? success({ request, presented, match: result }) : failure(result);
}

/** Counts a failed check. Over the limit the response is another one, but nothing else changes. */
function reject(request: InboundRequest, { state }: Receiver, rejection: Rejection): Outcome {
	const sender = request.address === undefined ? UNKNOWN_ADDRESS : networkOf(request.address);
	const taken = state.failures.take(sender, request.receivedAt);
	if (taken.ok) return { kind: 'badSignature', rejection };
	return { kind: 'rateLimited', ...taken.problem, rejection };
}

async function accept(proof: Proof, receiver: Receiver): Promise<Outcome> {
	const { request, match } = proof;
	const { config } = receiver;
	const opened = request.readPayload();
	if (!opened.ok) return { kind: 'badPayload', problem: opened.problem };
	const payload = opened.value;
	const problem = findPayloadProblem(config, request.body, payload);
	if (problem !== undefined) return { kind: 'badPayload', problem };
	const unexpected = config.findUnexpected?.(payload);
	if (unexpected !== undefined && config.rejectsUnexpected) {
		return { kind: 'badPayload', problem: unexpected };
	}
	const read = (received: unknown): CommonParts =>
		readCommonParts(request, config, match, received, unexpected);
	if (!config.dividesEvents || !config.scheme.event.each) {
		return await admit(proof, receiver, payload, (received) => buildEvent(read(received)));
	}
	const common = read(payload);
	const singles = findSingleEvents(common);
	if (singles.ok && singles.value.length > 0) {
		return await admitEach(proof, receiver, payload, common, singles.value);
	}
	const undivided = singles.ok ? undefined : singles.problem;
	return await admit(proof, receiver, payload, (received) => buildEvent(read(received), undivided));
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
export async function receive(request: InboundRequest, receiver: Receiver): Promise<Outcome> {
	const early = await respondEarly(request, receiver);
	if (early?.kind === 'badSignature') return reject(request, receiver, early.rejection);
	if (early) return early;

	const proof = await prove(request, receiver);
	if (!proof.ok) {
		if ('kind' in proof.problem) return proof.problem;
		const outcome = reject(request, receiver, proof.problem);
		if (outcome.kind !== 'badSignature') return outcome;
		return { ...outcome, signed: hasBody(request) ? request : { ...request, body: NO_BODY } };
	}

	const { config, state } = receiver;
	const taken = state.accepted?.take(EVERY_SENDER, request.receivedAt);
	if (taken && !taken.ok) return { kind: 'rateLimited', ...taken.problem };
	const handshake = findSignedHandshake(config.scheme, request, request.payload);
	if (handshake) return await respond(handshake, request, receiver);
	return await accept(proof.value, receiver);
}

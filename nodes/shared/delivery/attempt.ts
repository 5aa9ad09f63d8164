import { canSplit } from './batch/message';
import { signMessage } from '../signing/sign';
import type { SignedHeaders } from '../signing/sign';
import type { SigningKey } from '../signing/keys';
import { withProof } from './authentication/authenticate';
import type { AttemptAuthentication, Proof, UsedProof } from './authentication/types';
import { decide } from './decide';
import { createRedactor, proofsIn } from './redact';
import type { Redactor } from './redact';
import { recordResponse } from './response';
import type { Attempt, Delivery } from './delivery';
import type { Decision } from './decide';
import type {
	ClientCertificate,
	OutboundRequest,
	Transport,
	TransportResult,
} from '../http/transport';
import type { Runtime } from '../http/runtime';
import type { ResponseRecord } from './response';

/** One attempt, and what follows from it. */
export interface AttemptResult {
	readonly attempt: Attempt;
	readonly decision: Decision;
	/** Absent when no answer came. */
	readonly response?: ResponseRecord;
}

/** The media type in lower case, without parameters. */
export const mediaTypeOf = (contentType: string): string =>
	(contentType.split(';')[0] ?? '').trim().toLowerCase();

/** What one request of an attempt is made of, besides its delivery. */
interface RequestParts {
	readonly delivery: Delivery;
	readonly keys: readonly [SigningKey, ...SigningKey[]];
	readonly transport: Transport;
	/** Start of the attempt, in milliseconds since 1970. */
	readonly startedAtMs: number;
	readonly certificate?: ClientCertificate | undefined;
}

/** A request that went out, and what is secret in it. */
interface Sent {
	readonly signed: SignedHeaders;
	readonly result: TransportResult;
	/** Texts of the authentications that were tried. */
	readonly confidential: readonly string[];
}

// Whoever reads the whole URL has to find it signed, and a proof may be in its query.
function sign({ delivery, keys }: RequestParts, proof: Proof, nowMs: number): SignedHeaders {
	const { message, endpoint } = delivery;
	const { body, id, eventName, contentType } = message;
	return signMessage(message.scheme, keys, {
		body,
		id,
		nowMs,
		eventName,
		url: withProof(endpoint.url, proof),
		contentType: mediaTypeOf(contentType),
		method: endpoint.method,
	});
}

function attemptHeadersOf({ delivery, startedAtMs }: RequestParts): Record<string, string> {
	const { endpoint, attempts, firstAttemptAtMs = startedAtMs } = delivery;
	const { number, firstAttempt } = endpoint.attemptHeaders ?? {};
	return {
		...(number !== undefined && { [number]: String(attempts.length + 1) }),
		...(firstAttempt !== undefined && {
			[firstAttempt]: new Date(firstAttemptAtMs).toISOString(),
		}),
	};
}

function requestOf(parts: RequestParts, proof: Proof, signed: SignedHeaders): OutboundRequest {
	const { message, endpoint } = parts.delivery;
	return {
		...(endpoint.method !== undefined && { method: endpoint.method }),
		url: signed.url,
		headers: {
			...endpoint.headers,
			...attemptHeadersOf(parts),
			'Content-Type': message.contentType,
			...proof.headers,
			...signed.headers,
		},
		body: message.body,
		timeoutMs: endpoint.timeoutMs,
		verifyCertificate: endpoint.verifyCertificate,
		publicAddressOnly: endpoint.publicAddressOnly,
		...(parts.certificate && { certificate: parts.certificate }),
	};
}

function redactorFor(
	{ message, endpoint }: Delivery,
	signed: SignedHeaders | undefined,
	confidential: readonly string[],
	authentication: readonly string[] | undefined,
): Redactor {
	return createRedactor({
		texts: confidential,
		proofs: signed === undefined ? [] : proofsIn(message.scheme, signed.headers),
		headers: endpoint.headers,
		url: endpoint.url,
		...(authentication && { authentication }),
	});
}

/** What became of the request; from here on, whatever happens is a result and never an error. */
async function exchange(request: OutboundRequest, transport: Transport): Promise<TransportResult> {
	try {
		return await transport(request);
	} catch {
		return { kind: 'networkError', error: 'other', message: 'The request failed' };
	}
}

const UNAUTHORIZED = 401;

const isRefused = (result: TransportResult): boolean =>
	result.kind === 'response' && result.statusCode === UNAUTHORIZED;

/**
 * Sends the request. After a 401 once more with another proof, where there is one: an access token
 * may end before the time that it was given.
 */
async function sendProven(
	parts: RequestParts,
	used: UsedProof,
	nowMs: () => number,
): Promise<Sent> {
	const { proof, confidential, renew } = used;
	const signed = sign(parts, proof, nowMs());
	const result = await exchange(requestOf(parts, proof, signed), parts.transport);
	const first: Sent = { signed, result, confidential };
	if (renew === undefined || !isRefused(result)) return first;
	try {
		const renewed = await renew();
		if (!renewed.ok) return first;
		const { proof: other, confidential: more } = renewed.value;
		const signedAgain = sign(parts, other, nowMs());
		return {
			signed: signedAgain,
			result: await exchange(requestOf(parts, other, signedAgain), parts.transport),
			confidential: [...confidential, ...more],
		};
	} catch {
		return first;
	}
}

/** What came of an attempt; without a signature where no proof could be had, and nothing was sent. */
type Attempted = Pick<Sent, 'result'> & Partial<Sent>;

async function send(
	parts: RequestParts,
	authentication: AttemptAuthentication | undefined,
	runtime: Runtime,
): Promise<Attempted> {
	if (authentication === undefined) {
		const signed = sign(parts, {}, parts.startedAtMs);
		return { signed, result: await exchange(requestOf(parts, {}, signed), parts.transport) };
	}
	const proven = await authentication.prove();
	if (!proven.ok) {
		const error = 'authentication';
		return { result: { kind: 'networkError', error, message: proven.problem } };
	}
	const { certificate } = authentication;
	return await sendProven({ ...parts, certificate }, proven.value, () => runtime.nowMs());
}

/** What follows, even if that cannot be worked out: then nothing more is tried. */
function decideSafely(result: TransportResult, decideOn: () => Decision): Decision {
	try {
		return decideOn();
	} catch {
		const isAccepted = result.kind === 'response' && Math.floor(result.statusCode / 100) === 2;
		return isAccepted
			? { kind: 'delivered', reason: 'accepted' }
			: { kind: 'failed', reason: result.kind === 'response' ? 'status' : 'networkError' };
	}
}

/**
 * Signs the message with the time of this attempt and sends it once. Throws before anything is sent
 * or not at all: what was sent always has its result.
 *
 * @param confidential texts that may not be kept, should the receiver echo them. Default: none
 *   besides what was sent.
 * @param authentication how the request is authenticated besides its signature. Default: not at all.
 */
export async function attemptOnce(
	delivery: Delivery,
	keys: readonly [SigningKey, ...SigningKey[]],
	transport: Transport,
	runtime: Runtime,
	confidential: readonly string[] = [],
	authentication?: AttemptAuthentication,
): Promise<AttemptResult> {
	const { policy, attempts, firstAttemptAtMs } = delivery;
	const startedAtMs = runtime.nowMs();
	const random = runtime.random();
	const parts: RequestParts = { delivery, keys, transport, startedAtMs };
	const { signed, result, ...sent } = await send(parts, authentication, runtime);
	const redact = redactorFor(delivery, signed, confidential, sent.confidential);
	const endedAtMs = runtime.nowMs();
	const number = attempts.length + 1;
	const decision = decideSafely(result, () =>
		decide({
			policy,
			result,
			attemptNumber: number,
			firstAttemptAtMs: firstAttemptAtMs ?? startedAtMs,
			nowMs: endedAtMs,
			random,
			canSplit: canSplit(delivery.message),
		}),
	);
	const timestampSeconds = signed?.timestampSeconds;
	const attempt: Attempt = {
		number,
		startedAt: new Date(startedAtMs).toISOString(),
		durationMs: endedAtMs - startedAtMs,
		...(timestampSeconds !== undefined && { timestamp: timestampSeconds }),
		outcome: decision.kind === 'delivered' ? 'delivered' : 'failed',
		statusCode: result.kind === 'response' ? result.statusCode : null,
		...(result.kind === 'networkError' && {
			error: { kind: result.error, message: redact(result.message) },
		}),
		reason: decision.reason,
		...('unmetRule' in decision &&
			decision.unmetRule !== undefined && { unmetRule: decision.unmetRule }),
		...(decision.kind === 'retry' && { nextDelayMs: decision.delayMs }),
	};
	return {
		attempt,
		decision,
		...(result.kind === 'response' && { response: recordResponse(result, redact) }),
	};
}

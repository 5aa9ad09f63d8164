import { canSplit } from './batch/message';
import { signMessage } from '../signing/sign';
import type { SignedHeaders } from '../signing/sign';
import type { SigningKey } from '../signing/keys';
import { decide } from './decide';
import { createRedactor, proofsIn } from './redact';
import type { Redactor } from './redact';
import { recordResponse } from './response';
import type { Attempt, Delivery } from './delivery';
import type { Decision } from './decide';
import type { OutboundRequest, Transport, TransportResult } from '../http/transport';
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

function sign(
	{ message, endpoint }: Delivery,
	keys: readonly [SigningKey, ...SigningKey[]],
	nowMs: number,
): SignedHeaders {
	const { body, id, eventName, contentType } = message;
	return signMessage(message.scheme, keys, {
		body,
		id,
		nowMs,
		eventName,
		url: endpoint.url,
		contentType: mediaTypeOf(contentType),
	});
}

function requestOf(
	{ message, endpoint }: Delivery,
	{ headers, url }: SignedHeaders,
): OutboundRequest {
	return {
		url,
		headers: { ...endpoint.headers, 'Content-Type': message.contentType, ...headers },
		body: message.body,
		timeoutMs: endpoint.timeoutMs,
		verifyCertificate: endpoint.verifyCertificate,
		publicAddressOnly: endpoint.publicAddressOnly,
	};
}

function redactorFor(
	{ message, endpoint }: Delivery,
	{ headers }: SignedHeaders,
	confidential: readonly string[],
): Redactor {
	return createRedactor({
		texts: confidential,
		proofs: proofsIn(message.scheme, headers),
		headers: endpoint.headers,
		url: endpoint.url,
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
 */
export async function attemptOnce(
	delivery: Delivery,
	keys: readonly [SigningKey, ...SigningKey[]],
	transport: Transport,
	runtime: Runtime,
	confidential: readonly string[] = [],
): Promise<AttemptResult> {
	const { policy, attempts, firstAttemptAtMs } = delivery;
	const startedAtMs = runtime.nowMs();
	const signed = sign(delivery, keys, startedAtMs);
	const request = requestOf(delivery, signed);
	const redact = redactorFor(delivery, signed, confidential);
	const random = runtime.random();
	const result = await exchange(request, transport);
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
	const { timestampSeconds } = signed;
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
		...(decision.kind === 'retry' && { nextDelayMs: decision.delayMs }),
	};
	return {
		attempt,
		decision,
		...(result.kind === 'response' && { response: recordResponse(result, redact) }),
	};
}

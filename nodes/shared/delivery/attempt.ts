import { signMessage } from '../signing/sign';
import type { SigningKey } from '../signing/types';
import { decide } from './decide';
import type { Delivery } from './types';
import { recordResponse } from './response';
import type { Attempt, Decision, ResponseRecord, Runtime, Transport } from './types';

/** One attempt, and what follows from it. */
export interface AttemptResult {
	readonly attempt: Attempt;
	readonly decision: Decision;
	/** Absent when no answer came. */
	readonly response?: ResponseRecord;
}

const mediaTypeOf = (contentType: string): string =>
	(contentType.split(';')[0] ?? '').trim().toLowerCase();

/** Signs the message with the time of this attempt and sends it once. Never throws. */
export async function attemptOnce(
	{ message, endpoint, policy, attempts, firstAttemptAtMs }: Delivery,
	keys: readonly [SigningKey, ...SigningKey[]],
	transport: Transport,
	runtime: Runtime,
): Promise<AttemptResult> {
	const startedAtMs = runtime.nowMs();
	const { body, id, eventName, contentType } = message;
	const signed = signMessage(message.scheme, keys, {
		body,
		id,
		nowMs: startedAtMs,
		eventName,
		url: endpoint.url,
		contentType: mediaTypeOf(contentType),
	});
	const result = await transport({
		url: endpoint.url,
		headers: { ...endpoint.headers, 'Content-Type': contentType, ...signed.headers },
		body,
		timeoutMs: endpoint.timeoutMs,
		verifyCertificate: endpoint.verifyCertificate,
		publicAddressOnly: endpoint.publicAddressOnly,
	});
	const endedAtMs = runtime.nowMs();
	const attemptNumber = attempts.length + 1;
	const decision = decide({
		policy,
		result,
		attemptNumber,
		firstAttemptAtMs: firstAttemptAtMs ?? startedAtMs,
		nowMs: endedAtMs,
		random: runtime.random(),
	});
	const attempt: Attempt = {
		number: attemptNumber,
		startedAt: new Date(startedAtMs).toISOString(),
		durationMs: endedAtMs - startedAtMs,
		...(signed.timestampSeconds !== undefined && { timestamp: signed.timestampSeconds }),
		outcome: decision.kind === 'delivered' ? 'delivered' : 'failed',
		statusCode: result.kind === 'response' ? result.statusCode : null,
		...(result.kind === 'networkError' && {
			error: { kind: result.error, message: result.message },
		}),
		reason: decision.reason,
		...(decision.kind === 'retry' && { nextDelayMs: decision.delayMs }),
	};
	return {
		attempt,
		decision,
		...(result.kind === 'response' && { response: recordResponse(result) }),
	};
}

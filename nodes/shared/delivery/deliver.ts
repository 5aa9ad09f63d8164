import { signMessage } from '../signing/sign';
import { decide } from './decide';
import { recordResponse } from './response';
import type {
	Attempt,
	Decision,
	DeliveryRecord,
	DeliveryRequest,
	RetryPolicy,
	Runtime,
	Transport,
	TransportResult,
} from './types';

/** The URL without user name and password, for records and messages. */
export function withoutCredentials(url: string): string {
	if (!URL.canParse(url)) return url;
	const parsed = new URL(url);
	if (parsed.username === '' && parsed.password === '') return url;
	parsed.username = '';
	parsed.password = '';
	return parsed.href;
}

interface AttemptResult {
	readonly attempt: Attempt;
	readonly decision: Decision;
	readonly result: TransportResult;
}

async function attemptOnce(
	request: DeliveryRequest,
	policy: RetryPolicy,
	attemptNumber: number,
	transport: Transport,
	runtime: Runtime,
): Promise<AttemptResult> {
	const startedAtMs = runtime.nowMs();
	const signed = signMessage(request.scheme, request.keys, {
		body: request.body,
		id: request.id,
		nowMs: startedAtMs,
		eventName: request.eventName,
		url: request.url,
		contentType: (request.contentType.split(';')[0] ?? '').trim().toLowerCase(),
	});
	const result = await transport({
		url: request.url,
		headers: {
			...request.headers,
			'Content-Type': request.contentType,
			...signed.headers,
		},
		body: request.body,
		timeoutMs: request.timeoutMs,
		verifyCertificate: request.verifyCertificate,
	});
	const endedAtMs = runtime.nowMs();
	const decision = decide({
		policy,
		result,
		attemptNumber,
		nowMs: endedAtMs,
		random: runtime.random(),
	});
	const attempt: Attempt = {
		number: attemptNumber,
		startedAt: new Date(startedAtMs).toISOString(),
		durationMs: endedAtMs - startedAtMs,
		...(signed.timestampSeconds !== undefined && {
			timestamp: signed.timestampSeconds,
		}),
		outcome: decision.kind === 'delivered' ? 'delivered' : 'failed',
		statusCode: result.kind === 'response' ? result.statusCode : null,
		...(result.kind === 'networkError' && {
			error: { kind: result.error, message: result.message },
		}),
		reason: decision.reason,
		...(decision.kind === 'retry' && { nextDelayMs: decision.delayMs }),
	};
	return { attempt, decision, result };
}

/**
 * Delivers a message: every attempt is signed anew with a fresh timestamp under the same id, until
 * the receiver accepts it or the policy ends. Never throws for what a receiver or the network does;
 * the record says what happened.
 */
export async function deliver(
	request: DeliveryRequest,
	policy: RetryPolicy,
	transport: Transport,
	runtime: Runtime,
): Promise<DeliveryRecord> {
	const attempts: Attempt[] = [];
	for (;;) {
		const { attempt, decision, result } = await attemptOnce(
			request,
			policy,
			attempts.length + 1,
			transport,
			runtime,
		);
		attempts.push(attempt);
		if (decision.kind === 'retry') {
			await runtime.sleep(decision.delayMs);
			if (!runtime.isCancelled()) continue;
		}
		return {
			id: request.id,
			...(request.eventName !== undefined && { event: request.eventName }),
			url: withoutCredentials(request.url),
			status: decision.kind === 'delivered' ? 'delivered' : 'failed',
			statusCode: attempt.statusCode,
			attempts,
			...(result.kind === 'response' && { response: recordResponse(result) }),
		};
	}
}

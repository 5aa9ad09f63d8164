import type { Runtime } from '../../nodes/shared/http/runtime';
import type {
	OutboundRequest,
	Transport,
	TransportResult,
} from '../../nodes/shared/http/transport';

/** A runtime with chosen time and chance, which writes down every wait instead of waiting. */
export function fixedRuntime(startMs = 1_700_000_000_000, random = 0.5) {
	const waits: number[] = [];
	let nowMs = startMs;
	let cancelled = false;
	const runtime: Runtime = {
		nowMs: () => nowMs,
		random: () => random,
		isCancelled: () => cancelled,
		sleep: async (delayMs) => {
			waits.push(delayMs);
			nowMs += delayMs;
			await Promise.resolve();
		},
	};
	return {
		runtime,
		waits,
		advance: (ms: number) => (nowMs += ms),
		cancel: () => (cancelled = true),
	};
}

/** A transport that gives prepared results one after another and keeps what it was asked to send. */
export function scriptedTransport(...results: TransportResult[]) {
	const sent: OutboundRequest[] = [];
	const transport: Transport = async (request) => {
		sent.push(request);
		const result = results[sent.length - 1];
		if (!result) throw new Error(`No result was prepared for request ${sent.length}`);
		return await Promise.resolve(result);
	};
	return { transport, sent };
}

/** An answer with this status. */
export const answer = (
	statusCode: number,
	headers: Record<string, string> = {},
): TransportResult => ({
	kind: 'response',
	statusCode,
	headers,
	body: Buffer.from('{"ok":1}'),
});

import type { JsonObject } from '../../../nodes/shared/json';

/** When the tests take place: 30 Nov 2026, noon. */
export const NOW_MS = Date.UTC(2026, 10, 30, 12);
export const HOUR_MS = 3_600_000;

/** A record as the send node gives it out. */
export function record(given: {
	readonly id?: string;
	readonly endpoint?: string;
	readonly url?: string;
	readonly event?: string;
	readonly status?: string;
	readonly reason?: string;
	/** Of the attempts: how long ago they began, how long they took, what came back. */
	readonly attempts?: ReadonlyArray<
		readonly [agoMs: number, durationMs: number, status: number | string]
	>;
}): JsonObject {
	const { id = 'msg_1', url = 'https://receiver.example/hooks', attempts = [], ...rest } = given;
	const last = attempts.at(-1)?.[2];
	return {
		id,
		url,
		status: 'delivered',
		statusCode: typeof last === 'number' ? last : null,
		...rest,
		attempts: attempts.map(([agoMs, durationMs, outcome], index) => ({
			number: index + 1,
			startedAt: new Date(NOW_MS - agoMs).toISOString(),
			durationMs,
			statusCode: typeof outcome === 'number' ? outcome : null,
			...(typeof outcome === 'string' && { error: { kind: outcome, message: outcome } }),
		})),
	};
}

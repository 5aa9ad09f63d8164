import { createDeduplicator } from '../../nodes/shared/receive/deduplicate/deduplicator';
import { createRateLimiter } from '../../nodes/shared/receive/rateLimit';
import type {
	InboundRequest,
	KeySource,
	ReceiveConfig,
	ReceiveState,
} from '../../nodes/shared/receive/types';
import { headersFromRawList } from '../../nodes/shared/signing/headers';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import type { SigningKey } from '../../nodes/shared/signing/keys';
import { PUBLIC_URL } from './schemes';

/** A key source that counts how often it was asked. */
export function keySource(
	current: readonly SigningKey[],
	options: { stored?: readonly SigningKey[]; verifyToken?: string } = {},
): KeySource & { calls: string[] } {
	const calls: string[] = [];
	const { stored, verifyToken = '' } = options;
	return {
		calls,
		current: async () => {
			calls.push('current');
			return await Promise.resolve({ ok: true, keys: current, verifyToken });
		},
		refresh: async () => {
			calls.push('refresh');
			return await Promise.resolve(stored && { ok: true, keys: stored, verifyToken });
		},
	};
}

/** A configuration in which nothing but the scheme is set. */
export function receiveConfig(
	scheme: SignatureScheme,
	overrides: Partial<ReceiveConfig> = {},
): ReceiveConfig {
	return {
		scheme,
		maxBodyBytes: 1_000_000,
		respondsToHealthChecks: true,
		includeHeaders: 'none',
		includeRawBody: false,
		...overrides,
	};
}

/** A trigger that has seen nothing yet. */
export function receiveState(overrides: Partial<ReceiveState> = {}): ReceiveState {
	return {
		failures: createRateLimiter({ limit: 1000, windowMs: 60_000, maxKeys: 100 }),
		deduplicator: createDeduplicator({
			windowMs: 3_600_000,
			capacity: 1000,
			maxInFlight: 100,
			maxWaiting: 3,
			maxStored: 100,
		}),
		...overrides,
	};
}

/** A request as the n8n layer hands it over. */
export function inboundRequest(
	fields: Partial<InboundRequest> & { rawHeaders?: readonly string[] },
): InboundRequest {
	const { rawHeaders = [], ...rest } = fields;
	return {
		method: 'POST',
		headers: headersFromRawList(rawHeaders),
		visibleHeaders: {},
		query: {},
		url: () => PUBLIC_URL,
		address: '203.0.113.7',
		rawBody: Buffer.alloc(0),
		receivedAt: 1_700_000_000_000,
		...rest,
	};
}

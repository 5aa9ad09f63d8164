import { createDeduplicator } from '../../nodes/shared/receive/deduplicate/deduplicator';
import { createRateLimiter } from '../../nodes/shared/receive/rateLimit';
import { openRequest } from '../../nodes/shared/receive/request';
import type { ArrivedRequest } from '../../nodes/shared/receive/request';
import type { KeySource } from '../../nodes/shared/receive/keys';
import type { ReceiveConfig } from '../../nodes/shared/receive/configuration';
import { receive as receiveOpened } from '../../nodes/shared/receive/receive';
import type { ReceiveState } from '../../nodes/shared/receive/receive';
import { success } from '../../nodes/shared/result';
import type { Outcome } from '../../nodes/shared/receive/outcome';
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
			return await Promise.resolve(success({ keys: current, verifyToken }));
		},
		refresh: async () => {
			calls.push('refresh');
			return await Promise.resolve(stored && success({ keys: stored, verifyToken }));
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

/** The request as it arrives, before it is opened for a scheme. */
export function inboundRequest(
	fields: Partial<ArrivedRequest> & { rawHeaders?: readonly string[] },
): ArrivedRequest {
	const { rawHeaders = [], ...rest } = fields;
	return {
		method: 'POST',
		headers: headersFromRawList(rawHeaders),
		visibleHeaders: {},
		query: {},
		url: () => PUBLIC_URL,
		address: '203.0.113.7',
		body: Buffer.alloc(0),
		receivedAt: 1_700_000_000_000,
		...rest,
	};
}

/** Decides about a request as it arrives, opened for the scheme as a trigger opens it. */
export const receive = async (
	request: ArrivedRequest,
	config: ReceiveConfig,
	keySource: KeySource,
	state: ReceiveState,
): Promise<Outcome> =>
	await receiveOpened(openRequest(config.scheme, request), { config, keySource, state });

import type { ReceiveConfig } from '../../nodes/shared/receive/configuration';
import type { ReceivedEvent } from '../../nodes/shared/receive/event';
import type { ReceiveState } from '../../nodes/shared/receive/receive';
import { parseEventFilter } from '../../nodes/shared/events/eventFilter';
import { signMessage } from '../../nodes/shared/signing/sign';
import { findScheme } from '../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import { inboundRequest, keySource, receive, receiveConfig, receiveState } from './receive';
import { keysOf, PUBLIC_URL, secretFor, signingKeysOf } from './schemes';

/** When requests are sent where nothing else is said. */
export const NOW_MS = 1_700_000_000_000;

/** The request with which a sender sends a body. */
export function requestOf(scheme: SignatureScheme, payload: unknown, nowMs: number) {
	const body = Buffer.from(JSON.stringify(payload));
	const isInHeader = 'header' in scheme.signature;
	const { headers, url } = isInHeader
		? signMessage(scheme, signingKeysOf(scheme, secretFor(scheme)), {
				body,
				id: '',
				nowMs,
				url: PUBLIC_URL,
				contentType: 'application/json',
			})
		: { headers: {}, url: PUBLIC_URL };
	return inboundRequest({
		rawHeaders: Object.entries(headers).flat(),
		body,
		receivedAt: nowMs,
		url: () => url,
	});
}

/** A receiver of one sender, which remembers. */
export function receiverOf(
	id: string,
	overrides: Partial<ReceiveConfig> = {},
	state: ReceiveState = receiveState(),
) {
	const scheme = findScheme(id) as SignatureScheme;
	const keys = keysOf(scheme, secretFor(scheme));
	const config = receiveConfig(scheme, { dividesEvents: true, ...overrides });
	return async (payload: unknown, nowMs = NOW_MS) => {
		const outcome = await receive(
			requestOf(scheme, payload, nowMs),
			config,
			keySource(keys),
			state,
		);
		if (outcome.kind === 'accepted') outcome.settle('done');
		return outcome;
	};
}

/** The events of an outcome. */
export const eventsOf = (outcome: {
	event?: ReceivedEvent;
	others?: readonly ReceivedEvent[];
}): ReceivedEvent[] => (outcome.event ? [outcome.event, ...(outcome.others ?? [])] : []);

export const withoutEmptyLists = (body: unknown): unknown =>
	JSON.parse(JSON.stringify(body), (_, value: unknown) =>
		Array.isArray(value) && value.length === 0 ? undefined : value,
	);

/** The filter of these patterns. */
export const filterOf = (patterns: string) => {
	const parsed = parseEventFilter(patterns);
	if (!parsed.ok) throw new Error(parsed.problem);
	return parsed.value;
};

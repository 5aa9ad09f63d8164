import { success } from '../../nodes/shared/result';
import { createSecretKeeper } from '../../nodes/shared/sealing';
import { startDelivery } from '../../nodes/shared/delivery/delivery';
import type { Delivery, Endpoint, OutboundMessage } from '../../nodes/shared/delivery/delivery';
import type { KeyFinder } from '../../nodes/shared/delivery/keys';
import type { NetworkErrorKind } from '../../nodes/shared/http/networkError';
import type { RetryPolicy } from '../../nodes/shared/delivery/policy/retryPolicySchema';
import type { Sealer } from '../../nodes/shared/delivery/storedDelivery';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import { standardWebhooks } from '../../nodes/shared/signing/schemes/standardWebhooks';
import { secretFor, signingKeysOf } from './schemes';

export const QUEUED_AT_MS = 1_700_000_000_000;

export const usualMessage: OutboundMessage = {
	id: 'msg_1',
	eventName: 'order.paid',
	body: Buffer.from('{"a":1}\n'),
	contentType: 'application/json',
	scheme: standardWebhooks,
};

export const usualEndpoint: Endpoint = {
	url: 'https://example.com/hook?a=1',
	headers: { 'X-Own': 'yes' },
	timeoutMs: 30_000,
	verifyCertificate: true,
	publicAddressOnly: true,
};

export const usualPolicy: RetryPolicy = {
	delaysMs: [1000, 2000, 4000],
	jitter: 'none',
	maxRetryAfterMs: 60_000,
	finalStatuses: [],
	retriedStatuses: [],
};

/** Errors of the network that are the endpoint's own, and may be over the next time. */
export const endpointErrors: readonly NetworkErrorKind[] = [
	'dns',
	'other',
	'refused',
	'reset',
	'timeout',
	'tls',
	'unreachable',
];

/** A delivery that nobody has attempted yet. */
export const newDelivery = ({
	message = {},
	endpoint = {},
	policy = {},
}: {
	readonly message?: Partial<OutboundMessage>;
	readonly endpoint?: Partial<Endpoint>;
	readonly policy?: Partial<RetryPolicy>;
} = {}): Delivery =>
	startDelivery(
		{ ...usualMessage, ...message },
		{ ...usualEndpoint, ...endpoint },
		{ ...usualPolicy, ...policy },
		QUEUED_AT_MS,
	);

/** Finds the keys of these secrets, whatever the endpoint. */
export function keysFrom(scheme: SignatureScheme, ...secrets: string[]): KeyFinder {
	const keys = signingKeysOf(scheme, ...(secrets.length > 0 ? secrets : [secretFor(scheme)]));
	return async () => await Promise.resolve(success({ keys }));
}

/** Seals with this secret, and opens nothing that was sealed with another. */
export const sealerWith = (secret: string): Sealer => ({
	seal: (text, context) => createSecretKeeper('delivery', secret, context).seal(text),
	open: (sealed, context) => createSecretKeeper('delivery', secret, context).open(sealed),
});

/** What comes back from n8n's database. */
export const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

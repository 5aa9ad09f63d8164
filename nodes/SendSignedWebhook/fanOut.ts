import { matchEndpoints } from '../shared/delivery/endpoints/matchEndpoints';
import type { EndpointRow } from '../shared/delivery/endpoints/endpointSchema';
import { startDelivery } from '../shared/delivery/delivery';
import type { Endpoint, OutboundMessage, RetryPolicy } from '../shared/delivery/types';
import { withoutCredentials } from '../shared/delivery/url';
import { rememberFailure } from '../shared/n8n/delivery/deliverOutcomes';
import type { KeyRing } from '../shared/n8n/delivery/keyRing';
import { readOwnKeys } from '../shared/n8n/signingCredential';
import { findHeaderClash } from './endpoint';
import type { SendOptions } from './options';
import type { Preparation } from './preparation';

const labelOf = ({ name, url }: EndpointRow): string =>
	`The endpoint '${name ?? withoutCredentials(url)}'`;

/** The rest of the node's settings, where the row has none of its own. */
function toEndpoint(row: EndpointRow, options: SendOptions): Endpoint {
	return {
		name: row.name,
		url: row.url,
		headers: { ...options.headers, ...row.headers },
		timeoutMs: row.timeoutMs ?? Math.round(options.timeoutSeconds * 1000),
		verifyCertificate: row.verifyCertificate ?? options.verifyCertificate,
		publicAddressOnly: !options.allowPrivateAddresses,
		secret: row.secret,
	};
}

function toPolicy({ maxRetries }: EndpointRow, policy: RetryPolicy): RetryPolicy {
	return maxRetries === undefined
		? policy
		: { ...policy, delaysMs: policy.delaysMs.slice(0, maxRetries) };
}

/** The sentence about what is wrong with an endpoint for this message. */
function findProblem(
	row: EndpointRow,
	{ scheme }: OutboundMessage,
	{ canSeal, credentialKeys }: KeyRing,
): string | undefined {
	const label = labelOf(row);
	// With a secret of its own, a row can do without that of the credential, but for what is sealed.
	const keys =
		row.secret === undefined || !canSeal
			? credentialKeys(scheme)
			: readOwnKeys(row.secret, scheme, 'endpoint', `${label}: its secret`);
	if (!keys.ok) return keys.problem;
	return findHeaderClash(row.headers, scheme, `${label}: its headers`);
}

/** One delivery of the message to each endpoint that is switched on and takes its event. */
export function fanOut(
	message: OutboundMessage,
	rows: readonly EndpointRow[],
	policy: RetryPolicy,
	options: SendOptions,
	keyRing: KeyRing,
): Preparation {
	const matching = matchEndpoints(rows, message.eventName ?? null);
	const problems = matching.flatMap((row) => findProblem(row, message, keyRing) ?? []);
	if (problems.length > 0) return { ok: false, problem: [...new Set(problems)].join(' ') };
	for (const { url, failingSinceMs } of matching) {
		if (failingSinceMs !== undefined) rememberFailure(url, failingSinceMs);
	}
	const nowMs = Date.now();
	return {
		ok: true,
		outcome: {
			kind: 'many',
			id: message.id,
			event: message.eventName,
			deliveries: matching.map((row) => ({
				kind: 'open',
				delivery: startDelivery(message, toEndpoint(row, options), toPolicy(row, policy), nowMs),
			})),
		},
	};
}

import { matchEndpoints } from '../shared/delivery/endpoints/matchEndpoints';
import type { EndpointRow } from '../shared/delivery/endpoints/endpointSchema';
import { mergeHeaders } from '../shared/delivery/headers';
import { hold, startDelivery } from '../shared/delivery/delivery';
import type { Endpoint, OutboundMessage } from '../shared/delivery/delivery';
import type { RetryPolicy } from '../shared/delivery/policy/retryPolicySchema';
import { isPublicOnly } from '../shared/delivery/urlProblem';
import { withoutLogin } from '../shared/http/sentUrl';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import { rememberFailure } from '../shared/n8n/delivery/deliverOutcomes';
import type { KeyRing } from '../shared/n8n/delivery/keyRing';
import type { GivenEndpoints } from '../shared/n8n/fields/endpoints/read';
import { findHeaderClash, findLoginClash, findTokenProblem } from './endpoint';
import type { SendOptions } from './options';

const labelOf = ({ name, url }: EndpointRow): string =>
	`The endpoint '${name ?? withoutLogin(url)}'`;

/** The rest of the node's settings, where the row has none of its own. */
function toEndpoint(row: EndpointRow, isFromData: boolean, options: SendOptions): Endpoint {
	return {
		name: row.name,
		url: row.url,
		headers: mergeHeaders(options.headers, row.headers),
		timeoutMs: row.timeoutMs ?? Math.round(options.timeoutSeconds * 1000),
		verifyCertificate: row.verifyCertificate ?? options.verifyCertificate,
		publicAddressOnly: isPublicOnly(row.url, options),
		secret: row.secret,
		isFromData,
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
	endpoint: Endpoint,
	{ scheme }: OutboundMessage,
	{ canSeal, credentialKeys, keysFor }: KeyRing,
): string | undefined {
	const label = labelOf(row);
	// With a secret of its own, a row can do without that of the credential, but for what is sealed.
	const sealing = canSeal ? undefined : credentialKeys(scheme);
	if (sealing?.ok === false) return sealing.problem;
	const keys = keysFor(endpoint, scheme);
	if (!keys.ok) return keys.problem;
	const tokenProblem = findTokenProblem(scheme, keys.value.keys, endpoint.url);
	return (
		findHeaderClash(row.headers, scheme, `${label}: its headers`) ??
		findLoginClash(endpoint, scheme, `${label}: its URL`) ??
		(tokenProblem && `${label}: ${tokenProblem}`)
	);
}

/**
 * One delivery of the message to each endpoint that is switched on and takes its event; and one that
 * is held, to be sent later with Redeliver, for each that is switched off, if the user wants those.
 */
export function fanOut(
	message: OutboundMessage,
	{ endpoints, areFromData }: GivenEndpoints,
	policy: RetryPolicy,
	options: SendOptions,
	keyRing: KeyRing,
	holdsInactive: boolean,
): Result<ItemOutcome<Progress>> {
	const matching = matchEndpoints(endpoints, message)
		.filter(({ isActive }) => isActive || holdsInactive)
		.map((row) => ({ row, endpoint: toEndpoint(row, areFromData, options) }));
	const problems = matching.flatMap(
		({ row, endpoint }) => findProblem(row, endpoint, message, keyRing) ?? [],
	);
	if (problems.length > 0) return failure([...new Set(problems)].join(' '));
	for (const { row } of matching) {
		if (row.failingSinceMs !== undefined) rememberFailure(row.url, row.failingSinceMs);
	}
	const nowMs = Date.now();
	return success({
		kind: 'many',
		id: message.id,
		event: message.eventName,
		deliveries: matching.map(({ row, endpoint }) => {
			const delivery = startDelivery(message, endpoint, toPolicy(row, policy), nowMs);
			return { kind: 'open', delivery: row.isActive ? delivery : hold(delivery) };
		}),
	});
}

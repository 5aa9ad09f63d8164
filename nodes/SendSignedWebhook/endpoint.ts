import { findUrlProblem, isPublicOnly } from '../shared/delivery/urlProblem';
import type { Endpoint } from '../shared/delivery/delivery';
import type { AuthenticationCheck } from '../shared/n8n/delivery/authenticator';
import { attemptHeadersIn } from '../shared/n8n/fields/sending/read';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import type { UsableKeys } from '../shared/delivery/keys';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { headersSetBy, isHeaderValue } from '../shared/signing/headers';
import type { SignatureScheme } from '../shared/signing/scheme';
import { sentUrl, withoutLogin } from '../shared/http/sentUrl';
import { signMessage } from '../shared/signing/sign';
import type { SendOptions } from './options';

/** An endpoint that can be sent to, or the sentence that says what to change. */
export type EndpointResult = Result<Endpoint>;

const toMs = (seconds: number): number => Math.round(seconds * 1000);

/**
 * The sentence about a header that the scheme sets itself, if there is one among these.
 *
 * @param source what holds the headers, to start the sentence with
 */
export function findHeaderClash(
	headers: Readonly<Record<string, string>>,
	scheme: SignatureScheme,
	source: string,
): string | undefined {
	const ownHeaders = headersSetBy(scheme);
	const clash = Object.keys(headers).find((name) => ownHeaders.includes(name.toLowerCase()));
	if (clash === undefined) return undefined;
	return `${source} may not set '${clash}': the signature scheme sets it. Remove it there.`;
}

/** The sentence about a header for the attempts that is set already, or for both of them. */
function findAttemptHeaderClash(
	{ headers, attemptHeaders }: Endpoint,
	scheme: SignatureScheme,
): string | undefined {
	const { number, firstAttempt } = attemptHeaders ?? {};
	const taken = [
		...headersSetBy(scheme),
		...Object.keys(headers).map((name) => name.toLowerCase()),
	];
	const isTaken = (name: string | undefined): boolean =>
		name !== undefined && taken.includes(name.toLowerCase());
	const clash = [number, firstAttempt].find(isTaken);
	if (clash !== undefined) {
		return `The options 'Attempt Number Header' and 'First Attempt Header' may not name '${clash}': it is set already. Choose another name.`;
	}
	return number !== undefined && number.toLowerCase() === firstAttempt?.toLowerCase()
		? "The options 'Attempt Number Header' and 'First Attempt Header' name the same header. Choose another name for one of them."
		: undefined;
}

/**
 * The sentence about what an endpoint demands in addition to the signature and cannot have.
 *
 * @param authenticate checks the node's authentication; `undefined` where the node has none
 */
export function findExtrasProblem(
	endpoint: Endpoint,
	scheme: SignatureScheme,
	authenticate: AuthenticationCheck | undefined,
): string | undefined {
	const clash = findAttemptHeaderClash(endpoint, scheme);
	if (clash !== undefined || endpoint.isAuthenticated !== true) return clash;
	if (authenticate !== undefined) return authenticate(endpoint, scheme);
	return `The endpoint '${endpoint.name ?? withoutLogin(endpoint.url)}' asks for the authentication of the node, which has none. Choose a credential in the field 'Authentication'.`;
}

const AUTHORIZATION = 'authorization';

/** The sentence about a user name in the URL, where another header has its place already. */
export function findLoginClash(
	{ url, headers }: Pick<Endpoint, 'headers' | 'url'>,
	scheme: SignatureScheme,
	label: string,
): string | undefined {
	const { username, password } = new URL(url);
	if (username === '' && password === '') return undefined;
	const isTaken = [...headersSetBy(scheme), ...Object.keys(headers)].some(
		(name) => name.toLowerCase() === AUTHORIZATION,
	);
	return isTaken
		? `${label} holds a user name, which is sent as the header Authorization, and that header is set already. Remove one of the two.`
		: undefined;
}

/** The sentence about a secret that the scheme sends as it is, and that no header can carry. */
export function findTokenProblem(
	scheme: SignatureScheme,
	keys: UsableKeys['keys'],
	url: string,
): string | undefined {
	if (scheme.algorithm.kind !== 'token') return undefined;
	const message = { body: Buffer.alloc(0), id: '', nowMs: 0, url, contentType: '' };
	const { headers } = signMessage(scheme, keys, message);
	return Object.values(headers).every(isHeaderValue)
		? undefined
		: `The secret holds characters that no header can carry, and ${scheme.displayName} sends it in one. Choose a secret of plain letters, digits and signs.`;
}

/** The endpoint that the field 'URL' and the options describe. */
export function readEndpoint(
	parameter: ParameterReader,
	scheme: SignatureScheme,
	options: SendOptions,
	authenticate: AuthenticationCheck | undefined,
): EndpointResult {
	const url = readText(parameter('url'));
	const problem =
		findUrlProblem(url, options) ??
		findHeaderClash(options.headers, scheme, "The option 'Headers'") ??
		findLoginClash({ url, headers: options.headers }, scheme, "The field 'URL'");
	if (problem !== undefined) return failure(problem);
	const endpoint: Endpoint = {
		method: options.method,
		url: sentUrl(url),
		headers: options.headers,
		attemptHeaders: attemptHeadersIn(options),
		isAuthenticated: authenticate !== undefined,
		timeoutMs: toMs(options.timeoutSeconds),
		verifyCertificate: options.verifyCertificate,
		publicAddressOnly: isPublicOnly(url, options),
	};
	const extras = findExtrasProblem(endpoint, scheme, authenticate);
	return extras === undefined ? success(endpoint) : failure(extras);
}

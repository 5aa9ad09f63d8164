import { findUrlProblem, isPublicOnly } from '../shared/delivery/urlProblem';
import type { Endpoint } from '../shared/delivery/delivery';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import type { UsableKeys } from '../shared/delivery/keys';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { headersSetBy, isHeaderValue } from '../shared/signing/headers';
import type { SignatureScheme } from '../shared/signing/scheme';
import { sentUrl } from '../shared/http/sentUrl';
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
): EndpointResult {
	const url = readText(parameter('url'));
	const problem =
		findUrlProblem(url, options) ??
		findHeaderClash(options.headers, scheme, "The option 'Headers'") ??
		findLoginClash({ url, headers: options.headers }, scheme, "The field 'URL'");
	if (problem !== undefined) return failure(problem);
	return success({
		url: sentUrl(url),
		headers: options.headers,
		timeoutMs: toMs(options.timeoutSeconds),
		verifyCertificate: options.verifyCertificate,
		publicAddressOnly: isPublicOnly(url, options),
	});
}

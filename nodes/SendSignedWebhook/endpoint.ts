import { findUrlProblem } from '../shared/delivery/egress/urlProblem';
import type { Endpoint } from '../shared/delivery/types';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { headersSetBy } from '../shared/signing/headers';
import type { SignatureScheme } from '../shared/signing/scheme';
import type { SendOptions } from './options';

/** An endpoint that can be sent to, or the sentence that says what to change. */
export type EndpointResult =
	| { readonly ok: true; readonly endpoint: Endpoint }
	| { readonly ok: false; readonly problem: string };

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

/** The endpoint that the field 'URL' and the options describe. */
export function readEndpoint(
	parameter: ParameterReader,
	scheme: SignatureScheme,
	options: SendOptions,
): EndpointResult {
	const url = readText(parameter('url'));
	const problem =
		findUrlProblem(url, options) ??
		findHeaderClash(options.headers, scheme, "The option 'Headers'");
	if (problem !== undefined) return { ok: false, problem };
	return {
		ok: true,
		endpoint: {
			url,
			headers: options.headers,
			timeoutMs: toMs(options.timeoutSeconds),
			verifyCertificate: options.verifyCertificate,
			publicAddressOnly: !options.allowPrivateAddresses,
		},
	};
}

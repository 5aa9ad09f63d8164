import { z } from 'zod';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { findUrlProblem, isPublicOnly } from '../../shared/delivery/urlProblem';
import type { OutboundRequest, RequestMethod } from '../../shared/http/transport';
import { readApiAccess } from '../../shared/n8n/api/access';
import { readBody } from '../../shared/n8n/fields/body/read';
import type { BodyBytes } from '../../shared/n8n/fields/body/read';
import { fieldChecks, readFields } from '../../shared/n8n/fields/checks';
import { requestOptionsShape } from '../../shared/n8n/fields/request/read';
import { readText } from '../../shared/n8n/parameters';
import type { ParameterReader } from '../../shared/n8n/parameters';
import { failure, success } from '../../shared/result';
import type { Result } from '../../shared/result';
import { restCredential } from '../../shared/services/credentials';
import { isHeaderName, isReservedHeader } from '../../shared/signing/headers';

/** The methods that a job can be started with. */
export const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const satisfies RequestMethod[];

/** Those that take a body. */
export const METHODS_WITH_BODY = ['PATCH', 'POST', 'PUT'] as const satisfies RequestMethod[];

const NO_BODY: BodyBytes = { body: Buffer.alloc(0), contentType: '' };
const SECOND_MS = 1_000;

const requestSchema = z.object({
	method: fieldChecks.choice('Method', METHODS),
	authentication: fieldChecks.choice('Authentication', ['none', 'restApi']),
	options: z.object(requestOptionsShape).default({}),
});

/** The request that starts a job. */
export interface StartRequest {
	readonly request: OutboundRequest;
	/** Texts that no message may hold. */
	readonly confidential: readonly string[];
}

/** What a request is read from, besides the fields. */
export interface StartSource {
	/** JSON of the item. */
	readonly item: unknown;
	readonly callbackUrl: string;
	/** Gives the credential with the key of the service's API. Asked only where the user chose it. */
	readonly readCredential: () => Promise<ICredentialDataDecryptedObject>;
}

interface KeyHeader {
	readonly headers: Readonly<Record<string, string>>;
	readonly confidential: readonly string[];
}

const isBelow = (url: string, baseUrl: string): boolean => {
	const base = new URL(baseUrl);
	const { origin, pathname } = new URL(url);
	const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
	return origin === base.origin && `${pathname}/`.startsWith(folder);
};

/** The header with the key of the credential, which goes to its own API only. */
function readKeyHeader(credential: ICredentialDataDecryptedObject, url: string): Result<KeyHeader> {
	const access = readApiAccess(credential, restCredential);
	if (!access.ok) return access;
	const { baseUrl, key, confidential } = access.value;
	const { displayName } = restCredential;
	const header = readText(credential.keyHeader);
	if (!isHeaderName(header) || isReservedHeader(header)) {
		return failure(
			`The field 'Key Header' of the credential '${displayName}' must be the name of an HTTP header, for example Authorization.`,
		);
	}
	if (!isBelow(url, baseUrl)) {
		return failure(
			`The field 'URL' does not lead to the 'Base URL' of the credential '${displayName}', and its key goes nowhere else. Change one of the two.`,
		);
	}
	return success({ headers: { [header]: key }, confidential });
}

const typeHeader = (contentType: string): Readonly<Record<string, string>> =>
	contentType === '' ? {} : { 'Content-Type': contentType };

/** Whether the service can learn the callback URL, however it is written there. */
function holds(callbackUrl: string, { url, headers, body }: OutboundRequest): boolean {
	const inForm = new URLSearchParams([['', callbackUrl]]).toString().slice(1);
	const spellings = [
		callbackUrl,
		callbackUrl.replaceAll('/', '\\/'),
		encodeURIComponent(callbackUrl),
		inForm,
	];
	const texts = [url, body.toString('utf8'), ...Object.values(headers)];
	return texts.some((text) => spellings.some((spelling) => text.includes(spelling)));
}

const NO_CALLBACK =
	"The request that starts the job does not hold the callback URL, so the service could not call back. Put the expression {{ $execution.resumeUrl }} in the body, in a header or in the URL; or choose Only Wait for 'Start the Job', and let another node send the request.";

function readOwnBody(
	parameter: ParameterReader,
	method: RequestMethod,
	item: unknown,
): Result<BodyBytes> {
	if (!(METHODS_WITH_BODY as readonly string[]).includes(method)) return success(NO_BODY);
	return readBody(parameter, item, ['form', 'item', 'json', 'text']);
}

const NO_KEY: KeyHeader = { headers: {}, confidential: [] };

const tokenIn = (callbackUrl: string): string =>
	new URL(callbackUrl).searchParams.get('signature') ?? '';

/** Reads the request that starts the job. Nothing is sent. */
export async function readStartRequest(
	parameter: ParameterReader,
	{ item, callbackUrl, readCredential }: StartSource,
): Promise<Result<StartRequest>> {
	const fields = readFields(requestSchema, {
		method: parameter('method'),
		authentication: parameter('authentication'),
		options: parameter('options'),
	});
	if (!fields.ok) return fields;
	const { method, authentication, options } = fields.value;
	const url = readText(parameter('url'));
	const problem = findUrlProblem(url, options);
	if (problem !== undefined) return failure(problem);
	const read = readOwnBody(parameter, method, item);
	if (!read.ok) return read;
	const { body, contentType } = read.value;
	const key =
		authentication === 'none' ? success(NO_KEY) : readKeyHeader(await readCredential(), url);
	if (!key.ok) return key;
	const request: OutboundRequest = {
		method,
		url,
		headers: {
			...typeHeader(options.contentType ?? contentType),
			...options.headers,
			...key.value.headers,
		},
		body,
		timeoutMs: options.timeoutSeconds * SECOND_MS,
		verifyCertificate: options.verifyCertificate,
		publicAddressOnly: isPublicOnly(url, options),
	};
	if (!holds(callbackUrl, request)) return failure(NO_CALLBACK);
	const own = [callbackUrl, tokenIn(callbackUrl)].filter((text) => text !== '');
	return success({ request, confidential: [...own, ...key.value.confidential] });
}

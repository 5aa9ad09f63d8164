import type { IWebhookFunctions } from 'n8n-workflow';
import { clientAddress } from '../../../receive/addresses';
import type { InboundRequest } from '../../../receive/request';
import { openRequest } from '../../../receive/request';
import { headersFromRawList } from '../../../signing/headers';
import type { SignatureScheme } from '../../../signing/scheme';
import { foreignText } from '../../../text/foreignText';

type N8nRequest = ReturnType<IWebhookFunctions['getRequestObject']>;

/** The body is larger than n8n takes. */
export type OversizedRequest = 'tooLarge';

/** What a request does not say about itself. */
export interface InboundSettings {
	/** Number of proxies in front of n8n whose word is taken; n8n's own setting when absent. */
	readonly proxyHops?: number | undefined;
	/** The URL that the sender knows, where it is another one than n8n's own. */
	readonly publicUrl?: string | undefined;
	/** The URL that n8n has for this request. Default: that of the trigger's webhook. */
	readonly ownUrl?: ((context: IWebhookFunctions) => string) | undefined;
	/**
	 * Whether the address is all that a sender is known by. A request that came through a proxy that
	 * n8n was not told of has none then: that of the proxy would be everybody's. Default: no.
	 */
	readonly addressIsProof?: boolean | undefined;
}

/** What proxies add to a request. A sender that adds it itself only makes itself unknown. */
const PROXY_HEADERS = [
	'forwarded',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-proto',
	'x-real-ip',
];

function isTooLarge(error: unknown): boolean {
	const { status, statusCode, type } = error as Record<string, unknown>;
	return status === 413 || statusCode === 413 || type === 'entity.too.large';
}

async function readRawBody(request: N8nRequest): Promise<Buffer | OversizedRequest | undefined> {
	// n8n leaves bodies of types that it does not know unread until they are asked for.
	if (!Buffer.isBuffer(request.rawBody)) {
		try {
			await request.readRawBody();
		} catch (error) {
			return isTooLarge(error) ? 'tooLarge' : undefined;
		}
	}
	return Buffer.isBuffer(request.rawBody) ? request.rawBody : undefined;
}

/**
 * What n8n made of the body, where that is `JSON.parse` of all of it, read as UTF-8. It decodes by
 * the charset that the request names, and no signature covers that header: with another one, the
 * same signed bytes would give another value. So would forms and XML, which n8n reads in its own way.
 */
function parsedJsonOf({ body, contentType, encoding }: N8nRequest): unknown {
	return contentType === 'application/json' && /^utf-?8$/i.test(encoding) ? body : undefined;
}

function visibleHeaders(request: N8nRequest): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return headers;
}

const queryOf = (request: N8nRequest): string => {
	const start = request.originalUrl.indexOf('?');
	return start === -1 ? '' : request.originalUrl.slice(start);
};

function firstQueryValues(request: N8nRequest): Record<string, string> {
	const query = queryOf(request);
	if (query === '') return {};
	const values: Record<string, string> = {};
	for (const [name, value] of new URLSearchParams(query)) {
		if (!Object.hasOwn(values, name)) values[name] = value;
	}
	return values;
}

function publicUrlOf(
	context: IWebhookFunctions,
	request: N8nRequest,
	{ publicUrl, ownUrl = () => context.getNodeWebhookUrl('default') ?? '' }: InboundSettings,
): string {
	const url = publicUrl ?? ownUrl(context);
	return url.includes('?') ? url : url + queryOf(request);
}

// Senders and proxies write what they like where an address is to stand.
const MAX_ADDRESS_LENGTH = 100;

/** Whether a proxy passed the request on without being trusted to say who sent it. */
function isFromUnknownProxy(request: N8nRequest, proxyHops: number | undefined): boolean {
	// The user said how many proxies there are: even none.
	if (proxyHops !== undefined) return false;
	// As n8n is set up, Express takes no address from the header unless a proxy is trusted.
	const isTrusted = request.ips.length > 0;
	return !isTrusted && PROXY_HEADERS.some((name) => request.headers[name] !== undefined);
}

function addressOf(
	request: N8nRequest,
	{ proxyHops, addressIsProof = false }: InboundSettings,
): string | undefined {
	if (addressIsProof && isFromUnknownProxy(request, proxyHops)) return undefined;
	if (proxyHops === undefined) return request.ip && foreignText(request.ip, MAX_ADDRESS_LENGTH);
	const address = clientAddress({
		socketAddress: request.socket.remoteAddress ?? '',
		forwardedFor: headersFromRawList(request.rawHeaders)('x-forwarded-for'),
		trustedHops: proxyHops,
	});
	return address && foreignText(address, MAX_ADDRESS_LENGTH);
}

/** The request that n8n hands to a trigger, free of n8n, with its body read as the scheme says. */
export async function readInboundRequest(
	context: IWebhookFunctions,
	scheme: SignatureScheme,
	settings: InboundSettings,
): Promise<InboundRequest | OversizedRequest> {
	const request = context.getRequestObject();
	const receivedAt = Date.now();
	const wasRead = Buffer.isBuffer(request.rawBody) && request.rawBody.length > 0;
	const body = await readRawBody(request);
	if (body === 'tooLarge') return body;
	return openRequest(scheme, {
		method: request.method,
		headers: headersFromRawList(request.rawHeaders),
		// From the parsed headers: n8n has taken its own session cookie out of those.
		visibleHeaders: visibleHeaders(request),
		query: firstQueryValues(request),
		url: () => publicUrlOf(context, request, settings),
		address: addressOf(request, settings),
		body,
		parsedJson: wasRead ? parsedJsonOf(request) : undefined,
		receivedAt,
	});
}

import { valueAt, withValueAt } from '../signing/bodyValue';
import { signatureHeadersOf } from '../signing/headers';
import type { SignatureScheme } from '../signing/scheme';
import type { Match } from '../signing/types';
import { bodyIsSigned, locate } from './facts';
import type { InboundRequest, ReceiveConfig, ReceivedEvent } from './types';

// Headers that may hold credentials whatever the scheme. Kept out of items, which n8n stores.
const SECRET_HEADER_PATTERN =
	/api-?key|auth|cookie|credential|hmac|jwt|passw|secret|session|signature|token/;

/** The headers of a request without signatures, tokens, cookies and the like. */
export function safeHeaders(
	{ visibleHeaders }: InboundRequest,
	scheme: SignatureScheme,
): Readonly<Record<string, string>> {
	const signatureHeaders = signatureHeadersOf(scheme);
	return Object.fromEntries(
		Object.entries(visibleHeaders).filter(
			([name]) => !signatureHeaders.includes(name) && !SECRET_HEADER_PATTERN.test(name),
		),
	);
}

function findData(scheme: SignatureScheme, payload: unknown): unknown {
	const found = scheme.event.data
		.map((path) => valueAt(payload, path))
		.find((value) => value !== undefined);
	return found === undefined ? payload : found;
}

const HIDDEN = '[hidden]';

/** The payload without what proves it, where that stands inside: n8n stores items. */
function withoutProof({ signature }: SignatureScheme, payload: unknown): unknown {
	if ('header' in signature) return payload;
	const { path, itemsPath } = signature;
	if (itemsPath === undefined) return withValueAt(payload, path, HIDDEN);
	const items = valueAt(payload, itemsPath);
	if (!Array.isArray(items)) return payload;
	const hidden = items.map((item: unknown) => withValueAt(item, path, HIDDEN));
	return withValueAt(payload, itemsPath, hidden);
}

/**
 * The body as text, as it was proven. Where it holds what proves it, it cannot be shown as it came;
 * where it was read in another way, nothing vouches for how it came.
 */
function rawBodyOf(
	{ rawBody }: InboundRequest,
	{ signature }: SignatureScheme,
	{ signedBody = rawBody }: Match,
	payload: unknown,
): string {
	return 'header' in signature ? (signedBody?.toString('utf8') ?? '') : JSON.stringify(payload);
}

/**
 * Puts together what a workflow gets to see of a verified request.
 *
 * @param unexpected what of the payload is not as the service documents it
 */
export function buildEvent(
	request: InboundRequest,
	config: ReceiveConfig,
	match: Match,
	received: unknown,
	unexpected?: string,
): ReceivedEvent {
	const { scheme } = config;
	const payload = withoutProof(scheme, received);
	const source = { scheme, headers: request.headers, payload };
	const id = locate(scheme.event.id, source);
	const name = locate(scheme.event.name, source);
	const { time, reading } = match;
	const signed = {
		id: id.isSigned,
		event: name.isSigned,
		timestamp: time !== undefined,
		data: bodyIsSigned(scheme),
	};
	return {
		id: id.value,
		event: name.value,
		timestamp: new Date(time?.signedAt ?? request.receivedAt).toISOString(),
		source: scheme.id,
		data: findData(scheme, payload),
		body: payload,
		verification: {
			scheme: scheme.id,
			secret: match.keyName,
			ageSeconds: time?.ageSeconds ?? null,
			unsigned: Object.entries(signed).flatMap(([fact, isSigned]) => (isSigned ? [] : [fact])),
			...(reading !== undefined && { reading }),
			...(unexpected !== undefined && { unexpected }),
		},
		...(config.includeHeaders !== 'none' && {
			headers:
				config.includeHeaders === 'all' ? request.visibleHeaders : safeHeaders(request, scheme),
		}),
		...(config.includeRawBody && { rawBody: rawBodyOf(request, scheme, match, payload) }),
	};
}

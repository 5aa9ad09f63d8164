import { valueAt, withValueAt } from '../signing/bodyValue';
import { listedHeaders } from '../signing/content';
import { signatureHeadersOf } from '../signing/headers';
import type { EventLocator, SignatureScheme } from '../signing/scheme';
import type { HeaderLookup, Match } from '../signing/types';
import type { InboundRequest, ReceiveConfig, ReceivedEvent } from './types';

// Headers that may hold credentials whatever the scheme. Kept out of items, which n8n stores.
const SECRET_HEADER_PATTERN =
	/api-?key|auth|cookie|credential|hmac|jwt|passw|secret|session|signature|token/;

const asText = (value: unknown): string | undefined =>
	(typeof value === 'string' && value !== '') || typeof value === 'number'
		? String(value)
		: undefined;

/** A fact about an event, and whether the signature covers it. */
export interface Fact {
	readonly value: string | null;
	readonly isSigned: boolean;
}

const NOT_FOUND: Fact = { value: null, isSigned: true };

function bodyIsSigned({ content, algorithm, bodyHashParameter }: SignatureScheme): boolean {
	return (
		content.includes('body') ||
		bodyHashParameter !== undefined ||
		(algorithm.kind === 'jwt' && algorithm.claims.some(({ equals }) => equals === 'bodySha256Hex'))
	);
}

function headerIsSigned(
	{ content, idHeader }: SignatureScheme,
	header: string,
	headers: HeaderLookup,
): boolean {
	if (content.includes('id') && idHeader?.toLowerCase() === header) return true;
	return content.some((part) => {
		if (typeof part !== 'object') return false;
		if ('header' in part) return part.header.toLowerCase() === header;
		if (!('signedHeaders' in part)) return false;
		return listedHeaders(headers(part.signedHeaders.toLowerCase()).join(',')).includes(header);
	});
}

function presentKey(keys: readonly string[], payload: unknown): string | undefined {
	if (payload === null || typeof payload !== 'object') return undefined;
	return keys.find((key) => Object.hasOwn(payload, key));
}

function readFact(
	locator: EventLocator,
	scheme: SignatureScheme,
	headers: HeaderLookup,
	payload: unknown,
): Fact {
	if ('join' in locator) {
		const parts = locator.join.map((part) => readFact(part, scheme, headers, payload));
		if (parts.some(({ value }) => value === null)) return NOT_FOUND;
		return {
			value: parts.map(({ value }) => value).join(locator.separator),
			isSigned: parts.every(({ isSigned }) => isSigned),
		};
	}
	if ('header' in locator) {
		const alias = scheme.headerAliases?.[locator.header];
		const value = asText(headers(locator.header)[0] ?? (alias && headers(alias)[0]));
		return { value: value ?? null, isSigned: headerIsSigned(scheme, locator.header, headers) };
	}
	const value =
		'body' in locator
			? asText(valueAt(payload, locator.body))
			: presentKey(locator.presentKey, payload);
	return { value: value ?? null, isSigned: bodyIsSigned(scheme) };
}

function locate(
	locators: readonly EventLocator[],
	scheme: SignatureScheme,
	headers: HeaderLookup,
	payload: unknown,
): Fact {
	for (const locator of locators) {
		const fact = readFact(locator, scheme, headers, payload);
		if (fact.value !== null) return fact;
	}
	return NOT_FOUND;
}

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

/** What a workflow gets to see of a verified request, and the fact by which it is told from others. */
export interface BuiltEvent {
	readonly event: ReceivedEvent;
	readonly id: Fact;
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
): BuiltEvent {
	const { scheme } = config;
	const payload = withoutProof(scheme, received);
	const id = locate(scheme.event.id, scheme, request.headers, payload);
	const name = locate(scheme.event.name, scheme, request.headers, payload);
	const { time, reading } = match;
	const signed = {
		id: id.isSigned,
		event: name.isSigned,
		timestamp: time !== undefined,
		data: bodyIsSigned(scheme),
	};
	const event: ReceivedEvent = {
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
	return { event, id };
}

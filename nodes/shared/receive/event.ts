import type { EventLocator, HeaderLookup, Match, SignatureClaim } from '../signing/types';
import type { InboundRequest, IncludedHeaders, ReceiveConfig, ReceivedEvent } from './types';

// Headers that may hold credentials whatever the scheme. Kept out of items, which n8n stores.
const SECRET_HEADER_PATTERN =
	/api-?key|auth|cookie|credential|hmac|jwt|passw|secret|session|signature|token/;

function valueAt(payload: unknown, path: readonly string[]): unknown {
	let value = payload;
	for (const key of path) {
		if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

const asText = (value: unknown): string | undefined =>
	(typeof value === 'string' && value !== '') || typeof value === 'number'
		? String(value)
		: undefined;

interface Fact {
	readonly value: string | null;
	readonly isSigned: boolean;
}

function locate(
	locators: readonly EventLocator[],
	headers: HeaderLookup,
	payload: unknown,
	signedHeader: string | undefined,
): Fact {
	for (const locator of locators) {
		const isHeader = 'header' in locator;
		const value = asText(isHeader ? headers(locator.header)[0] : valueAt(payload, locator.body));
		if (value !== undefined) {
			return { value, isSigned: !isHeader || locator.header === signedHeader };
		}
	}
	return { value: null, isSigned: true };
}

function selectHeaders(
	request: InboundRequest,
	included: Exclude<IncludedHeaders, 'none'>,
	signatureHeader: string,
): Record<string, string> {
	const isSecret = (name: string): boolean =>
		name === signatureHeader.toLowerCase() || SECRET_HEADER_PATTERN.test(name);
	return Object.fromEntries(
		Object.entries(request.visibleHeaders).filter(
			([name]) => included === 'all' || !isSecret(name),
		),
	);
}

function findData(paths: ReceiveConfig['scheme']['event']['data'], payload: unknown): unknown {
	const found = paths.map((path) => valueAt(payload, path)).find((value) => value !== undefined);
	return found === undefined ? payload : found;
}

/** Puts together what a workflow gets to see of a verified request. */
export function buildEvent(
	request: InboundRequest,
	config: ReceiveConfig,
	claim: SignatureClaim,
	match: Match,
	payload: unknown,
): ReceivedEvent {
	const { scheme } = config;
	const signedHeader = scheme.content.includes('id') ? scheme.idHeader?.toLowerCase() : undefined;
	const id = locate(scheme.event.id, request.headers, payload, signedHeader);
	const event = locate(scheme.event.name, request.headers, payload, signedHeader);
	const isTimeSigned = claim.timestamp !== undefined;
	const eventAt = isTimeSigned ? Number(claim.timestamp) * 1000 : request.receivedAt;
	const facts = { id: id.isSigned, event: event.isSigned, timestamp: isTimeSigned };
	return {
		id: id.value,
		event: event.value,
		timestamp: new Date(eventAt).toISOString(),
		source: scheme.id,
		data: findData(scheme.event.data, payload),
		body: payload,
		verification: {
			scheme: scheme.id,
			secret: match.keyName,
			ageSeconds: claim.ageSeconds ?? null,
			unsigned: Object.entries(facts).flatMap(([name, isSigned]) => (isSigned ? [] : [name])),
		},
		...(config.includeHeaders !== 'none' && {
			headers: selectHeaders(request, config.includeHeaders, scheme.signature.header),
		}),
		...(config.includeRawBody && { rawBody: request.rawBody?.toString('utf8') ?? '' }),
	};
}

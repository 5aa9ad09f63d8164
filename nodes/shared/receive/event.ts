import { isSecretHeader } from '../http/secretHeaders';
import { valueAt, withValueAt } from '../signing/content/bodyValue';
import type { BodyPath } from '../signing/content/bodyValue';
import { signatureHeadersOf } from '../signing/headers';
import type { BodyReading, SignatureScheme } from '../signing/scheme';
import { signatureSchemes } from '../signing/schemes';
import { isUnsigned, UNSIGNED } from '../signing/unsigned';
import type { Match } from '../signing/verify/match';
import { bodyIsSigned, locate } from './facts';
import type { Fact } from './facts';
import type { ArrivedRequest } from './request';
import type { ReceiveConfig } from './configuration';

/** How a request was proven to be genuine, or that it was not. Part of the item. */
export interface Verification {
	/** Id of the scheme; `unsigned` where nothing proves a request. */
	readonly scheme: string;
	/** Name of the secret that matched; `null` where nothing proves a request. */
	readonly secret: string | null;
	/** Age of the signed timestamp on receipt; `null` when the scheme signs none. */
	readonly ageSeconds: number | null;
	/** Facts of the item that the signature does not cover, and that could thus be altered. */
	readonly unsigned: readonly string[];
	/** What of the body is not as the service documents it; absent when it is, or none is known. */
	readonly unexpected?: string;
	/** Why several events of a request are one item here; absent otherwise. */
	readonly undivided?: string;
	/** How the body had to be read; absent when the scheme has one reading only. */
	readonly reading?: BodyReading;
}

/** A verified event. Becomes the item's JSON. */
export interface ReceivedEvent {
	/** The sender's id of the event, the same when it tries again; `null` when it sends none. */
	readonly id: string | null;
	/** The sender's name of the event; `null` when it sends none. */
	readonly event: string | null;
	/** The signed time, else the time of receipt, as ISO 8601 in UTC. */
	readonly timestamp: string;
	/** Id of the scheme's provider. */
	readonly source: string;
	/** The part of the body that describes what happened. */
	readonly data: unknown;
	/** The whole body. */
	readonly body: unknown;
	readonly verification: Verification;
	readonly headers?: Readonly<Record<string, string>>;
	readonly rawBody?: string;
}

/** Where in the body of a scheme something stands that proves it, or the next request. */
function proofPaths({ signature, hiddenFields = [] }: SignatureScheme): readonly BodyPath[] {
	if ('header' in signature) return hiddenFields;
	const { path, furtherPaths = [], itemsPath } = signature;
	const inItems = ([first, ...rest]: BodyPath): BodyPath =>
		itemsPath === undefined ? [first, ...rest] : [...itemsPath, '*', first, ...rest];
	return [...[path, ...furtherPaths].map(inItems), ...hiddenFields];
}

// A sender may be checked by one scheme and sign by another as well, a node may have the wrong one
// chosen, and what belongs into a body may be sent as a header: so the names of all schemes are
// hidden, whichever is chosen.
const KNOWN_PROOFS = new Set(
	signatureSchemes.flatMap((scheme) => [
		...signatureHeadersOf(scheme),
		...proofPaths(scheme).map((path) => path.at(-1)?.toLowerCase()),
	]),
);

/**
 * The headers of a request without signatures, tokens, cookies and the like: those of the scheme, of
 * every known scheme, and whose names tell so.
 */
export function safeHeaders(
	{ visibleHeaders }: ArrivedRequest,
	scheme: SignatureScheme,
): Readonly<Record<string, string>> {
	const signatureHeaders = signatureHeadersOf(scheme);
	return Object.fromEntries(
		Object.entries(visibleHeaders).filter(
			([name]) =>
				!signatureHeaders.includes(name) && !KNOWN_PROOFS.has(name) && !isSecretHeader(name),
		),
	);
}

/** The headers that the user wants in the item. */
function headersOf(
	request: ArrivedRequest,
	{ scheme, includeHeaders, headersToInclude = [] }: ReceiveConfig,
): Pick<ReceivedEvent, 'headers'> {
	if (includeHeaders === 'all') return { headers: request.visibleHeaders };
	if (includeHeaders === 'none' && headersToInclude.length === 0) return {};
	const { visibleHeaders } = request;
	const named = Object.entries(visibleHeaders).filter(([name]) => headersToInclude.includes(name));
	const safe = includeHeaders === 'safe' ? safeHeaders(request, scheme) : {};
	return { headers: { ...safe, ...Object.fromEntries(named) } };
}

function findData(scheme: SignatureScheme, payload: unknown): unknown {
	const found = scheme.event.data
		.map((path) => valueAt(payload, path))
		.find((value) => value !== undefined);
	return found === undefined ? payload : found;
}

const HIDDEN = '[hidden]';

/**
 * The payload without what proves it, where that stands inside: n8n stores items. The same payload
 * where nothing of the kind is in it.
 */
function withoutProof(scheme: SignatureScheme, payload: unknown): unknown {
	return proofPaths(scheme).reduce((rest, path) => withValueAt(rest, path, HIDDEN), payload);
}

/**
 * The body as text, as it was proven. Where it holds what proves it, it cannot be shown as it came,
 * and is written again; where it was read in another way, nothing vouches for how it came.
 */
function rawBodyOf(
	{ body }: ArrivedRequest,
	{ signature }: SignatureScheme,
	{ signedBody = body }: Match,
	{ received, payload }: { readonly received: unknown; readonly payload: unknown },
): string {
	const isAsReceived = 'header' in signature && payload === received;
	return isAsReceived ? (signedBody?.toString('utf8') ?? '') : JSON.stringify(payload);
}

// A shorter one is no token, and could stand in any text by chance.
const MIN_TOKEN_LENGTH = 16;

/** The event without the token of our own URL, which senders like to repeat: n8n stores items. */
function withoutToken(
	event: ReceivedEvent,
	{ query }: ArrivedRequest,
	{ secretParameter }: ReceiveConfig,
): ReceivedEvent {
	const token = secretParameter === undefined ? '' : (query[secretParameter] ?? '');
	if (token.length < MIN_TOKEN_LENGTH) return event;
	const json = JSON.stringify(event);
	const inJson = JSON.stringify(token).slice(1, -1);
	if (!json.includes(inJson)) return event;
	return JSON.parse(json.replaceAll(inJson, HIDDEN)) as ReceivedEvent;
}

/** What all events of a request have in common. */
export interface CommonParts {
	readonly request: ArrivedRequest;
	readonly config: ReceiveConfig;
	readonly match: Match;
	/** The payload without what proves it. */
	readonly payload: unknown;
	readonly unexpected: string | undefined;
	/** Headers and body as text, as far as users want them. */
	readonly shown: Pick<ReceivedEvent, 'headers' | 'rawBody'>;
}

/** What one event of a request holds by itself. */
export interface EventParts {
	readonly id: Fact;
	readonly name: Fact;
	/** Milliseconds since 1970; absent where it has no time of its own. */
	readonly happenedAt?: number | undefined;
	readonly data: unknown;
	readonly body: unknown;
	/** Why it is several events after all; absent otherwise. */
	readonly undivided?: string | undefined;
}

/** What a workflow gets to see of an event. */
export function toEvent(
	{ request, config, match, unexpected, shown }: CommonParts,
	{ id, name, happenedAt, data, body, undivided }: EventParts,
): ReceivedEvent {
	const { scheme } = config;
	const { time, reading } = match;
	const isBodySigned = bodyIsSigned(scheme);
	const signed = {
		id: id.isSigned,
		event: name.isSigned,
		timestamp: happenedAt === undefined ? time !== undefined : isBodySigned,
		data: isBodySigned,
	};
	const event: ReceivedEvent = {
		id: id.value,
		event: name.value,
		timestamp: new Date(happenedAt ?? time?.signedAt ?? request.receivedAt).toISOString(),
		source: scheme.id,
		data,
		body,
		verification: {
			scheme: isUnsigned(scheme) ? UNSIGNED : scheme.id,
			secret: match.keyName,
			ageSeconds: time?.ageSeconds ?? null,
			unsigned: Object.entries(signed).flatMap(([fact, isSigned]) => (isSigned ? [] : [fact])),
			...(reading !== undefined && { reading }),
			...(unexpected !== undefined && { unexpected }),
			...(undivided !== undefined && { undivided }),
		},
		...shown,
	};
	return withoutToken(event, request, config);
}

/**
 * Reads what all events of a verified request have in common.
 *
 * @param unexpected what of the payload is not as the service documents it
 */
export function readCommonParts(
	request: ArrivedRequest,
	config: ReceiveConfig,
	match: Match,
	received: unknown,
	unexpected?: string,
): CommonParts {
	const { scheme, includeRawBody } = config;
	const payload = withoutProof(scheme, received);
	const shown = {
		...headersOf(request, config),
		...(includeRawBody && { rawBody: rawBodyOf(request, scheme, match, { received, payload }) }),
	};
	return { request, config, match, payload, unexpected, shown };
}

/** What a workflow gets to see of a verified request as a whole. */
export function buildEvent(common: CommonParts, undivided?: string): ReceivedEvent {
	const { payload, request, config } = common;
	const { scheme } = config;
	const source = { scheme, headers: request.headers, payload };
	return toEvent(common, {
		id: locate(scheme.event.id, source),
		name: locate(scheme.event.name, source),
		data: findData(scheme, payload),
		body: payload,
		undivided,
	});
}

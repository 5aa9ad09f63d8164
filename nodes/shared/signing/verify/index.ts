import { goesWithBodyHash } from '../content/bodyHash';
import { matchReadings } from './bodyReading';
import { scalarText, valueAt } from '../content/bodyValue';
import { MAX_HEADER_LENGTH } from './presentedSignature';
import { contentBytes, listedHeaders } from '../content';
import type { SignedMessage } from '../content';
import { createMatcher } from '../proof/digest';
import { headerListOf } from '../headers';
import { compileScheme } from '../compiledScheme';
import type { CompiledScheme } from '../compiledScheme';
import type { BodySignature, SignatureScheme } from '../scheme';
import { checkTimestamp } from '../timestamp';
import type { HeaderLookup, SignedRequest } from '../request';
import type { Match, VerifyOptions } from './match';
import { isRejection } from '../rejection';
import type { Rejection, RejectReason } from '../rejection';
import type { PresentedSignature } from './presentedSignature';
import type { SignedTime } from '../timestamp';
import type { SigningKey } from '../keys';

function reject(reason: RejectReason, details: Partial<Rejection> = {}): Rejection {
	return { ...details, reason };
}

const ORIGIN = /^(https?:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^/?#:]*))(:\d*)?/i;

/** Ports may or may not stand in the URL that the sender signed; proxies and senders drop them. */
function urlVariants(url: string): readonly string[] {
	const [start, origin, port] = ORIGIN.exec(url) ?? [];
	if (start === undefined || origin === undefined) return [url];
	const rest = url.slice(start.length);
	const defaultPort = /^https/i.test(origin) ? ':443' : ':80';
	return [...new Set([url, origin + rest, origin + (port ?? defaultPort) + rest])];
}

/** The URL with some escapes as the characters that they stand for. */
const decodeSome = (url: string, escapes: readonly string[]): string =>
	url.replace(/%[0-9a-f]{2}/gi, (escape) =>
		escapes.includes(escape.toUpperCase()) ? decodeURIComponent(escape) : escape,
	);

/** The forms of a URL that the sender may have signed, the one received first. */
function signedUrls({ decodedUrlEscapes: escapes }: SignatureScheme, url: string): string[] {
	const urls = urlVariants(url);
	if (escapes === undefined) return [...urls];
	return [...new Set([...urls, ...urls.map((each) => decodeSome(each, escapes))])];
}

/** The list of signed headers must name itself and the time: else either could be altered. */
function findUnsignedHeader(
	{ timestamp }: SignatureScheme,
	listHeader: string,
	headers: HeaderLookup,
): Rejection | undefined {
	const lists = headers(listHeader.toLowerCase());
	if (lists.length > 1) return reject('duplicateHeader', { header: listHeader });
	const [list = ''] = lists;
	if (list.length > MAX_HEADER_LENGTH) return reject('headerTooLong', { header: listHeader });
	const covered = listedHeaders(list);
	const from = timestamp?.from;
	const timeHeader = typeof from === 'object' && 'header' in from ? from.header : listHeader;
	const missing = [listHeader, timeHeader].find((name) => !covered.includes(name.toLowerCase()));
	return missing === undefined ? undefined : reject('unsignedHeader', { header: missing });
}

/** What the signed bytes do not cover by themselves and what must therefore be right as well. */
function findUncovered(scheme: SignatureScheme, request: SignedRequest): Rejection | undefined {
	const list = headerListOf(scheme);
	const unsigned = list && findUnsignedHeader(scheme, list, request.headers);
	if (unsigned) return unsigned;
	const parameter = scheme.bodyHashParameter;
	if (parameter !== undefined && !goesWithBodyHash(parameter, request)) {
		return reject('bodyHashMismatch');
	}
	const needsForm = scheme.content.includes('formFields');
	return needsForm && request.formBytes() === undefined ? reject('tooManyFields') : undefined;
}

/** The timestamp, where it stands in the body: it can be believed only once the body is proven. */
function readBodyTime(
	scheme: SignatureScheme,
	request: SignedRequest,
	options: VerifyOptions | undefined,
): SignedTime | undefined | Rejection {
	const rule = scheme.timestamp;
	if (rule === undefined || rule.from === 'pairs' || !('body' in rule.from)) return undefined;
	const field = rule.from.body.join('.');
	const text = scalarText(valueAt(request.payload(), rule.from.body));
	if (text === undefined) return reject('missingField', { field });
	const toleranceSeconds = options?.toleranceSeconds ?? rule.toleranceSeconds;
	const time = checkTimestamp(text, rule, request.receivedAt, toleranceSeconds);
	return isRejection(time) ? { ...time, field } : time;
}

function messageOf(
	{ needsPayload }: CompiledScheme,
	presented: PresentedSignature,
	request: SignedRequest,
	url: string | undefined,
): SignedMessage {
	return {
		body: request.body,
		id: presented.id,
		timestamp: presented.time?.timestamp,
		method: request.method,
		url,
		headers: request.headers,
		// The signature covers fields of the body, so it has to be read before it is proven.
		formBytes: request.formBytes,
		payload: needsPayload ? request.payload() : undefined,
	};
}

/** The name of the key that matches, or the most telling reason why none does. */
function findKey(
	scheme: SignatureScheme,
	candidates: readonly string[],
	message: SignedMessage,
	keys: readonly SigningKey[],
	nowMs: number,
): string | Rejection {
	let reason: RejectReason = 'noMatch';
	for (const { name, key } of keys) {
		const findProblem = createMatcher(scheme, key, message, nowMs);
		for (const candidate of candidates) {
			const problem = findProblem(candidate);
			if (problem === undefined) return name;
			if (problem !== 'noMatch') reason = problem;
		}
	}
	const header = 'header' in scheme.signature ? { header: scheme.signature.header } : {};
	return reject(reason, header);
}

function findKeyByHeader(
	scheme: SignatureScheme,
	compiled: CompiledScheme,
	presented: PresentedSignature,
	request: SignedRequest,
	keys: readonly SigningKey[],
): string | Rejection {
	const { candidates } = presented;
	const { receivedAt } = request;
	if (!compiled.needsUrl) {
		const message = messageOf(compiled, presented, request, undefined);
		return findKey(scheme, candidates, message, keys, receivedAt);
	}
	let first: Rejection | undefined;
	for (const url of signedUrls(scheme, request.url())) {
		const message = messageOf(compiled, presented, request, url);
		const result = findKey(scheme, candidates, message, keys, receivedAt);
		if (typeof result === 'string') return result;
		first ??= result;
	}
	return first ?? reject('noMatch');
}

/** Checks signatures that stand in the body: every element that is signed on its own must match. */
function findKeyInBody(
	scheme: SignatureScheme,
	signature: BodySignature,
	request: SignedRequest,
	keys: readonly SigningKey[],
): string | Rejection {
	// The signature stands in the body, so it has to be read before it is proven.
	const payload = request.payload();
	const items = signature.itemsPath ? valueAt(payload, signature.itemsPath) : [payload];
	const field = [...(signature.itemsPath ?? []), ...signature.path].join('.');
	if (!Array.isArray(items) || items.length === 0) return reject('missingField', { field });
	let found = '';
	for (const item of items as unknown[]) {
		const candidates = [signature.path, ...(signature.furtherPaths ?? [])]
			.map((path) => valueAt(item, path))
			.filter((value): value is string => typeof value === 'string' && value !== '');
		if (candidates.length === 0) return reject('missingField', { field });
		const message = { body: request.body, payload: item };
		const key = findKey(scheme, candidates, message, keys, request.receivedAt);
		if (typeof key !== 'string') return { ...key, field };
		found = key;
	}
	return found;
}

function matchBody(
	scheme: SignatureScheme,
	presented: PresentedSignature,
	request: SignedRequest,
	keys: readonly SigningKey[],
	options: VerifyOptions | undefined,
): Match | Rejection {
	const compiled = compileScheme(scheme);
	const uncovered = compiled.hasConditions ? findUncovered(scheme, request) : undefined;
	if (uncovered) return uncovered;
	const { signature, timestamp } = scheme;
	const keyName =
		'header' in signature
			? findKeyByHeader(scheme, compiled, presented, request, keys)
			: findKeyInBody(scheme, signature, request, keys);
	if (typeof keyName !== 'string') return keyName;
	if (presented.time !== undefined || timestamp === undefined) {
		return { keyName, time: presented.time };
	}
	const time = readBodyTime(scheme, request, options);
	return isRejection(time) ? time : { keyName, time };
}

/**
 * What a signature in a header is taken to cover, as text: for people who compare it with what their
 * sender documents. `undefined` where nothing is signed, or the signature stands in the body.
 */
export function signedTextOf(
	scheme: SignatureScheme,
	presented: PresentedSignature,
	request: SignedRequest,
): string | undefined {
	const isSigned = 'header' in scheme.signature && scheme.algorithm.kind !== 'token';
	if (!isSigned) return undefined;
	const compiled = compileScheme(scheme);
	const url = compiled.needsUrl ? request.url() : undefined;
	const message = messageOf(compiled, presented, request, url);
	return contentBytes(scheme, message).toString('utf8');
}

/**
 * Compares every presented signature with that of every key, each computed once for every reading of
 * the body, in constant time. Never throws; without keys nothing matches.
 */
export function matchSignature(
	scheme: SignatureScheme,
	presented: PresentedSignature,
	request: SignedRequest,
	keys: readonly SigningKey[],
	options?: VerifyOptions,
): Match | Rejection {
	const { bodyReadings } = scheme;
	if (bodyReadings === undefined) return matchBody(scheme, presented, request, keys, options);
	const match = (read: SignedRequest): Match | Rejection =>
		matchBody(scheme, presented, read, keys, options);
	return matchReadings(bodyReadings, match, request);
}

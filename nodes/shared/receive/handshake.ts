import { createHmac } from 'crypto';
import { scalarText, valueAt } from '../signing/content/bodyValue';
import { constantTimeEqualSecrets } from '../signing/proof/constantTime';
import type { Handshake, HandshakeMember, HandshakeValue } from '../signing/handshake';
import type { SignatureScheme } from '../signing/scheme';
import type { SigningKey } from '../signing/keys';
import { openBody } from './payload';
import type { InboundRequest } from './request';

/** The response to a handshake, as the provider prescribes it. */
export interface HandshakeResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Empty for none. */
	readonly body: string;
}

const MAX_ECHO_LENGTH = 1024;
// Nothing that a browser could take for a page, and no line break that could start a header.
const ECHO = /^[\x20-\x7e]+$/;

const MAX_HMAC_INPUT_LENGTH = 200;
// No braces, quotes or spaces: nobody may have a JSON body signed by asking for a handshake.
const HMAC_INPUT = /^[A-Za-z0-9._~+/=-]+$/;

// The longest text that is sent back, every character of it an escape, and room to spare.
const MAX_UNSIGNED_BYTES = 8 * 1024;

/** What a handshake can be found and responded to with. */
interface HandshakeFacts {
	readonly request: InboundRequest;
	/** Asked last: a request that looks like no handshake must not get its body parsed. */
	readonly payload: () => unknown;
}

/** The handshake that a request is. */
export interface FoundHandshake {
	readonly handshake: Handshake;
	/** The value of the body as the handshake reads it. */
	readonly payload: () => unknown;
}

function valueOf(value: HandshakeValue, { request, payload }: HandshakeFacts): string | undefined {
	if ('query' in value) return request.query[value.query];
	if ('header' in value) return request.headers(value.header.toLowerCase())[0];
	return scalarText(valueAt(payload(), value.body));
}

function hasOnlyKeys(payload: unknown, keys: readonly string[]): boolean {
	// An empty body has no keys at all.
	if (payload === null) return true;
	if (typeof payload !== 'object') return false;
	return Object.keys(payload).every((key) => keys.includes(key));
}

type Condition = Handshake['when'][number];

const isAboutBody = (condition: Condition): boolean => 'body' in condition;

function isHandshake({ method, when, bodyKeys }: Handshake, facts: HandshakeFacts): boolean {
	if (method !== facts.request.method) return false;
	const holds = (condition: Condition): boolean => {
		const value = valueOf(condition, facts);
		return 'equals' in condition
			? value === String(condition.equals)
			: value !== undefined && value !== '';
	};
	return (
		when.filter((condition) => !isAboutBody(condition)).every(holds) &&
		when.filter(isAboutBody).every(holds) &&
		(bodyKeys === undefined || hasOnlyKeys(facts.payload(), bodyKeys))
	);
}

/**
 * The handshake that a request is before anything of it is proven, or `undefined`. A body is read
 * only where one demands it, and only a short one.
 */
export function findUnsignedHandshake(
	scheme: SignatureScheme,
	request: InboundRequest,
): FoundHandshake | undefined {
	const isShort = (request.body?.length ?? 0) <= MAX_UNSIGNED_BYTES;
	for (const handshake of scheme.handshakes ?? []) {
		if (handshake.isSigned) continue;
		const { bodyFormat } = handshake;
		const { payload } = bodyFormat ? openBody({ ...scheme, bodyFormat }, request) : request;
		const found = { handshake, payload: isShort ? payload : (): undefined => undefined };
		if (isHandshake(handshake, { request, ...found })) return found;
	}
	return undefined;
}

/** The handshake that a proven request is, or `undefined` for an event. */
export function findSignedHandshake(
	scheme: SignatureScheme,
	request: InboundRequest,
	payload: () => unknown,
): FoundHandshake | undefined {
	const handshake = scheme.handshakes?.find(
		(each) => each.isSigned && isHandshake(each, { request, payload }),
	);
	return handshake && { handshake, payload };
}

const echoOf = (value: string | undefined): string | undefined =>
	value !== undefined && value.length <= MAX_ECHO_LENGTH && ECHO.test(value) ? value : undefined;

function memberOf(
	member: HandshakeMember,
	facts: HandshakeFacts,
	key: SigningKey | undefined,
): string | undefined {
	if ('echo' in member) return echoOf(valueOf(member.echo, facts));
	const input = valueOf(member.hmacOf, facts);
	if (input === undefined || key === undefined) return undefined;
	if (input.length > MAX_HMAC_INPUT_LENGTH || !HMAC_INPUT.test(input)) return undefined;
	const { encoding, prefix } = member;
	return prefix + createHmac('sha256', key.key).update(input, 'utf8').digest(encoding);
}

// What a caller sent and gets back must not be taken for a page, whatever it looks like.
const NO_SNIFFING = { 'X-Content-Type-Options': 'nosniff' };
const PLAIN_TEXT = { 'Content-Type': 'text/plain; charset=utf-8', ...NO_SNIFFING };
const JSON_TEXT = { 'Content-Type': 'application/json; charset=utf-8', ...NO_SNIFFING };

function jsonResponse(
	members: Readonly<Record<string, HandshakeMember>>,
	facts: HandshakeFacts,
	key: SigningKey | undefined,
): HandshakeResponse | undefined {
	const json: Record<string, string> = {};
	for (const [name, member] of Object.entries(members)) {
		const value = memberOf(member, facts, key);
		if (value === undefined) return undefined;
		json[name] = value;
	}
	return { statusCode: 200, headers: JSON_TEXT, body: JSON.stringify(json) };
}

/** Whether responding takes the secrets of the credential. */
export const needsKeys = ({ response, verifyTokenQuery }: Handshake): boolean =>
	verifyTokenQuery !== undefined ||
	(response.kind === 'json' && Object.values(response.members).some((each) => 'hmacOf' in each));

/** Whether the caller knows the verify token, where the handshake asks for one. */
export function hasVerifyToken(
	{ verifyTokenQuery }: Handshake,
	request: InboundRequest,
	verifyToken: string,
): boolean {
	if (verifyTokenQuery === undefined) return true;
	const received = request.query[verifyTokenQuery] ?? '';
	return verifyToken !== '' && constantTimeEqualSecrets(received, verifyToken);
}

/**
 * The response to a handshake, or `undefined` when it asks for one that must not be given: what is
 * sent back is limited to texts that can do no harm.
 *
 * @param key signs where the provider asks for an HMAC
 */
export function respondToHandshake(
	{ handshake: { response }, payload }: FoundHandshake,
	request: InboundRequest,
	key: SigningKey | undefined,
): HandshakeResponse | undefined {
	const facts = { request, payload };
	switch (response.kind) {
		case 'text': {
			const body = echoOf(valueOf(response.value, facts));
			return body === undefined ? undefined : { statusCode: 200, headers: PLAIN_TEXT, body };
		}
		case 'json':
			return jsonResponse(response.members, facts, key);
		case 'fixed': {
			const body = response.json === undefined ? '' : JSON.stringify(response.json);
			// Some providers want a content type even where there is no content.
			return { statusCode: response.statusCode, headers: JSON_TEXT, body };
		}
		case 'header': {
			const value = echoOf(request.headers(response.header.toLowerCase())[0]);
			if (value === undefined) return undefined;
			return { statusCode: 200, headers: { [response.header]: value }, body: '' };
		}
	}
}

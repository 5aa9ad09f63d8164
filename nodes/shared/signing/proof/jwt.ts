import { createHash, createHmac } from 'crypto';
import type { KeyObject } from 'crypto';
import { constantTimeEqual } from './constantTime';
import type { SignedMessage } from '../content';
import { fieldOf, isObject, parseJson } from '../../json';
import type { JsonObject } from '../../json';
import { decodeBase64Url } from '../encoding';
import type { JwtClaim, SignatureAlgorithm } from '../scheme';
import type { RejectReason } from '../rejection';

type JwtAlgorithm = Extract<SignatureAlgorithm, { kind: 'jwt' }>;

const HEADER = { alg: 'HS256', typ: 'JWT' };
const LIFETIME_SECONDS = 300;
// Clocks differ; RFC 7519 allows "some small leeway, usually no more than a few minutes".
const LEEWAY_SECONDS = 60;

const sha256Hex = (bytes: Buffer | string): string =>
	createHash('sha256').update(bytes).digest('hex');

const encodePart = (value: unknown): string =>
	Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

function decodePart(text: string): JsonObject | undefined {
	const bytes = decodeBase64Url(text);
	const parsed = bytes && parseJson(bytes.toString('utf8'));
	return parsed?.ok && isObject(parsed.value) ? parsed.value : undefined;
}

const percentEncode = (text: string): string =>
	encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

/**
 * Hash of method, path and sorted query, as Atlassian defines it ("Creating a query string hash").
 * The parameter `jwt`, which may hold the token itself, is left out.
 */
function urlHash({ method, url }: SignedMessage): string {
	if (url === undefined || !URL.canParse(url)) return '';
	const { pathname, searchParams } = new URL(url);
	const names = [...new Set(searchParams.keys())].filter((name) => name !== 'jwt');
	const query = names
		.map((name) => ({ name: percentEncode(name), values: searchParams.getAll(name) }))
		.sort((left, right) => (left.name < right.name ? -1 : 1))
		.map(({ name, values }) => `${name}=${values.map(percentEncode).sort().join(',')}`)
		.join('&');
	// An ampersand in the path must not be taken for the one in front of the query.
	const path = pathname === '/' ? '/' : pathname.replace(/\/$/, '').replaceAll('&', '%26');
	return sha256Hex(`${method ?? ''}&${path}&${query}`);
}

function expectedClaim({ equals }: JwtClaim, message: SignedMessage): string {
	if (typeof equals === 'object') return equals.literal;
	switch (equals) {
		case 'bodySha256Hex':
			return sha256Hex(message.body);
		case 'url':
			return message.url ?? '';
		case 'urlHash':
			return urlHash(message);
	}
}

const signInput = (input: string, key: KeyObject): string =>
	createHmac('sha256', key).update(input, 'ascii').digest('base64url');

/** A token for the message, valid for five minutes. */
export function createJwt(
	algorithm: JwtAlgorithm,
	key: KeyObject,
	message: SignedMessage,
	nowMs: number,
): string {
	const issuedAt = Math.floor(nowMs / 1000);
	const claims = Object.fromEntries(
		algorithm.claims.map((claim) => [claim.name, expectedClaim(claim, message)]),
	);
	const payload = { ...claims, iat: issuedAt, exp: issuedAt + LIFETIME_SECONDS };
	const input = `${encodePart(HEADER)}.${encodePart(payload)}`;
	return `${input}.${signInput(input, key)}`;
}

function checkTimes(payload: JsonObject, nowMs: number): RejectReason | undefined {
	const nowSeconds = nowMs / 1000;
	const { exp, iat, nbf } = payload;
	for (const time of [exp, iat, nbf]) {
		if (time !== undefined && typeof time !== 'number') return 'malformedTimestamp';
	}
	if (typeof exp === 'number' && exp + LEEWAY_SECONDS < nowSeconds) return 'timestampTooOld';
	const starts = [iat, nbf].filter((time) => typeof time === 'number');
	return starts.some((start) => start - LEEWAY_SECONDS > nowSeconds)
		? 'timestampTooNew'
		: undefined;
}

/**
 * Why a token does not prove the message, or `undefined` when it does. Only HS256 is accepted,
 * whatever the token asks for. Never throws.
 */
export function findJwtProblem(
	algorithm: JwtAlgorithm,
	key: KeyObject,
	message: SignedMessage,
	token: string,
	nowMs: number,
): RejectReason | undefined {
	const [header, payload, signature, ...rest] = token.split('.');
	if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
		return 'malformedSignature';
	if (decodePart(header)?.alg !== HEADER.alg) return 'malformedSignature';
	if (!constantTimeEqual(signature, signInput(`${header}.${payload}`, key))) return 'noMatch';
	const claims = decodePart(payload);
	if (claims === undefined) return 'malformedSignature';
	const isEqual = (claim: JwtClaim): boolean => {
		const value = fieldOf(claims, claim.name);
		return typeof value === 'string' && value === expectedClaim(claim, message);
	};
	if (!algorithm.claims.every(isEqual)) return 'claimMismatch';
	return checkTimes(claims, nowMs);
}

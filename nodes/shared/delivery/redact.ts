import { signatureHeadersOf } from '../signing/headers';
import type { SignatureScheme } from '../signing/scheme';

/** Leaves out of a text what it was made for. */
export type Redactor = (text: string) => string;

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

// Shorter ones protect nothing, and would take half of every answer along.
const MIN_LENGTH = 4;
// Of a proof; times, versions and names of algorithms are shorter. Of a header, whatever its name.
const MIN_PART_LENGTH = 16;
const MIN_ENCODED_LENGTH = 8;

const SECRET_NAME = /auth|cookie|credential|key|pass|secret|session|sign|token/i;

const SEPARATORS = /[\s,;:=.]+/;

// The first digit of base64 that hangs on the text alone, for 0, 1 and 2 bytes in front of it.
const FIRST_DIGITS = [0, 2, 3];

/** Base64 of the bytes, by themselves and inside of something longer, without digits they share. */
function base64Spellings(bytes: Buffer): string[] {
	return FIRST_DIGITS.map((firstDigit, bytesInFront) => {
		const digits = Buffer.concat([Buffer.alloc(bytesInFront), bytes]).toString('base64');
		return digits.slice(firstDigit, Math.floor(((bytesInFront + bytes.length) * 8) / 6));
	});
}

function encodedSpellings(bytes: Buffer): string[] {
	const base64 = base64Spellings(bytes);
	const hex = bytes.toString('hex');
	return [
		bytes.toString('base64'),
		bytes.toString('base64url'),
		...base64,
		...base64.map((digits) => digits.replaceAll('+', '-').replaceAll('/', '_')),
		hex,
		hex.toUpperCase(),
	].filter((spelling) => spelling.length >= MIN_ENCODED_LENGTH);
}

const toUnicodeEscapes = (text: string, isEscaped: RegExp): string =>
	text.replace(isEscaped, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

function percentEncoded(text: string): string[] {
	// Half of a pair of surrogates has no bytes.
	if (/\p{Surrogate}/u.test(text)) return [];
	const strict = encodeURIComponent(text);
	const form = new URLSearchParams([['', text]]).toString().slice(1);
	return [encodeURI(text), strict, form].flatMap((spelling) => [
		spelling,
		spelling.replace(/%../g, (escape) => escape.toLowerCase()),
	]);
}

function spellingsOf(text: string): string[] {
	const json = JSON.stringify(text).slice(1, -1);
	const ascii = toUnicodeEscapes(json, /[^\x20-\x7e]/g);
	return [
		text,
		json,
		json.replaceAll('/', '\\/'),
		ascii,
		ascii.replaceAll('/', '\\/'),
		toUnicodeEscapes(text, /[^]/g),
		...percentEncoded(text),
		...encodedSpellings(Buffer.from(text, 'utf8')),
	];
}

/** What somebody must not find in what is kept. */
export interface Confidential {
	/** Secrets as their owners write them. */
	readonly texts: readonly string[];
	/** Values of the headers that prove the message. */
	readonly proofs: readonly string[];
	/** Headers of the user's own: those that look like secrets count. */
	readonly headers: Readonly<Record<string, string>>;
	/** Where it was sent to, perhaps with user name and password. */
	readonly url: string;
	/** What authenticated the request besides. Default: nothing did. */
	readonly authentication?: readonly string[];
}

/** The values of those headers that prove a message of the scheme. */
export function proofsIn(
	scheme: SignatureScheme,
	headers: Readonly<Record<string, string>>,
): string[] {
	const proving = signatureHeadersOf(scheme);
	return Object.entries(headers).flatMap(([name, value]) =>
		proving.includes(name.toLowerCase()) ? [value] : [],
	);
}

/** A prefix says what a secret is for, and a colon parts a user name from its password. */
const partsOfSecret = (text: string): string[] => [
	text,
	text.replace(/^wh(?:sec|sk)_/, ''),
	text.slice(text.indexOf(':') + 1),
];

const partsOfProof = (value: string): string[] => [
	value,
	...value.split(/\s+/),
	...value.split(SEPARATORS).filter((part) => part.length >= MIN_PART_LENGTH),
];

const partsOfHeader = ([name, value]: [string, string]): string[] => {
	const words = [value, ...value.split(/\s+/)];
	return SECRET_NAME.test(name)
		? words
		: words.filter((word) => word.length >= MIN_PART_LENGTH && !/\s/.test(word));
};

function partsOfLogin(text: string): string[] {
	if (!URL.canParse(text)) return [];
	const { username, password } = new URL(text);
	try {
		const [name, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
		return secret === '' ? [name] : [`${name}:${secret}`, secret];
	} catch {
		return [password];
	}
}

// Words in front of a proof, such as `Basic`.
const isWord = (text: string): boolean => /^(?:basic|bearer|jwt|token)$/i.test(text);

function allSpellings(parts: readonly string[]): readonly string[] {
	const secrets = parts.filter((text) => text.length >= MIN_LENGTH && !isWord(text));
	return [...new Set([...new Set(secrets)].flatMap(spellingsOf))];
}

// Those of a credential and of an endpoint are the same for every attempt, and gone with them.
const known = new WeakMap<object, readonly string[]>();

function remembered(source: object, partsOf: () => readonly string[]): readonly string[] {
	const spellings = known.get(source) ?? allSpellings(partsOf());
	known.set(source, spellings);
	return spellings;
}

/**
 * Creates what takes out of an answer whatever was sent as a proof or a secret: a receiver may echo
 * it, as it is, in base64, hex or percent signs, or as JSON writes it. Takes time in proportion to
 * the text.
 */
export function createRedactor({
	texts,
	proofs,
	headers,
	url,
	authentication = [],
}: Confidential): Redactor {
	// The longest first: it may hold another.
	const needles = [
		...remembered(texts, () => texts.flatMap(partsOfSecret)),
		...remembered(authentication, () => authentication.flatMap(partsOfSecret)),
		...remembered(headers, () => Object.entries(headers).flatMap(partsOfHeader)),
		...allSpellings([...proofs.flatMap(partsOfProof), ...partsOfLogin(url)]),
	].sort((a, b) => b.length - a.length);
	return (text) =>
		needles.reduce(
			(rest, needle) => (rest.includes(needle) ? rest.replaceAll(needle, REDACTED) : rest),
			text,
		);
}

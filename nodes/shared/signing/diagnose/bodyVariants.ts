import type { Attempt, Trial } from './trial';
import type { DiagnosisCause } from './types';

/** Larger bodies are not written anew: parsing them costs more than the answer is worth. */
const MAX_TEXT_BYTES = 256 * 1024;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LINE_FEED = Buffer.from('\n');

type Variant = readonly [cause: DiagnosisCause, body: Buffer | string];

const MEANINGS: Partial<Record<DiagnosisCause, string>> = {
	bodyByteOrderMark:
		'The signature fits the body with or without a byte order mark, other than it arrived. Let the sender sign the exact bytes that it sends.',
	bodyEscapes:
		'The signature fits the same JSON with other escapes, such as those of slashes or accents. Let the sender sign the exact bytes that it sends, and nothing on the way write the JSON anew.',
	bodyLineEndings:
		'The signature fits the body with other line endings. Something on the way changed them: let it pass the body on as it is.',
	bodyReserialised:
		'The signature fits the same JSON with other spaces or another order of keys. Let the sender sign the exact bytes that it sends, and nothing on the way write the JSON anew.',
	bodyWhiteSpace:
		'The signature fits the body with other white space at its ends, such as a line break. Let the sender sign the exact bytes that it sends.',
	emptyBodySigned:
		'The signature fits an empty body. The sender signs before it sets the body, or something on the way added one.',
};

function* otherEnds(body: Buffer): Iterable<Variant> {
	yield ['bodyWhiteSpace', Buffer.concat([body, LINE_FEED])];
	yield ['bodyWhiteSpace', Buffer.concat([body, Buffer.from('\r\n')])];
	if (body.subarray(0, 3).equals(BYTE_ORDER_MARK)) yield ['bodyByteOrderMark', body.subarray(3)];
	else yield ['bodyByteOrderMark', Buffer.concat([BYTE_ORDER_MARK, body])];
}

const escapeSlashes = (text: string): string => text.replace(/\\?\//g, '\\/');
const unescapeSlashes = (text: string): string => text.replace(/\\\//g, '/');

const toEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const escapeUnicode = (text: string): string => text.replace(/[\u0080-\uffff]/g, toEscape);
const unescapeUnicode = (text: string): string =>
	// An even number of backslashes in front stands for backslashes, and escapes nothing.
	text.replace(/(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})/g, (escape, before: string, hex: string) => {
		const code = Number.parseInt(hex, 16);
		return code < 0x80 ? escape : before + String.fromCharCode(code);
	});

function* otherEscapes(text: string): Iterable<Variant> {
	yield ['bodyEscapes', unescapeSlashes(text)];
	yield ['bodyEscapes', unescapeUnicode(text)];
	yield ['bodyEscapes', unescapeSlashes(unescapeUnicode(text))];
	yield ['bodyEscapes', escapeSlashes(text)];
	yield ['bodyEscapes', escapeUnicode(text)];
	yield ['bodyEscapes', escapeSlashes(escapeUnicode(text))];
}

function sortKeys(_key: string, value: unknown): unknown {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

// The separators that Python writes unless told otherwise. Texts are kept out of the search.
const spaceOut = (json: string): string =>
	json.replace(/"(?:[^"\\]+|\\.)*"|[,:]/g, (piece) => (piece.length === 1 ? `${piece} ` : piece));

/** The same JSON as other libraries write it; none when it is no JSON or nested too deeply. */
function rewritten(text: string): string[] {
	try {
		const value: unknown = JSON.parse(text);
		const compact = JSON.stringify(value);
		return [
			compact,
			spaceOut(compact),
			spaceOut(escapeUnicode(compact)),
			escapeSlashes(escapeUnicode(compact)),
			JSON.stringify(value, null, 2),
			JSON.stringify(value, sortKeys),
		];
	} catch {
		return [];
	}
}

function* otherTexts(text: string): Iterable<Variant> {
	yield ['bodyWhiteSpace', text.trim()];
	yield ['bodyLineEndings', text.replace(/\r\n/g, '\n')];
	yield ['bodyLineEndings', text.replace(/\r?\n/g, '\r\n')];
	yield* otherEscapes(text);
	for (const json of rewritten(text.replace(/^\ufeff/, ''))) yield ['bodyReserialised', json];
}

function* variantsOf(body: Buffer): Iterable<Variant> {
	if (body.length === 0) return;
	yield* otherEnds(body);
	if (body.length <= MAX_TEXT_BYTES) yield* otherTexts(body.toString('utf8'));
	yield ['emptyBodySigned', Buffer.alloc(0)];
}

/** The body as it may have been when it was signed. Each form of it is tried once. */
export function* bodyVariants(trial: Trial): Iterable<Attempt> {
	const { request } = trial;
	const tried = [request.body];
	for (const [cause, variant] of variantsOf(request.body)) {
		const body = typeof variant === 'string' ? Buffer.from(variant, 'utf8') : variant;
		if (tried.some((each) => each.equals(body))) continue;
		tried.push(body);
		yield {
			trial: { ...trial, request: { ...request, body } },
			cause,
			meaning: MEANINGS[cause] ?? '',
		};
	}
}

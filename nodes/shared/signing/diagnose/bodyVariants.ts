import { beginsLikeJson } from '../content/bodyFormat';
import { isDeeperThan } from '../content/bodyValue';
import type { SignedRequest } from '../request';
import type { TrialRun, Budget, Trial } from './trial';
import type { DiagnosisCause } from './diagnosis';

/** Larger bodies are not written again: parsing them costs more than the answer is worth. */
const MAX_TEXT_BYTES = 256 * 1024;
// No webhook is nested deeper. Indented, each level costs two bytes more for every value in it.
const MAX_LEVELS = 10;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LINE_FEED = Buffer.from('\n');

type Variant = readonly [cause: DiagnosisCause, body: Buffer];

const MEANINGS: Partial<Record<DiagnosisCause, string>> = {
	bodyByteOrderMark:
		'The signature matches the body with a byte order mark added or removed. The sender must sign the exact bytes that it sends.',
	bodyEscapes:
		'The signature matches the same JSON with other escapes, such as those of slashes or accents. The sender must sign the exact bytes that it sends, and nothing in between may rewrite the JSON.',
	bodyLineEndings:
		'The signature matches the body with other line endings. Something in between changed them: configure it to pass the body on unchanged.',
	bodyReserialised:
		'The signature matches the same JSON with other spaces or another order of keys. The sender must sign the exact bytes that it sends, and nothing in between may rewrite the JSON.',
	bodyWhiteSpace:
		'The signature matches the body with other white space at its ends, such as a line break. The sender must sign the exact bytes that it sends.',
	emptyBodySigned:
		'The signature matches an empty body. The sender signs before it sets the body, or something in between added one.',
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

const ESCAPES: ReadonlyArray<(text: string) => string> = [
	unescapeSlashes,
	unescapeUnicode,
	(text) => unescapeSlashes(unescapeUnicode(text)),
	escapeSlashes,
	escapeUnicode,
	(text) => escapeSlashes(escapeUnicode(text)),
];

function sortKeys(_key: string, value: unknown): unknown {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

// The separators that Python writes unless told otherwise. Texts are kept out of the search.
const spaceOut = (json: string): string =>
	json.replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (piece) => (piece.length === 1 ? `${piece} ` : piece));

type Write = (compact: string, value: unknown) => string;

/** The same JSON as other libraries write it. */
const WRITINGS: readonly Write[] = [
	(compact) => compact,
	spaceOut,
	(compact) => spaceOut(escapeUnicode(compact)),
	(compact) => escapeSlashes(escapeUnicode(compact)),
	(_, value) => JSON.stringify(value, null, 2),
	(_, value) => JSON.stringify(value, sortKeys),
];

/** Ways to rewrite the body, cheap ones first. Nothing is written before it is tried. */
function* writingsOf({
	body,
	payload,
}: SignedRequest): Iterable<readonly [cause: DiagnosisCause, write: () => string]> {
	const text = body.toString('utf8');
	yield ['bodyWhiteSpace', () => text.trim()];
	yield ['bodyLineEndings', () => text.replace(/\r\n/g, '\n')];
	yield ['bodyLineEndings', () => text.replace(/\r?\n/g, '\r\n')];
	for (const write of ESCAPES) yield ['bodyEscapes', () => write(text)];
	// Forms are not rewritten, and nobody has proven that this is one.
	const value = beginsLikeJson(body) ? payload() : undefined;
	if (value === null || typeof value !== 'object' || isDeeperThan(value, MAX_LEVELS)) return;
	const compact = JSON.stringify(value);
	for (const write of WRITINGS) yield ['bodyReserialised', () => write(compact, value)];
}

function* variantsOf(request: SignedRequest, budget: Budget): Iterable<Variant> {
	const { body } = request;
	if (body.length === 0) return;
	yield* otherEnds(body);
	const writings = body.length > MAX_TEXT_BYTES ? [] : writingsOf(request);
	for (const [cause, write] of writings) {
		const written = Buffer.from(write(), 'utf8');
		if (!budget.write(written.length)) return;
		yield [cause, written];
	}
	yield ['emptyBodySigned', Buffer.alloc(0)];
}

/** The body as it may have been when it was signed. Each form of it is tried once. */
export function* bodyVariants(trial: Trial, budget: Budget): Iterable<TrialRun> {
	const { request } = trial;
	const tried = [request.body];
	for (const [cause, body] of variantsOf(request, budget)) {
		if (tried.some((each) => each.equals(body))) continue;
		tried.push(body);
		yield {
			trial: { ...trial, request: { ...request, body } },
			cause,
			meaning: MEANINGS[cause] ?? '',
		};
	}
}

import { failure, success } from '../../result';
import type { Result } from '../../result';
import { isHeaderName } from '../headers';
import type { ContentPart } from '../scheme';

const PLAIN_TOKENS: ReadonlyMap<string, ContentPart> = new Map<string, ContentPart>([
	['body', 'body'],
	['form', 'formFields'],
	['id', 'id'],
	['method', 'method'],
	['path', 'path'],
	['timestamp', 'timestamp'],
	['url', 'url'],
]);

const HEADER_TOKEN = /^(header|signedHeaders):(.*)$/;
const CONTROL_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const PIECES = /\\(?<escaped>[^A-Za-z0-9]|[nrt])|\{(?<token>[^{}]*)\}|(?<stray>[{}\\])|[^{}\\]+/g;
const ASCII = /^[\0-\x7f]*$/;
const OUTER_SPACE = /^\s|(?<!\\)\s$/;

const reject = (problem: string): Result<never> => failure(`The field 'Signed Content' ${problem}`);

/** The part that a token stands for; the problem is the end of a sentence. */
function parseToken(token: string): Result<ContentPart> {
	const plain = PLAIN_TOKENS.get(token);
	if (plain !== undefined) return success(plain);
	const [, kind, name = ''] = HEADER_TOKEN.exec(token) ?? [];
	if (kind === undefined) {
		return failure(
			`holds the unknown token {${token}}. Use {body}, {form}, {header:Name}, {id}, {method}, {path}, {signedHeaders:Name}, {timestamp} or {url}, and \\{ for a brace that is signed.`,
		);
	}
	if (!isHeaderName(name)) {
		return failure(
			`holds the token {${token}}, which names no HTTP header. Write, for example, {header:X-Request-Id}.`,
		);
	}
	return success(kind === 'header' ? { header: name } : { signedHeaders: name });
}

function parsePieces(template: string): Result<readonly ContentPart[]> {
	const content: ContentPart[] = [];
	let literal = '';
	const endLiteral = (): void => {
		if (literal !== '') content.push({ literal });
		literal = '';
	};
	for (const { 0: text, groups = {} } of template.matchAll(PIECES)) {
		const { escaped, token, stray } = groups;
		if (stray !== undefined) {
			return reject(
				'holds a single brace or backslash. Write \\{, \\} or \\\\ where it is signed, and \\n for a line break.',
			);
		}
		if (token === undefined) {
			literal += escaped === undefined ? text : (CONTROL_ESCAPES[escaped] ?? escaped);
			continue;
		}
		endLiteral();
		const parsed = parseToken(token);
		if (!parsed.ok) return reject(parsed.problem);
		content.push(parsed.value);
	}
	endLiteral();
	return success(content);
}

/**
 * Reads a template of the signed bytes, such as `{timestamp}.{body}`. Never throws.
 *
 * Tokens are `{body}`, `{form}`, `{header:Name}`, `{id}`, `{method}`, `{path}`,
 * `{signedHeaders:Name}`, `{timestamp}` and `{url}`. Everything else stands for itself, and must be
 * ASCII, since nothing says how senders encode more. A backslash takes the meaning from the sign
 * behind it; `\n`, `\r` and `\t` are line break, carriage return and tab.
 */
export function parseContentTemplate(template: string): Result<readonly ContentPart[]> {
	if (template.trim() === '') {
		return reject('is empty. Enter what the sender signs, for example {timestamp}.{body}.');
	}
	if (!ASCII.test(template)) {
		return reject('holds characters beyond ASCII. Use only ASCII around the tokens.');
	}
	if (OUTER_SPACE.test(template)) {
		return reject(
			'starts or ends with white space. Remove it, or put a backslash in front of it where it is signed.',
		);
	}
	return parsePieces(template);
}

import { failure, success } from '../../../result';
import type { Result } from '../../../result';

/** What placeholders stand for. */
export interface TemplateValues {
	readonly url: string;
	readonly events: readonly string[];
	readonly secret?: string | undefined;
	readonly id?: string | undefined;
	/** When the earliest event may have been missed, as the service writes times. */
	readonly since?: string | undefined;
}

/** A placeholder; `separator` joins the events to one text, `undefined` leaves them a list. */
interface Token {
	readonly name: keyof TemplateValues;
	readonly separator?: string;
}

/** Literal text and placeholders, in their order. */
export type Pieces = ReadonlyArray<string | Token>;

const PIECES = /\\(?<escaped>[{}\\])|\{(?<token>[^{}]*)\}|(?<stray>[{}\\])|[^{}\\]+/g;
const TOKEN = /^(?<name>url|events|secret|id|since)$|^events:(?<separator>.+)$/s;

const isText = (piece: string | Token | undefined): piece is string => typeof piece === 'string';

/**
 * Reads a text with placeholders: `{url}`, `{secret}`, `{id}`, `{events}` and, for the events as one
 * text, `{events:,}` with what goes between them. `\{`, `\}` and `\\` stand for themselves. The problem
 * is the end of a sentence.
 */
export function parsePieces(template: string): Result<Pieces> {
	const pieces: Array<string | Token> = [];
	for (const { 0: text, groups = {} } of template.matchAll(PIECES)) {
		const { escaped, token, stray } = groups;
		if (stray !== undefined) {
			return failure(
				`holds a ${stray} that stands alone. Write \\${stray} where it is meant as such.`,
			);
		}
		if (token === undefined) {
			const last = pieces.at(-1);
			const literal = escaped ?? text;
			if (isText(last)) pieces[pieces.length - 1] = last + literal;
			else pieces.push(literal);
			continue;
		}
		const { name, separator } = TOKEN.exec(token)?.groups ?? {};
		if (name === undefined && separator === undefined) {
			return failure(
				`holds the unknown placeholder {${token}}. Use {url}, {events}, {events:,}, {secret} or {id}, and \\{ for a brace.`,
			);
		}
		pieces.push(
			separator === undefined ? { name: name as Token['name'] } : { name: 'events', separator },
		);
	}
	return success(pieces);
}

/** The placeholders that a template holds. */
export const namesIn = (pieces: Pieces): readonly string[] =>
	pieces.flatMap((piece) => (isText(piece) ? [] : [piece.name]));

function textOf({ name, separator = ',' }: Token, values: TemplateValues): string {
	return name === 'events' ? values.events.join(separator) : (values[name] ?? '');
}

/** The text, with every value percent-encoded, so that none can change what a URL means. */
export const fillUrl = (pieces: Pieces, values: TemplateValues): string =>
	pieces
		.map((piece) => (isText(piece) ? piece : encodeURIComponent(textOf(piece, values))))
		.join('');

/** The JSON value of a text: the list of events where it is nothing but `{events}`, else a text. */
export function fillValue(pieces: Pieces, values: TemplateValues): string | readonly string[] {
	const [first] = pieces;
	const isList = pieces.length === 1 && !isText(first) && first?.name === 'events';
	if (isList && first.separator === undefined) return values.events;
	return pieces.map((piece) => (isText(piece) ? piece : textOf(piece, values))).join('');
}

/** Most characters of a text of others in one place of a message. */
export const MAX_FOREIGN_LENGTH = 300;

const LINE_BREAKING = /[\t\n\v\f\r\u0085\u2028\u2029]+ */g;
// Control and format characters, among them terminal sequences and those that turn text around;
// separators of lines; halves of characters; and what begins a tag in HTML. Joiners make letters of
// words in some languages, and do no harm.
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|<(?=[a-z/!?])/giu;

const toEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const escaped = (text: string): string =>
	text.replace(UNSAFE, (character) => character.split('').map(toEscape).join(''));

function shortened(text: string, maxLength: number): string {
	if (text.length <= maxLength) return text;
	const characters = Array.from(text.slice(0, 2 * maxLength + 2));
	return characters.length <= maxLength ? text : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/**
 * Makes a text that somebody else wrote fit for a message, a log line or an item: one line, of
 * bounded length, in which nothing steers a terminal, turns the text around or is markup. n8n's
 * editor shows descriptions of errors and its notices as HTML, and prints log lines as they are.
 *
 * Whatever others write goes through here where it enters a message: names and values of a body,
 * addresses, what an API or a receiver answers, messages of errors that are not our own. A text that
 * went through it stays as it is when it does so again.
 *
 * @param maxLength in characters. Default: 300.
 */
export function foreignText(text: string, maxLength = MAX_FOREIGN_LENGTH): string {
	// What lies far behind the end is not looked at: texts of others may have any length.
	const start = text.slice(0, 4 * maxLength + 4);
	const line = escaped(start.replace(LINE_BREAKING, ' '));
	return shortened(start.length < text.length ? `${line}…` : line, maxLength);
}

/** The same between quotation marks, with line breaks as escapes. */
export function quotedText(text: string, maxLength = MAX_FOREIGN_LENGTH): string {
	return escaped(JSON.stringify(shortened(text, maxLength)));
}

/** What an error says, as the end of a sentence; `unknown reason` for what is no error. */
export function errorReason(error: unknown): string {
	const message = error instanceof Error ? error.message.trim() : '';
	return foreignText(message).replace(/\.$/, '') || 'unknown reason';
}

const TOO_DEEP = '[nested too deeply]';
const MAX_DEPTH = 100;

function escapedValue(value: unknown, depth: number): unknown {
	if (typeof value === 'string') return escaped(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth === 0) return TOO_DEEP;
	if (Array.isArray(value)) return value.map((each: unknown) => escapedValue(each, depth - 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [escaped(name), escapedValue(each, depth - 1)]),
	);
}

/**
 * A JSON value of others for a log line, as data and as text: every name and text in it escaped.
 * Levels below the hundredth are left out.
 *
 * @param maxLength of the text. Data that are longer are left out but for the text.
 */
export function foreignValue(
	value: unknown,
	maxLength: number,
): { readonly data: unknown; readonly text: string } {
	const data = escapedValue(value, MAX_DEPTH);
	// Escapes of escapes: the text shows those of the data once.
	const json = JSON.stringify(data) as string | undefined;
	const whole = (json ?? '').replaceAll('\\\\u', '\\u');
	const text = shortened(whole, maxLength);
	return { data: text === whole ? data : text, text };
}

import { readText } from './parameters';
import type { ParameterReader } from './parameters';

/** The bytes to sign and send, or the sentence that says what to change. */
export type BodyResult =
	| { readonly ok: true; readonly body: Buffer; readonly contentType: string }
	| { readonly ok: false; readonly problem: string };

const JSON_TYPE = 'application/json';
const FILE_TYPE = 'application/octet-stream';
const TEXT_TYPE = 'text/plain; charset=utf-8';

function fromText(text: string, contentType: string): BodyResult {
	return { ok: true, body: Buffer.from(text, 'utf8'), contentType };
}

function serialise(value: unknown, label: string): BodyResult {
	let text: unknown;
	try {
		text = JSON.stringify(value);
	} catch (error) {
		const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown reason';
		return {
			ok: false,
			problem: `${label} cannot be written as JSON: ${reason}. Put only texts, numbers, lists and objects in it.`,
		};
	}
	if (typeof text !== 'string') {
		return {
			ok: false,
			problem: `${label} is empty. Give it a value; for no body, send text.`,
		};
	}
	return fromText(text, JSON_TYPE);
}

function fromJsonField(value: unknown): BodyResult {
	if (typeof value !== 'string') return serialise(value, "The field 'JSON'");
	try {
		JSON.parse(value);
	} catch {
		return {
			ok: false,
			problem:
				"The field 'JSON' does not hold valid JSON. Check quotes and commas, or set 'Body' to 'Text' to send it as it is.",
		};
	}
	// The text as typed: parsing and printing it again would round numbers of many digits.
	return fromText(value, JSON_TYPE);
}

function fromTextField(value: unknown): BodyResult {
	if (typeof value === 'string') return fromText(value, TEXT_TYPE);
	return {
		ok: false,
		problem: "The field 'Text' must be a text. Set 'Body' to 'JSON' for values.",
	};
}

/** Where a body may come from: the choices of the field 'Body'. */
export type BodySource = 'binary' | 'item' | 'json' | 'text';

/** The sources whose bytes follow from parameters and item alone. */
const VALUE_SOURCES: readonly BodySource[] = ['item', 'json', 'text'];

/**
 * Turns what a user gave with `bodyProperties` into bytes, once: these bytes are signed, and these
 * are sent.
 *
 * @param item the JSON of the item
 * @param offered the sources that the node offers. Default: all but files.
 */
export function readBody(
	parameter: ParameterReader,
	item: unknown,
	offered: readonly BodySource[] = VALUE_SOURCES,
): BodyResult {
	const source = readText(parameter('bodySource'));
	switch (source) {
		case 'item':
			return serialise(item, 'The item');
		case 'json':
			return fromJsonField(parameter('jsonBody'));
		case 'text':
			return fromTextField(parameter('textBody'));
		default:
			return {
				ok: false,
				problem: `The field 'Body' holds '${source}', which is none of: ${offered.join(', ')}.`,
			};
	}
}

/**
 * The same for nodes that take files, too.
 *
 * @param readFile gives the bytes of a binary field of the item, by the field's name
 * @throws whatever `readFile` throws
 */
export async function readBodyOrFile(
	parameter: ParameterReader,
	item: unknown,
	readFile: (field: string) => Promise<Buffer>,
): Promise<BodyResult> {
	if (readText(parameter('bodySource')) !== 'binary') {
		return readBody(parameter, item, ['binary', ...VALUE_SOURCES]);
	}
	const body = await readFile(readText(parameter('binaryField')));
	return { ok: true, body, contentType: FILE_TYPE };
}

import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { valueAt } from '../../../signing/content/bodyValue';
import { isHeaderValue } from '../../../signing/headers';
import { errorReason } from '../../../text/foreignText';
import { readText } from '../../parameters';
import type { ParameterReader } from '../../parameters';
import { readForm } from './form';

/** The bytes to sign and send, and their media type. */
export interface BodyBytes {
	readonly body: Buffer;
	readonly contentType: string;
}

/** The media type of bodies that hold JSON. */
export const JSON_TYPE = 'application/json';

const FILE_TYPE = 'application/octet-stream';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const TEXT_TYPE = 'text/plain; charset=utf-8';

function fromText(text: string, contentType: string): Result<BodyBytes> {
	return success({ body: Buffer.from(text, 'utf8'), contentType });
}

function serialise(value: unknown, label: string): Result<BodyBytes> {
	let text: unknown;
	try {
		text = JSON.stringify(value);
	} catch (error) {
		return failure(
			`${label} cannot be written as JSON: ${errorReason(error)}. Use only text, numbers, lists and objects in it.`,
		);
	}
	if (typeof text !== 'string') {
		return failure(
			`${label} is empty. Give it a value. To send no body, set 'Body' to 'Text' and leave it empty.`,
		);
	}
	return fromText(text, JSON_TYPE);
}

function fromJsonField(value: unknown): Result<BodyBytes> {
	if (typeof value !== 'string') return serialise(value, "The field 'JSON'");
	try {
		JSON.parse(value);
	} catch {
		return failure(
			"The field 'JSON' does not hold valid JSON. Check quotes and commas, or set 'Body' to 'Text' to send it as it is.",
		);
	}
	// The text as typed: parsing and printing it again would round numbers of many digits.
	return fromText(value, JSON_TYPE);
}

function fromTextField(value: unknown): Result<BodyBytes> {
	if (typeof value === 'string') return fromText(value, TEXT_TYPE);
	return failure("The field 'Text' must be text. Set 'Body' to 'JSON' for values.");
}

function fromItemField(place: string, item: unknown): Result<BodyBytes> {
	const path = place.split('.') as [string, ...string[]];
	const value = valueAt(item, path);
	if (value !== undefined) return serialise(value, `The item's field '${place}'`);
	return failure(
		`The field 'Item Field' holds '${place}', which the item does not have. Enter the name of one of its fields, for inner ones with dots, as in order.customer.`,
	);
}

function fromForm(parameter: ParameterReader, item: unknown): Result<BodyBytes> {
	const form = readForm(parameter, item);
	return form.ok ? fromText(form.value, FORM_TYPE) : form;
}

/** Where a body may come from: the choices of the field 'Body'. */
export type BodySource = ValueSource | 'binary';

/** The sources whose bytes follow from parameters and item alone. */
export type ValueSource = 'field' | 'form' | 'item' | 'json' | 'text';

const USUAL_SOURCES: readonly ValueSource[] = ['item', 'json', 'text'];

function readValue(
	source: ValueSource,
	parameter: ParameterReader,
	item: unknown,
): Result<BodyBytes> {
	switch (source) {
		case 'field':
			return fromItemField(readText(parameter('bodyField')), item);
		case 'form':
			return fromForm(parameter, item);
		case 'item':
			return serialise(item, 'The item');
		case 'json':
			return fromJsonField(parameter('jsonBody'));
		case 'text':
			return fromTextField(parameter('textBody'));
	}
}

/** The source that the user chose, or the problem that the node does not offer it. */
function readSource<Source extends BodySource>(
	parameter: ParameterReader,
	offered: readonly Source[],
): Result<Source> {
	const chosen = readText(parameter('bodySource'));
	const source = offered.find((each) => each === chosen);
	return source === undefined
		? failure(`The field 'Body' holds '${chosen}', which is none of: ${offered.join(', ')}.`)
		: success(source);
}

/**
 * Turns what a user gave with `bodyProperties` into bytes, once: these bytes are signed, and these
 * are sent.
 *
 * @param item the JSON of the item
 * @param offered the sources that the node offers. Default: item, JSON and text.
 */
export function readBody(
	parameter: ParameterReader,
	item: unknown,
	offered: readonly ValueSource[] = USUAL_SOURCES,
): Result<BodyBytes> {
	const source = readSource(parameter, offered);
	return source.ok ? readValue(source.value, parameter, item) : source;
}

/** What a node that takes files offers, and how it tells their type. */
export interface FileOptions {
	/** Default: files, item, JSON and text. */
	readonly offered?: readonly BodySource[];
	/** The media type of the file in a binary field of the item. Default: that of any bytes. */
	readonly contentTypeOf?: (field: string) => string;
}

/**
 * The same for nodes that take files, too.
 *
 * @param readFile gives the bytes of a binary field of the item, by the field's name
 * @throws whatever `readFile` and `contentTypeOf` throw
 */
export async function readBodyOrFile(
	parameter: ParameterReader,
	item: unknown,
	readFile: (field: string) => Promise<Buffer>,
	{ offered = ['binary', ...USUAL_SOURCES], contentTypeOf = () => FILE_TYPE }: FileOptions = {},
): Promise<Result<BodyBytes>> {
	const source = readSource(parameter, offered);
	if (!source.ok) return source;
	if (source.value !== 'binary') return readValue(source.value, parameter, item);
	const field = readText(parameter('binaryField'));
	const contentType = contentTypeOf(field);
	const body = await readFile(field);
	const isUsable = contentType !== '' && isHeaderValue(contentType);
	return success({ body, contentType: isUsable ? contentType : FILE_TYPE });
}

/** The bytes to sign and send, or the sentence that says what to change. */
export type BodyResult =
	| { readonly ok: true; readonly body: Buffer; readonly contentType: string }
	| { readonly ok: false; readonly problem: string };

const JSON_TYPE = 'application/json';
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

/** Where the body comes from. */
export type BodySource = 'item' | 'json' | 'text';

/** Turns a field or an item into bytes, once: these bytes are signed, and these are sent. */
export function readBody(source: string, values: Record<BodySource, () => unknown>): BodyResult {
	switch (source) {
		case 'item':
			return serialise(values.item(), 'The item');
		case 'json':
			return fromJsonField(values.json());
		case 'text': {
			const text = values.text();
			return typeof text === 'string'
				? fromText(text, TEXT_TYPE)
				: {
						ok: false,
						problem: "The field 'Text' must be a text. Set 'Body' to 'JSON' for values.",
					};
		}
		default:
			return {
				ok: false,
				problem: `The field 'Body' holds '${source}', which is none of: item, json, text.`,
			};
	}
}

import type { InboundRequest } from './types';

/** A body that could be read, or what is wrong with it. */
export type PayloadResult =
	| { readonly ok: true; readonly payload: unknown }
	| { readonly ok: false; readonly problem: string };

const BYTE_ORDER_MARK = '\ufeff';

function decodeText(bytes: Buffer): string | undefined {
	try {
		// Fatal: a body that is not UTF-8 must not reach a workflow with characters replaced.
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function parseJson(text: string): PayloadResult {
	const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
	try {
		return { ok: true, payload: JSON.parse(json) as unknown };
	} catch {
		return {
			ok: false,
			problem: 'The body is signed correctly but is not valid JSON.',
		};
	}
}

function parseForm(text: string, jsonField: string | undefined): PayloadResult {
	const fields = new URLSearchParams(text);
	const json = jsonField === undefined ? null : fields.get(jsonField);
	if (json !== null) return parseJson(json);
	const payload: Record<string, string | string[]> = Object.create(null) as Record<
		string,
		string | string[]
	>;
	for (const name of new Set(fields.keys())) {
		const values = fields.getAll(name);
		payload[name] = values.length === 1 ? (values[0] as string) : values;
	}
	return { ok: true, payload: { ...payload } };
}

const isJson = (contentType: string): boolean => /^application\/(?:.+\+)?json$/.test(contentType);

/**
 * Turns the verified bytes into the value that workflows see: JSON as a value, forms as fields,
 * other text as text. A body of unnamed type that is JSON is read as JSON. An empty body is `null`.
 *
 * @param formJsonField field of a form that holds the JSON text, for senders that send forms
 */
export function parsePayload(
	request: Pick<InboundRequest, 'contentType' | 'parsedBody'>,
	rawBody: Buffer,
	formJsonField: string | undefined,
): PayloadResult {
	if (rawBody.length === 0) return { ok: true, payload: null };
	const text = decodeText(rawBody);
	if (text === undefined) {
		return {
			ok: false,
			problem: 'The body is signed correctly but is not text in UTF-8.',
		};
	}
	if (isJson(request.contentType)) {
		const { parsedBody } = request;
		return parsedBody === undefined ? parseJson(text) : { ok: true, payload: parsedBody };
	}
	if (request.contentType === 'application/x-www-form-urlencoded') {
		return parseForm(text, formJsonField);
	}
	const json = parseJson(text);
	return json.ok ? json : { ok: true, payload: text };
}

import { beginsLikeJson } from '../signing/content/bodyFormat';
import { namesBodyHash } from '../signing/content/bodyHash';
import { looksLikeForm, parseForm, signedFields, signedText } from '../signing/content/form';
import type { FormFields } from '../signing/content/form';
import type { SignatureScheme } from '../signing/scheme';

/** A body that could be read, or what is wrong with it. */
export type PayloadResult =
	| { readonly ok: true; readonly payload: unknown }
	| { readonly ok: false; readonly problem: string };

/** A body, and what it is read by. Nothing else of a request has a say in it. */
export interface BodySource {
	/** The exact bytes; absent when something before us consumed them. */
	readonly rawBody?: Buffer | undefined;
	/** The complete public URL that the sender called. Asked only where the scheme signs it. */
	readonly url: () => string;
	/** What `JSON.parse` made of the whole body as UTF-8, where the server did that already. */
	readonly parsedJson?: unknown;
}

/** What a body holds. Each is worked out when it is first asked for, and at most once. */
export interface ReadBody {
	/** The value that workflows see. */
	readonly parse: () => PayloadResult;
	/** The same, `undefined` where it cannot be read. */
	readonly payload: () => unknown;
	/** The fields of a form as they are signed; `undefined` where there are too many to be genuine. */
	readonly formBytes: () => Buffer | undefined;
}

type Format = Pick<SignatureScheme, 'bodyFormat' | 'bodyHashParameter' | 'event'>;

const BYTE_ORDER_MARK = '\ufeff';
const NO_BODY = Buffer.alloc(0);
const NO_FIELDS: FormFields = new Map();

const readable = (payload: unknown): PayloadResult => ({ ok: true, payload });
const notJson: PayloadResult = {
	ok: false,
	problem: 'The body is signed correctly but is not valid JSON.',
};
const notText: PayloadResult = {
	ok: false,
	problem: 'The body is signed correctly but is not text in UTF-8.',
};

function decode(bytes: Buffer): string | undefined {
	try {
		// Fatal: a body that is not UTF-8 must not reach a workflow with characters replaced.
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

const withoutMark = (text: string): string =>
	text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;

function parseJson(text: string): { readonly value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

function once<T>(work: () => T): () => T {
	let done: { readonly result: T } | undefined;
	return () => (done ??= { result: work() }).result;
}

function isForm(
	{ bodyFormat = 'json', bodyHashParameter }: Format,
	text: string,
	url: () => string,
): boolean {
	switch (bodyFormat) {
		case 'json':
			return false;
		case 'any':
		case 'jsonOrForm':
			return looksLikeForm(text);
		case 'signedForm':
			return !namesBodyHash(bodyHashParameter, url);
	}
}

function readForm(fields: FormFields, { event }: Format): PayloadResult {
	const [json] = (event.formField === undefined ? undefined : fields.get(event.formField)) ?? [];
	if (json === undefined) {
		// Not by assignment: a field may be named like a property of all objects.
		return readable(
			Object.fromEntries(
				[...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
			),
		);
	}
	const parsed = parseJson(withoutMark(json));
	return parsed ? readable(parsed.value) : notJson;
}

/**
 * Opens a body for a scheme: nothing of it is decoded or parsed before it is asked for, and nothing
 * twice, whoever asks. What a body is, its scheme and its bytes say: see `BodyFormat`.
 */
export function openBody(
	scheme: Format,
	{ rawBody = NO_BODY, url, parsedJson }: BodySource,
): ReadBody {
	const decoded = once(() => decode(rawBody));
	const text = (): string => withoutMark(decoded() ?? rawBody.toString('utf8'));
	const isFields = once(() => !beginsLikeJson(rawBody) && isForm(scheme, text(), url));
	const isSigned = scheme.bodyFormat === 'signedForm';
	const fields = once((): FormFields | undefined => {
		if (!isFields()) return NO_FIELDS;
		const all = parseForm(text());
		return all && isSigned ? signedFields(all) : all;
	});

	const parse = once((): PayloadResult => {
		if (rawBody.length === 0) return readable(null);
		if (decoded() === undefined) return notText;
		const form = fields();
		if (form && form.size > 0) return readForm(form, scheme);
		// What the signature does not tell from an empty body is read like one.
		if (form && isSigned && isFields()) return readable(null);
		if (parsedJson !== undefined) return readable(parsedJson);
		const json = parseJson(text());
		if (json) return readable(json.value);
		if (scheme.bodyFormat !== 'any' && beginsLikeJson(rawBody)) return notJson;
		return readable(decoded());
	});
	return {
		parse,
		payload: () => {
			const result = parse();
			return result.ok ? result.payload : undefined;
		},
		formBytes: once(() => {
			const form = fields();
			return form && Buffer.from(signedText(form), 'utf8');
		}),
	};
}

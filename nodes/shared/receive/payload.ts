import { parseJson } from '../json';
import { failure, success } from '../result';
import type { Result } from '../result';
import { beginsLikeJson } from '../signing/content/bodyFormat';
import { namesBodyHash } from '../signing/content/bodyHash';
import { looksLikeForm, parseForm, signedFields, signedText } from '../signing/content/form';
import type { FormFields } from '../signing/content/form';
import type { SignatureScheme } from '../signing/scheme';
import { isUnsigned } from '../signing/unsigned';

/** A body, and what it is read by. Nothing else of a request has a say in it. */
export interface BodySource {
	/** The exact bytes; absent when something before us consumed them. */
	readonly body?: Buffer | undefined;
	/** The complete public URL that the sender called. Asked only where the scheme signs it. */
	readonly url: () => string;
	/** What `JSON.parse` made of the whole body as UTF-8, where the server did that already. */
	readonly parsedJson?: unknown;
}

/** What a body holds. Each is worked out when it is first asked for, and at most once. */
export interface ReadBody {
	/** The value that workflows see, or the sentence that says why there is none. */
	readonly readPayload: () => Result<unknown>;
	/** The same, `undefined` where it cannot be read. */
	readonly payload: () => unknown;
	/** The fields of a form as they are signed; `undefined` where there are too many to be genuine. */
	readonly formBytes: () => Buffer | undefined;
}

type Format = Pick<SignatureScheme, 'bodyFormat' | 'bodyHashParameter' | 'event'> &
	Partial<Pick<SignatureScheme, 'algorithm'>>;

const BYTE_ORDER_MARK = '\ufeff';
const NO_BODY = Buffer.alloc(0);
const NO_FIELDS: FormFields = new Map();

const notJson = (format: Format): Result<never> =>
	failure(
		isUnsigned(format)
			? 'The body is not valid JSON.'
			: 'The body is signed correctly but is not valid JSON.',
	);

const notText = (format: Format): Result<never> =>
	failure(
		isUnsigned(format)
			? 'The body is not text in UTF-8.'
			: 'The body is signed correctly but is not text in UTF-8.',
	);

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

function readForm(fields: FormFields, format: Format): Result<unknown> {
	const { event } = format;
	const [json] = (event.formField === undefined ? undefined : fields.get(event.formField)) ?? [];
	if (json === undefined) {
		// Not by assignment: a field may be named like a property of all objects.
		return success(
			Object.fromEntries(
				[...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
			),
		);
	}
	const parsed = parseJson(withoutMark(json));
	return parsed.ok ? parsed : notJson(format);
}

/**
 * Opens a body for a scheme: nothing of it is decoded or parsed before it is asked for, and nothing
 * twice, no matter who asks. What a body is, its scheme and its bytes say: see `BodyFormat`.
 */
export function openBody(
	scheme: Format,
	{ body = NO_BODY, url, parsedJson }: BodySource,
): ReadBody {
	const decoded = once(() => decode(body));
	const text = (): string => withoutMark(decoded() ?? body.toString('utf8'));
	const isFields = once(() => !beginsLikeJson(body) && isForm(scheme, text(), url));
	const isSigned = scheme.bodyFormat === 'signedForm';
	const fields = once((): FormFields | undefined => {
		if (!isFields()) return NO_FIELDS;
		const all = parseForm(text());
		return all && isSigned ? signedFields(all) : all;
	});

	const readPayload = once((): Result<unknown> => {
		if (body.length === 0) return success(null);
		if (decoded() === undefined) return notText(scheme);
		const form = fields();
		if (form && form.size > 0) return readForm(form, scheme);
		// What the signature does not tell from an empty body is read like one.
		if (form && isSigned && isFields()) return success(null);
		if (parsedJson !== undefined) return success(parsedJson);
		const json = parseJson(text());
		if (json.ok) return json;
		if (scheme.bodyFormat !== 'any' && beginsLikeJson(body)) return notJson(scheme);
		return success(decoded());
	});
	return {
		readPayload,
		payload: () => {
			const result = readPayload();
			return result.ok ? result.value : undefined;
		},
		formBytes: once(() => {
			const form = fields();
			return form && Buffer.from(signedText(form), 'utf8');
		}),
	};
}

import { z } from 'zod';
import { adviceFrom, HTTPS_FOR_KEYS, readHttpUrl } from '../../../http/httpUrl';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import type { ApiRequest } from '../../api/client';
import { fillBody, namesInBody, parseBody } from './body';
import type { BodyTemplate } from './body';
import { fillUrl, namesIn, parsePieces } from './template';
import type { Pieces, TemplateValues } from './template';

/** A request as the user writes it down. */
export interface RequestInput {
	readonly method: string;
	/** Whole, or a path below the base URL of the credential; may hold placeholders. */
	readonly url: string;
	readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
	/** JSON in whose texts placeholders may stand; empty for no body. */
	readonly body: string;
}

/** A request that only needs values. */
export interface RequestTemplate {
	readonly method: ApiRequest['method'];
	readonly url: Pieces;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: BodyTemplate;
}

/** What a request may be: the words for it, its methods and placeholders. */
export interface RequestRules {
	/** First word of its fields, for example `Create`. */
	readonly label: string;
	readonly methods: ReadonlyArray<ApiRequest['method']>;
	readonly placeholders: ReadonlyArray<keyof TemplateValues>;
}

// The host is fixed, so that no value decides where the key goes.
const WHOLE_URL = /^https?:\/\/[^/?#\\{}\s]+(?:[/?#]|$)/i;
const ANY_ORIGIN = 'https://host.invalid';
const PATH = /^\/(?!\/)/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e]*$/;
// HTTP itself or the credential sets them.
const RESERVED_HEADERS = [
	'authorization',
	'connection',
	'content-length',
	'content-type',
	'cookie',
	'host',
	'transfer-encoding',
];
const SAMPLE: TemplateValues = { url: 'u', events: ['e'], secret: 's', id: 'i', since: '1' };

function findUrlProblem(text: string, pieces: Pieces): string | undefined {
	if (!WHOLE_URL.test(text) && !PATH.test(text)) {
		return 'must be a complete address, such as https://api.example.com/webhooks, or a path that starts with /. Placeholders can only come after the host.';
	}
	if (/\s/.test(text)) return 'is not an address. Percent-encode special characters in it.';
	const sample = fillUrl(pieces, SAMPLE);
	const read = readHttpUrl(PATH.test(text) ? ANY_ORIGIN + sample : sample, {
		plainHttp: 'thisMachine',
		adviceOn: adviceFrom({
			plainHttp: HTTPS_FOR_KEYS,
			parts: 'Remove it, and put keys into the credential.',
		}),
		rejected: ['login', 'fragment'],
	});
	return read.ok ? undefined : read.problem;
}

function findPlaceholderProblem(
	names: readonly string[],
	{ placeholders }: RequestRules,
	isUrl: boolean,
): string | undefined {
	if (isUrl && names.includes('secret')) {
		return 'holds {secret}, which would end up in log files. Send the secret in the body.';
	}
	const wrong = names.find((name) => !placeholders.some((placeholder) => placeholder === name));
	if (wrong === undefined) return undefined;
	const allowed = placeholders.map((name) => `{${name}}`).join(', ');
	return `holds {${wrong}}, which is not known at this point. Use ${allowed}.`;
}

function findHeaderProblem(headers: RequestInput['headers']): string | undefined {
	for (const { name, value } of headers) {
		if (!HEADER_NAME.test(name)) return `hold the name '${name}', which no header can have.`;
		if (RESERVED_HEADERS.includes(name.toLowerCase())) {
			return `hold ${name}, which is set elsewhere. Remove it here. Keys belong in the credential.`;
		}
		if (!HEADER_VALUE.test(value)) {
			return `hold a value of ${name} that is not plain ASCII on one line. Change it.`;
		}
	}
	return undefined;
}

const unless = <Value>(problem: string | undefined, value: Value): Result<Value> =>
	problem === undefined ? success(value) : failure(problem);

function parseMethod(
	{ method }: RequestInput,
	{ label, methods }: RequestRules,
): Result<ApiRequest['method']> {
	const known = methods.find((each) => each === method);
	return known
		? success(known)
		: failure(`The field '${label} Method' must be ${methods.join(' or ')}.`);
}

function parseUrl({ url }: RequestInput, rules: RequestRules): Result<Pieces> {
	const text = url.trim();
	const parsed = parsePieces(text);
	const pieces = parsed.ok ? parsed.value : [];
	const problem = parsed.ok
		? (findUrlProblem(text, pieces) ?? findPlaceholderProblem(namesIn(pieces), rules, true))
		: parsed.problem;
	return unless(problem && `The field '${rules.label} URL' ${problem}`, pieces);
}

function parseRequestBody(
	{ body, method }: RequestInput,
	rules: RequestRules,
): Result<BodyTemplate | undefined> {
	const reject = (problem: string): Result<never> => ({
		ok: false,
		problem: `The field '${rules.label} Body' ${problem}`,
	});
	if (body.trim() === '') return { ok: true, value: undefined };
	if (method === 'GET') return reject('must be empty, because GET sends no body.');
	const parsed = parseBody(body);
	if (!parsed.ok) return reject(parsed.problem);
	const problem = findPlaceholderProblem(namesInBody(parsed.value), rules, false);
	return problem === undefined ? parsed : reject(problem);
}

function parseHeaders(
	{ headers }: RequestInput,
	{ label }: RequestRules,
): Result<RequestTemplate['headers']> {
	const problem = findHeaderProblem(headers);
	const byName = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
	return unless(problem && `The fields '${label} Headers' ${problem}`, byName);
}

/** Reads a request, and says everything that is wrong with it, in sentences that name the fields. */
export function parseRequest(
	input: RequestInput,
	rules: RequestRules,
): Result<RequestTemplate, readonly string[]> {
	const method = parseMethod(input, rules);
	const url = parseUrl(input, rules);
	const headers = parseHeaders(input, rules);
	const body = parseRequestBody(input, rules);
	if (method.ok && url.ok && headers.ok && body.ok) {
		const request = { method: method.value, url: url.value, headers: headers.value };
		return success({ ...request, ...(body.value && { body: body.value }) });
	}
	const parts: ReadonlyArray<Result<unknown>> = [method, url, headers, body];
	return failure(parts.flatMap((part) => (part.ok ? [] : [part.problem])));
}

/** The request with its values. */
export function fillRequest(
	{ method, url, headers, body }: RequestTemplate,
	values: TemplateValues,
): ApiRequest {
	return {
		method,
		url: fillUrl(url, values),
		headers,
		...(body && { body: { json: fillBody(body, values) } }),
	};
}

const requestSchema = z.object({
	method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
	url: z.string(),
	headers: z.record(z.string()),
	body: z.object({ json: z.unknown() }).optional(),
});

/** Reads a request that was filled and stored earlier; `undefined` when it is none. */
export function readRequest(value: unknown): ApiRequest | undefined {
	const parsed = requestSchema.safeParse(value);
	if (!parsed.success) return undefined;
	const { body, ...request } = parsed.data;
	return { ...request, ...(body && { body: { json: body.json } }) };
}

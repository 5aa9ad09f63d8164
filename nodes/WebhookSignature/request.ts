import { randomUUID } from 'crypto';
import { tryToParseDateTime } from 'n8n-workflow';
import { z } from 'zod';
import { isObject, parseJson } from '../shared/json';
import { optionChecks, readFields } from '../shared/n8n/fields/checks';
import { readHttpUrl } from '../shared/http/httpUrl';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { openBody } from '../shared/receive/payload';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { headersFromRawList } from '../shared/signing/headers';
import { isMessageId, compileScheme } from '../shared/signing/compiledScheme';
import type { SignatureScheme } from '../shared/signing/scheme';
import type { OutgoingMessage } from '../shared/signing/sign';
import type { SignedRequest } from '../shared/signing/request';

const TOLERANCE_PROBLEM =
	"The option 'Timestamp Tolerance (Seconds)' must be 0 or a larger number.";

const optionsSchema = z.object({
	atTime: z.string({ message: "The option 'At Time' must be a date and time." }).default(''),
	contentType: optionChecks.text('Content Type').default(''),
	eventName: optionChecks.text('Event Name').default(''),
	method: optionChecks.text('Method').default('POST'),
	toleranceSeconds: z
		.number({ message: TOLERANCE_PROBLEM })
		.nonnegative(TOLERANCE_PROBLEM)
		.default(0)
		// Of the scheme.
		.transform((seconds) => (seconds === 0 ? undefined : seconds)),
	url: optionChecks.text('URL').default(''),
});

type Options = z.infer<typeof optionsSchema>;

/** The time, and how times are written where the workflow runs. */
export interface Clock {
	/** Milliseconds since 1970. */
	readonly nowMs: number;
	/** IANA name of the workflow's time zone. */
	readonly timeZone: string;
}

/** n8n's calendar gives times without a zone, and means that of the workflow. */
function parseTime(text: string, timeZone: string): number | undefined {
	try {
		return tryToParseDateTime(text, timeZone).toMillis();
	} catch {
		return undefined;
	}
}

function readTime({ atTime }: Options, { nowMs, timeZone }: Clock): Result<number> {
	const time = atTime === '' ? nowMs : parseTime(atTime, timeZone);
	return time === undefined
		? failure("The option 'At Time' is not a date and time. Write it as 2026-01-31T12:00:00Z.")
		: success(time);
}

/** The URL, which must be there where the scheme signs it: an empty one would be signed as well. */
function readUrl({ url }: Options, scheme: SignatureScheme): Result<string> {
	const isSigned = compileScheme(scheme).needsUrl || scheme.bodyHashParameter !== undefined;
	const text = url.trim();
	const read = readHttpUrl(text, {
		plainHttp: 'anywhere',
		example: 'https://hooks.example.com/webhook/orders',
	});
	if (!isSigned || read.ok) return success(text);
	return failure(
		`The option 'URL' must be the complete URL of the request: ${scheme.displayName} signs it. It ${read.problem}`,
	);
}

const mediaType = ({ contentType }: Options): string =>
	(contentType.split(';')[0] ?? '').trim().toLowerCase();

/** Names and values of the headers, in turns. */
function readHeaders(value: unknown): Result<string[]> {
	const json = typeof value === 'string' ? parseJson(value) : success(value);
	if (!json.ok || !isObject(json.value)) {
		return failure(
			"The field 'Headers' must be a JSON object of header names and values, such as {{ $json.headers }}.",
		);
	}
	return success(
		Object.entries(json.value).flatMap(([name, each]) =>
			(Array.isArray(each) ? (each as unknown[]) : [each]).flatMap((text) => [name, String(text)]),
		),
	);
}

/** A request to be verified, as the fields describe it. */
export interface RequestToVerify {
	readonly request: SignedRequest;
	readonly toleranceSeconds: number | undefined;
}

/** Reads the fields of the operation Verify. */
export function readRequest(
	parameter: ParameterReader,
	scheme: SignatureScheme,
	body: Buffer,
	clock: Clock,
): Result<RequestToVerify> {
	const options = readFields(optionsSchema, parameter('options'));
	if (!options.ok) return options;
	const rawHeaders = readHeaders(parameter('headers'));
	if (!rawHeaders.ok) return rawHeaders;
	const receivedAt = readTime(options.value, clock);
	if (!receivedAt.ok) return receivedAt;
	const signedUrl = readUrl(options.value, scheme);
	if (!signedUrl.ok) return signedUrl;
	const url = (): string => signedUrl.value;
	const { payload, formBytes } = openBody(scheme, { body, url });
	return success({
		request: {
			headers: headersFromRawList(rawHeaders.value),
			body,
			method: options.value.method,
			url,
			payload,
			formBytes,
			receivedAt: receivedAt.value,
		},
		toleranceSeconds: options.value.toleranceSeconds,
	});
}

/** Reads the fields of the operation Sign. */
export function readMessage(
	parameter: ParameterReader,
	scheme: SignatureScheme,
	body: Buffer,
	clock: Clock,
): Result<OutgoingMessage> {
	const options = readFields(optionsSchema, parameter('options'));
	if (!options.ok) return options;
	const id = readText(parameter('eventId'));
	if (id !== '' && !isMessageId(scheme, id)) {
		return failure(
			"The field 'Event ID' may hold at most 256 letters, digits and signs, but no spaces and none of the separators of the signed text, such as dots.",
		);
	}
	const time = readTime(options.value, clock);
	if (!time.ok) return time;
	const url = readUrl(options.value, scheme);
	if (!url.ok) return url;
	return success({
		body,
		id: id || (scheme.idPrefix ?? '') + randomUUID(),
		nowMs: time.value,
		eventName: options.value.eventName || undefined,
		url: url.value,
		contentType: mediaType(options.value),
	});
}

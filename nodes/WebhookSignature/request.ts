import { randomUUID } from 'crypto';
import { tryToParseDateTime } from 'n8n-workflow';
import { z } from 'zod';
import { readHttpUrl } from '../shared/http/httpUrl';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { parsePayload } from '../shared/receive/payload';
import { headersFromRawList } from '../shared/signing/headers';
import { isMessageId } from '../shared/signing/messageId';
import { planOf } from '../shared/signing/plan';
import type { SignatureScheme } from '../shared/signing/scheme';
import type { OutgoingMessage } from '../shared/signing/sign';
import type { SignedRequest } from '../shared/signing/types';

/** A parameter that cannot be used; the message says what to change. */
export class ParameterProblem extends Error {}

const optionsSchema = z.object({
	atTime: z.string({ message: "The option 'At Time' must be a date and time." }).default(''),
	contentType: z.string({ message: "The option 'Content Type' must be text." }).default(''),
	eventName: z.string({ message: "The option 'Event Name' must be text." }).default(''),
	method: z.string({ message: "The option 'Method' must be text." }).default('POST'),
	toleranceSeconds: z
		.number({ message: "The option 'Timestamp Tolerance (Seconds)' must be a number above 0." })
		.positive("The option 'Timestamp Tolerance (Seconds)' must be a number above 0.")
		.optional(),
	url: z.string({ message: "The option 'URL' must be text." }).default(''),
});

type Options = z.infer<typeof optionsSchema>;

function readOptions(parameter: ParameterReader): Options {
	const parsed = optionsSchema.safeParse(parameter('options') ?? {});
	if (parsed.success) return parsed.data;
	throw new ParameterProblem(parsed.error.issues.map(({ message }) => message).join(' '));
}

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

function readTime({ atTime }: Options, { nowMs, timeZone }: Clock): number {
	const time = atTime === '' ? nowMs : parseTime(atTime, timeZone);
	if (time !== undefined) return time;
	throw new ParameterProblem(
		"The option 'At Time' is not a date and time. Write it as 2026-01-31T12:00:00Z.",
	);
}

/** The URL, which must be there where the scheme signs it: an empty one would be signed as well. */
function readUrl({ url }: Options, scheme: SignatureScheme): string {
	const isSigned = planOf(scheme).needsUrl || scheme.bodyHashParameter !== undefined;
	const text = url.trim();
	const read = readHttpUrl(text, {
		plainHttp: 'anywhere',
		example: 'https://hooks.example.com/webhook/orders',
	});
	if (!isSigned || read.ok) return text;
	throw new ParameterProblem(
		`The option 'URL' must be the complete URL that is called: ${scheme.displayName} signs it. It ${read.problem}`,
	);
}

const mediaType = ({ contentType }: Options): string =>
	(contentType.split(';')[0] ?? '').trim().toLowerCase();

function readHeaders(value: unknown): string[] {
	const problem = new ParameterProblem(
		"The field 'Headers' must be a JSON object of header names and values, such as {{ $json.headers }}.",
	);
	let headers: unknown = value;
	if (typeof headers === 'string') {
		try {
			headers = JSON.parse(headers) as unknown;
		} catch {
			throw problem;
		}
	}
	if (headers === null || typeof headers !== 'object' || Array.isArray(headers)) throw problem;
	return Object.entries(headers).flatMap(([name, each]) =>
		(Array.isArray(each) ? (each as unknown[]) : [each]).flatMap((text) => [name, String(text)]),
	);
}

/** A request to be verified, as the fields describe it. */
export interface RequestToVerify {
	readonly request: SignedRequest;
	readonly toleranceSeconds: number | undefined;
}

/**
 * Reads the fields of the operation Verify.
 *
 * @throws ParameterProblem naming the field to change
 */
export function readRequest(
	parameter: ParameterReader,
	scheme: SignatureScheme,
	body: Buffer,
	clock: Clock,
): RequestToVerify {
	const options = readOptions(parameter);
	const rawHeaders = readHeaders(parameter('headers'));
	const headers = headersFromRawList(rawHeaders);
	const sent = (headers('content-type')[0] ?? '').split(';')[0] ?? '';
	const contentType = mediaType(options) || sent.trim().toLowerCase() || 'application/json';
	const receivedAt = readTime(options, clock);
	const url = readUrl(options, scheme);
	const payload = (): unknown => {
		const inbound = { contentType, parsedBody: undefined };
		const parsed = parsePayload(inbound, body, scheme.event.formField);
		return parsed.ok ? parsed.payload : undefined;
	};
	return {
		request: {
			headers,
			body,
			method: options.method,
			contentType,
			url: () => url,
			payload,
			receivedAt,
		},
		toleranceSeconds: options.toleranceSeconds,
	};
}

/**
 * Reads the fields of the operation Sign.
 *
 * @throws ParameterProblem naming the field to change
 */
export function readMessage(
	parameter: ParameterReader,
	scheme: SignatureScheme,
	body: Buffer,
	clock: Clock,
): OutgoingMessage {
	const options = readOptions(parameter);
	const id = readText(parameter('eventId'));
	if (id !== '' && !isMessageId(scheme, id)) {
		throw new ParameterProblem(
			"The field 'Event ID' may hold at most 256 letters, digits and signs, but no spaces and none of the separators of the signed text, such as dots.",
		);
	}
	return {
		body,
		id: id || (scheme.idPrefix ?? '') + randomUUID(),
		nowMs: readTime(options, clock),
		eventName: options.eventName || undefined,
		url: readUrl(options, scheme),
		contentType: mediaType(options),
	};
}

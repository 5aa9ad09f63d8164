import { randomUUID } from 'crypto';
import { z } from 'zod';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { parsePayload } from '../shared/receive/payload';
import { headersFromRawList } from '../shared/signing/headers';
import { isMessageId } from '../shared/signing/messageId';
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

function readTime({ atTime }: Options, nowMs: number): number {
	if (atTime === '') return nowMs;
	const time = Date.parse(atTime);
	if (!Number.isNaN(time)) return time;
	throw new ParameterProblem(
		"The option 'At Time' is not a date and time. Write it as 2026-01-31T12:00:00Z.",
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
	nowMs: number,
): RequestToVerify {
	const options = readOptions(parameter);
	const rawHeaders = readHeaders(parameter('headers'));
	const headers = headersFromRawList(rawHeaders);
	const sent = (headers('content-type')[0] ?? '').split(';')[0] ?? '';
	const contentType = mediaType(options) || sent.trim().toLowerCase() || 'application/json';
	const receivedAt = readTime(options, nowMs);
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
			url: () => options.url,
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
	nowMs: number,
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
		nowMs: readTime(options, nowMs),
		eventName: options.eventName || undefined,
		url: options.url,
		contentType: mediaType(options),
	};
}

import { parseJson } from '../json';
import { isSecretHeader } from '../http/secretHeaders';
import { isDeeperThan } from './depth';
import type { Redactor } from './redact';
import type { TransportResult } from '../http/transport';

/** The last answer of the receiver, as kept in the record. */
export interface ResponseRecord {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed when it is JSON, else text; `null` when empty. */
	readonly body: unknown;
	/** Why there is no body although the receiver sent one. */
	readonly bodyOmitted?: string;
}

// n8n stores an item by calling itself for every level: a few thousand of them would end the execution.
const MAX_DEPTH = 100;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The value without what is confidential. Looked for in JSON as we write it, which has one spelling
 * of each text; where a secret was no text but part of the JSON, what is left stays text.
 */
function redactValue(value: unknown, text: string, redact: Redactor): unknown {
	// Without escapes, whatever is in the value is in the text just so.
	if (!text.includes('\\') && redact(text) === text) return value;
	const json = JSON.stringify(value);
	const redacted = redact(json);
	if (redacted === json) return value;
	const parsed = parseJson(redacted);
	return parsed.ok ? parsed.value : redacted;
}

function readBody(
	bytes: Buffer,
	contentType: string,
	redact: Redactor,
): Pick<ResponseRecord, 'body' | 'bodyOmitted'> {
	if (bytes.length === 0) return { body: null };
	let text: string;
	try {
		text = utf8.decode(bytes);
	} catch {
		return { body: null, bodyOmitted: 'not text in UTF-8' };
	}
	const parsed = contentType.includes('json') ? parseJson(text) : undefined;
	return !parsed?.ok || isDeeperThan(parsed.value, MAX_DEPTH)
		? { body: redact(text) }
		: { body: redactValue(parsed.value, text, redact) };
}

function recordParts(
	result: Extract<TransportResult, { kind: 'response' }>,
	redact: Redactor,
): ResponseRecord {
	const headers = Object.entries(result.headers)
		.filter(([name]) => !isSecretHeader(name))
		.map(([name, value]) => [redact(name), redact(value)]);
	const body = result.body && readBody(result.body, result.headers['content-type'] ?? '', redact);
	return {
		statusCode: result.statusCode,
		headers: Object.fromEntries(headers) as Record<string, string>,
		...(body ?? { body: null, bodyOmitted: result.bodyOmitted ?? 'not read' }),
	};
}

/**
 * What is kept of an answer, without what was sent as a proof or a secret. Never throws: the message
 * is out, and whatever the answer is, its status has to come into the record.
 */
export function recordResponse(
	result: Extract<TransportResult, { kind: 'response' }>,
	redact: Redactor,
): ResponseRecord {
	try {
		return recordParts(result, redact);
	} catch {
		const bodyOmitted = 'the response could not be read';
		return { statusCode: result.statusCode, headers: {}, body: null, bodyOmitted };
	}
}

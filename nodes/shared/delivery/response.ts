import type { ResponseRecord, TransportResult } from './types';

/** Longest answer that is kept. Longer ones are left out whole: half an answer misleads. */
export const MAX_RESPONSE_BYTES = 64 * 1024;

const SECRET_HEADERS = new Set(['set-cookie', 'www-authenticate', 'proxy-authenticate']);

function readBody(
	bytes: Buffer,
	contentType: string,
): Pick<ResponseRecord, 'body' | 'bodyOmitted'> {
	if (bytes.length === 0) return { body: null };
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return { body: null, bodyOmitted: 'not text in UTF-8' };
	}
	if (!contentType.includes('json')) return { body: text };
	try {
		return { body: JSON.parse(text) as unknown };
	} catch {
		return { body: text };
	}
}

/** What is kept of an answer. */
export function recordResponse(
	result: Extract<TransportResult, { kind: 'response' }>,
): ResponseRecord {
	const headers = Object.fromEntries(
		Object.entries(result.headers).filter(([name]) => !SECRET_HEADERS.has(name)),
	);
	const body = result.body && readBody(result.body, headers['content-type'] ?? '');
	return {
		statusCode: result.statusCode,
		headers,
		...(body ?? { body: null, bodyOmitted: result.bodyOmitted ?? 'not read' }),
	};
}

import type { ResponseRecord, TransportResult } from './types';

/** Longest answer that is kept. Longer ones are left out whole: half an answer misleads. */
export const MAX_RESPONSE_BYTES = 64 * 1024;

// n8n stores an item by calling itself for every level: a few thousand of them would end the execution.
const MAX_DEPTH = 100;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const SECRET_HEADERS = new Set(['set-cookie', 'www-authenticate', 'proxy-authenticate']);

function isDeeperThan(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return depth === 0 || Object.values(value).some((each) => isDeeperThan(each, depth - 1));
}

function readBody(
	bytes: Buffer,
	contentType: string,
): Pick<ResponseRecord, 'body' | 'bodyOmitted'> {
	if (bytes.length === 0) return { body: null };
	let text: string;
	try {
		text = utf8.decode(bytes);
	} catch {
		return { body: null, bodyOmitted: 'not text in UTF-8' };
	}
	if (!contentType.includes('json')) return { body: text };
	try {
		const value: unknown = JSON.parse(text);
		return { body: isDeeperThan(value, MAX_DEPTH) ? text : value };
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

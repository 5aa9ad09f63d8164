import type { IncomingMessage } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { jsonParse } from 'n8n-workflow';

/*
 * What n8n 2.41 does with a request before it calls a trigger whose type version is above 1. Its
 * server is not among the development dependencies, so this repeats its middleware for the tests of
 * single nodes; the end-to-end tests run against the real one.
 */

/** A request with what n8n adds to it: see `rawBody`, `readRawBody`, `contentType`, `encoding`. */
export interface N8nRequest extends IncomingMessage {
	body?: unknown;
}

/** An error that n8n answers itself, before or instead of the node. */
export class HttpError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly type = '',
	) {
		super(message);
	}
}

const isSessionCookie = (cookie: string): boolean => cookie.trim().startsWith('n8n-auth=');

function removeSessionCookie({ headers }: IncomingMessage): void {
	if (headers.cookie === undefined) return;
	const kept = headers.cookie.split(';').filter((cookie) => !isSessionCookie(cookie));
	headers.cookie = kept.map((cookie) => cookie.trim()).join('; ');
}

function parseContentType(request: N8nRequest): void {
	const header = request.headers['content-type'];
	if (header === undefined) return;
	const [mediaType = '', ...parameters] = header.split(';');
	const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='));
	request.contentType = mediaType.toLowerCase();
	request.encoding = (charset?.split('=')[1]?.toLowerCase() ?? 'utf-8') as BufferEncoding;
}

function decompress(request: IncomingMessage): Readable {
	const encoding = request.headers['content-encoding'];
	if (encoding === 'gzip') return request.pipe(createGunzip());
	return encoding === 'deflate' ? request.pipe(createInflate()) : request;
}

async function readAll(stream: Readable, maxBytes: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let byteLength = 0;
	for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
		chunks.push(chunk as Buffer);
		byteLength += (chunk as Buffer).length;
		if (byteLength > maxBytes) {
			throw new HttpError(413, 'request entity too large', 'entity.too.large');
		}
	}
	return Buffer.concat(chunks);
}

const isXml = (contentType: string): boolean => /[/+]xml$/.test(contentType);

const isReadBeforehand = (contentType = ''): boolean =>
	/^(?:application\/json|text\/plain|application\/x-www-form-urlencoded)/.test(contentType) ||
	isXml(contentType);

function parseBody({ rawBody, contentType = '', encoding }: N8nRequest): unknown {
	if (rawBody.length === 0) return undefined;
	const text = rawBody.toString(encoding);
	const withoutMark = text.startsWith('\ufeff') ? text.slice(1) : text;
	if (contentType === 'application/json') return jsonParse(withoutMark);
	if (contentType === 'application/x-www-form-urlencoded') return { ...parseForm(withoutMark) };
	if (contentType === 'text/plain') return text;
	// n8n makes an object of XML; a node that took it for the payload would be noticed.
	return isXml(contentType) ? { parsed: 'XML' } : undefined;
}

/**
 * Leaves on a request what n8n leaves there. Only bodies of types that n8n knows are read: those of
 * other types wait for `readRawBody`, and multipart forms are used up.
 *
 * @throws HttpError 413 for a body that is too long, 422 for one that does not parse
 */
export async function prepareLikeN8n(request: N8nRequest, maxBytes: number): Promise<void> {
	removeSessionCookie(request);
	parseContentType(request);
	request.readRawBody = async () => {
		if (Buffer.isBuffer(request.rawBody)) return;
		const stream = decompress(request);
		if (request.destroyed || !stream.readable) throw new HttpError(400, 'not readable');
		request.rawBody = await readAll(stream, maxBytes);
	};
	if (request.contentType === 'multipart/form-data') {
		await readAll(request, maxBytes);
		request.body = { data: {}, files: {} };
		return;
	}
	if (!isReadBeforehand(request.contentType)) return;
	await request.readRawBody();
	try {
		request.body = parseBody(request);
	} catch (error) {
		throw new HttpError(422, `Failed to parse request body: ${String(error)}`);
	}
}

import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { IWebhookFunctions } from 'n8n-workflow';
import { readInboundRequest } from '../../../nodes/shared/n8n/trigger/receive/request';
import type { InboundRequest } from '../../../nodes/shared/receive/request';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { PUBLIC_URL } from '../schemes';
import { HttpError, prepareLikeN8n } from './requestBody';
import type { N8nRequest } from './requestBody';

const MAX_BYTES = 16 * 1024 * 1024;

/** A request as it comes in. */
export interface Incoming {
	readonly scheme: SignatureScheme;
	readonly rawHeaders: readonly string[];
	readonly body: Buffer;
	/** Empty for none. */
	readonly contentType: string;
	readonly url?: string;
	/** Milliseconds since 1970. Default: now. */
	readonly receivedAt?: number;
}

/**
 * The request as it reaches the checks, by way of what n8n and the trigger make of it.
 *
 * @returns `undefined` where n8n itself refuses the body
 */
export async function inboundOf(incoming: Incoming): Promise<InboundRequest | undefined> {
	const { scheme, rawHeaders, body, contentType, url = PUBLIC_URL, receivedAt } = incoming;
	const request = new IncomingMessage(new Socket()) as N8nRequest;
	request.method = 'POST';
	request.rawHeaders = [...rawHeaders];
	if (contentType !== '') {
		request.rawHeaders.push('Content-Type', contentType);
		request.headers = { 'content-type': contentType };
	}
	request.push(body);
	request.push(null);
	try {
		await prepareLikeN8n(request, MAX_BYTES);
	} catch (error) {
		if (error instanceof HttpError) return undefined;
		throw error;
	}
	const shown = Object.assign(request, { originalUrl: '/', ip: '203.0.113.7' });
	const context = { getRequestObject: () => shown } as unknown as IWebhookFunctions;
	const inbound = await readInboundRequest(context, scheme, { publicUrl: url });
	if (inbound === 'tooLarge') throw new Error('The body of the test is too large');
	return { ...inbound, receivedAt: receivedAt ?? inbound.receivedAt };
}

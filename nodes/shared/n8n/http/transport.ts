import type {
	IExecuteFunctions,
	IHookFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { classifyNetworkError, describeNetworkError } from '../../http/networkError';
import { findRequestProblem } from '../../delivery/requestProblem';
import { MAX_RESPONSE_BYTES } from '../../http/transport';
import type { OutboundRequest, Transport, TransportResult } from '../../http/transport';
import type { NetworkErrorKind } from '../../http/networkError';
import { throwIfPrivate } from './privateAddress';
import { flattenHeaders, readBounded } from './streamedResponse';
import type { StreamedResponse } from './streamedResponse';

const FORM_TYPE = 'application/x-www-form-urlencoded';

type Context = IExecuteFunctions | IHookFunctions | ITriggerFunctions | IWebhookFunctions;

type ResponseBody = Pick<Extract<TransportResult, { kind: 'response' }>, 'body' | 'bodyOmitted'>;

// So much leaves for the network at once, whether or not the receiver reads it.
const BUFFERED_BYTES = 16 * 1024;

async function readBody(
	stream: StreamedResponse['body'],
	sentBytes: number,
	hangUp: () => void,
): Promise<ResponseBody> {
	try {
		const reading = readBounded(stream, MAX_RESPONSE_BYTES, hangUp);
		// Who answers and does not read the rest of a message would keep connection and message for ever.
		if (sentBytes > BUFFERED_BYTES) stream.on('end', hangUp);
		const body = await reading;
		return body ? { body } : { bodyOmitted: `longer than ${MAX_RESPONSE_BYTES / 1024} KiB` };
	} catch {
		// The status came, and it alone decides whether the message was accepted.
		return { bodyOmitted: 'the response broke off' };
	}
}

// n8n's helper takes a form apart and writes it anew when the type is exactly this, which loses the
// signed bytes. With a parameter behind it, the type means the same and the bytes are left alone.
function keepBytes(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			value === FORM_TYPE ? `${FORM_TYPE}; charset=utf-8` : value,
		]),
	);
}

// Older versions of n8n take no certificate and say nothing about it.
let takesCertificates = false;

/**
 * Whether n8n's helper looks at a certificate. Asked with a request that is cancelled before it
 * begins: nothing is sent. Where n8n refuses the address, the request itself will say so.
 */
async function looksAtCertificates(context: Context, url: string): Promise<boolean> {
	if (takesCertificates) return true;
	let looks = 0;
	const agentOptions = {
		get servername() {
			looks += 1;
			return undefined;
		},
	};
	try {
		await context.helpers.httpRequest({ url, agentOptions, abortSignal: AbortSignal.abort() });
	} catch (error) {
		if (classifyNetworkError(error).kind === 'blocked') return true;
	}
	takesCertificates = looks > 0;
	return takesCertificates;
}

const NO_CERTIFICATES: TransportResult = {
	kind: 'networkError',
	error: 'invalid',
	message:
		'This version of n8n sends no client certificates. Update n8n to 2.41 or later, or take the certificate out of the credential',
};

async function send(
	context: Context,
	request: OutboundRequest,
	connection: AbortController,
): Promise<TransportResult> {
	if (request.publicAddressOnly) await throwIfPrivate(context, request.url, connection.signal);
	if (request.certificate && !(await looksAtCertificates(context, request.url))) {
		return NO_CERTIFICATES;
	}
	const response = (await context.helpers.httpRequest({
		method: request.method ?? 'POST',
		url: request.url,
		headers: keepBytes(request.headers),
		// A buffer, since n8n's helper writes JSON text anew, and the signature would not fit it.
		body: request.body,
		// A stream, since n8n's helper would read an endless answer into memory.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		skipSslCertificateValidation: !request.verifyCertificate,
		timeout: request.timeoutMs,
		abortSignal: connection.signal,
		...(request.certificate && { agentOptions: { ...request.certificate } }),
	})) as StreamedResponse;
	return {
		kind: 'response',
		statusCode: response.statusCode,
		headers: flattenHeaders(response.headers, response.body.rawHeaders),
		...(await readBody(response.body, request.body.length, () => connection.abort())),
	};
}

/**
 * Sends requests with n8n's own helper, so that its proxy settings, certificates and protection
 * against requests to private addresses apply.
 */
export function createTransport(
	context: Context,
	cancelSignal: AbortSignal | undefined,
): Transport {
	return async (request) => {
		const problem = findRequestProblem(request);
		if (problem !== undefined) return { kind: 'networkError', error: 'invalid', message: problem };
		const connection = new AbortController();
		const hangUp = (): void => connection.abort();
		// n8n's time limit covers silence only; this one ends a receiver that answers drop by drop.
		const deadline = AbortSignal.timeout(request.timeoutMs);
		const signals = cancelSignal ? [cancelSignal, deadline] : [deadline];
		for (const signal of signals) signal.addEventListener('abort', hangUp);
		if (cancelSignal?.aborted) hangUp();
		const failed = (error: NetworkErrorKind, message = describeNetworkError(error)) =>
			({ kind: 'networkError', error, message }) as const;
		try {
			return await send(context, request, connection);
		} catch (error) {
			if (cancelSignal?.aborted) return failed('cancelled');
			if (deadline.aborted) return failed('timeout');
			const { kind, message } = classifyNetworkError(error);
			return failed(kind, message);
		} finally {
			// A listener would keep the request in memory until the deadline.
			for (const signal of signals) signal.removeEventListener('abort', hangUp);
		}
	};
}

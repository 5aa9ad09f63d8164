import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { classifyNetworkError, describeNetworkError } from '../delivery/networkError';
import { MAX_RESPONSE_BYTES } from '../delivery/response';
import type { OutboundRequest, Transport, TransportResult } from '../delivery/types';
import { flattenHeaders, readBounded } from './streamedResponse';
import type { StreamedResponse } from './streamedResponse';

const FORM_TYPE = 'application/x-www-form-urlencoded';

type ResponseBody = Pick<Extract<TransportResult, { kind: 'response' }>, 'body' | 'bodyOmitted'>;

async function readBody(stream: AsyncIterable<Buffer>): Promise<ResponseBody> {
	try {
		const body = await readBounded(stream, MAX_RESPONSE_BYTES);
		return body ? { body } : { bodyOmitted: `longer than ${MAX_RESPONSE_BYTES / 1024} KiB` };
	} catch {
		// The status came, and it alone decides whether the message was accepted.
		return { bodyOmitted: 'the answer broke off' };
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

async function send(
	context: IExecuteFunctions | IHookFunctions | IWebhookFunctions,
	request: OutboundRequest,
	abortSignal: AbortSignal,
): Promise<TransportResult> {
	const response = (await context.helpers.httpRequest({
		method: 'POST',
		url: request.url,
		headers: keepBytes(request.headers),
		// A buffer, since n8n's helper writes JSON text anew, and the signature would not fit it.
		body: request.body,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		skipSslCertificateValidation: !request.verifyCertificate,
		timeout: request.timeoutMs,
		abortSignal,
	})) as StreamedResponse;
	return {
		kind: 'response',
		statusCode: response.statusCode,
		headers: flattenHeaders(response.headers),
		...(await readBody(response.body)),
	};
}

/**
 * Sends requests with n8n's own helper, so that its proxy settings, certificates and protection
 * against requests to private addresses apply.
 */
export function createTransport(
	context: IExecuteFunctions | IHookFunctions | IWebhookFunctions,
	cancelSignal: AbortSignal | undefined,
): Transport {
	return async (request) => {
		// n8n's time limit covers silence only; this one ends a receiver that answers drop by drop.
		const deadline = AbortSignal.timeout(request.timeoutMs);
		const signals = cancelSignal ? [cancelSignal, deadline] : [deadline];
		try {
			return await send(context, request, AbortSignal.any(signals));
		} catch (error) {
			const ended = cancelSignal?.aborted
				? ('cancelled' as const)
				: deadline.aborted && ('timeout' as const);
			if (ended) {
				return {
					kind: 'networkError',
					error: ended,
					message: describeNetworkError(ended),
				};
			}
			const { kind, message } = classifyNetworkError(error);
			return { kind: 'networkError', error: kind, message };
		}
	};
}

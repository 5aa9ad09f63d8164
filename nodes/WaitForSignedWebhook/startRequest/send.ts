import { describeNetworkError } from '../../shared/http/networkError';
import type { Transport, TransportResult } from '../../shared/http/transport';
import { NETWORK_ADVICE } from '../../shared/n8n/delivery/errors';
import type { ErrorTexts } from '../../shared/n8n/messages/nodeErrors';
import { failure, success } from '../../shared/result';
import type { Result } from '../../shared/result';
import { safeText } from '../../shared/text/safeText';
import type { StartRequest } from './read';

const NOT_STARTED = 'The request that starts the job failed';
const NOT_WAITING = 'The node does not wait.';
const REDIRECT =
	"The service answered with a redirect, which is not followed. Put the final address in the field 'URL'.";

function describeRefusal(
	{ statusCode, body }: Extract<TransportResult, { kind: 'response' }>,
	confidential: readonly string[],
): string {
	if (statusCode >= 300 && statusCode < 400) return `${REDIRECT} ${NOT_WAITING}`;
	const said = safeText(body?.toString('utf8') ?? '', confidential);
	return said === '' ? NOT_WAITING : `The service says: ${said} ${NOT_WAITING}`;
}

/** Sends the request that starts the job; says what is wrong when it was not accepted. */
export async function sendStartRequest(
	{ request, confidential }: StartRequest,
	transport: Transport,
): Promise<Result<undefined, ErrorTexts>> {
	const result = await transport(request);
	if (result.kind === 'response') {
		const { statusCode } = result;
		if (statusCode >= 200 && statusCode < 300) return success(undefined);
		return failure({
			message: `${NOT_STARTED}: the service answered ${statusCode}`,
			description: describeRefusal(result, confidential),
			statusCode,
		});
	}
	const { error } = result;
	const message = `${NOT_STARTED}: ${describeNetworkError(error)}`;
	if (error === 'cancelled') return failure({ message, description: NOT_WAITING });
	return failure({
		message,
		description: `${safeText(result.message, confidential)}. ${NETWORK_ADVICE[error]} ${NOT_WAITING}`,
	});
}

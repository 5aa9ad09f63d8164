import { describeNetworkError } from '../shared/http/networkError';
import type { TransportResult } from '../shared/http/transport';
import { SendingFailed } from './errors';

const SECRET_FIELD = "the field 'Secret' of the credential 'Lua API'";

function adviceOn(statusCode: number, isSigned: boolean): string {
	if (statusCode === 401 && isSigned) {
		return `The secret in the webhook's code is not the one in ${SECRET_FIELD}. Make them the same.`;
	}
	if (statusCode === 401) {
		return `The webhook asks for a signature. Enter the secret of its code into ${SECRET_FIELD}.`;
	}
	if (statusCode === 404) {
		return "There is no such webhook, or it was never deployed. Choose others in the fields 'Agent' and 'Webhook'.";
	}
	if (statusCode === 429) {
		return 'Too many events came at once. Run the node again later, with fewer items at a time.';
	}
	return 'Look for the reason in its log: lua logs --type webhook.';
}

/** Why an event was not taken, from what came back instead of a 2xx answer. */
export function explainRejectedEvent(
	result: TransportResult,
	isSigned: boolean,
	timeoutMs: number,
): SendingFailed {
	if (result.kind === 'response') {
		const { statusCode } = result;
		const message = `The Lua webhook answered ${statusCode}`;
		return new SendingFailed(message, adviceOn(statusCode, isSigned), statusCode);
	}
	if (result.error === 'timeout') {
		return new SendingFailed(
			`The Lua webhook did not answer within ${timeoutMs / 1000} s`,
			"It may or may not have taken the event. Let it answer first and leave long work to a job, or raise the option 'Timeout (Seconds)'.",
		);
	}
	// The kind only: n8n replaces any message that holds a code such as ECONNREFUSED by its own.
	return new SendingFailed(
		`The Lua webhook could not be reached: ${describeNetworkError(result.error)}`,
		"Check the option 'Webhook Base URL' and the network of this machine.",
	);
}

import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { describeNetworkError } from '../delivery/networkError';
import type { Attempt, DecisionReason, DeliveryRecord, NetworkErrorKind } from '../delivery/types';

type AnswerReason = Exclude<DecisionReason, 'accepted' | 'blocked' | 'cancelled' | 'networkError'>;

// For answers; an attempt without one has advice of its own.
const ANSWER_ADVICE: Readonly<Record<AnswerReason, string>> = {
	gone: "The receiver says that this address is gone for good. Remove it, or change the field 'URL'.",
	redirect:
		"The receiver answered with a redirect, which is not followed: the signature would go to an unknown place. Put the final address in the field 'URL'.",
	retriesExhausted:
		"Every attempt failed. Look at the receiver, or raise the option 'Max Retries'.",
	retryAfterTooLong:
		"The receiver asked for a longer wait than the option 'Max Delay (Seconds)' allows. Send again later, or raise it.",
	status: 'The receiver did not accept the message.',
};

const NETWORK_ADVICE: Readonly<Record<NetworkErrorKind, string>> = {
	blocked:
		"Use a public address in the field 'URL', or ask the administrator of this n8n to allow the address.",
	cancelled: 'The execution was cancelled before the delivery was done.',
	dns: "Check the host name in the field 'URL'.",
	other: "Check the field 'URL' and whether the receiver can be reached from here.",
	refused: "Check host and port in the field 'URL', and whether the receiver is running.",
	reset: "The receiver or a proxy on the way hung up. Look at its log, and check the field 'URL'.",
	timeout: "Look at the receiver, or raise the option 'Timeout (Seconds)'.",
	tls: "The receiver needs a valid certificate for the name in the field 'URL'. For tests only, switch off the option 'Verify Certificate'.",
	unreachable: "Check the host in the field 'URL' and the network of this machine.",
};

// Names the kind only: n8n replaces any message that holds a code such as ECONNREFUSED by its own.
function whatHappened({ statusCode, attempts }: DeliveryRecord): string {
	const last = attempts.at(-1);
	const answer =
		statusCode === null
			? describeNetworkError(last?.error?.kind ?? 'other')
			: `The receiver answered ${statusCode}`;
	return attempts.length > 1 ? `${answer}, at the last of ${attempts.length} attempts` : answer;
}

function describe(last: Attempt | undefined): string {
	if (last?.error) return `${last.error.message}. ${NETWORK_ADVICE[last.error.kind]}`;
	const reason = last?.reason ?? 'status';
	return reason in ANSWER_ADVICE ? ANSWER_ADVICE[reason as AnswerReason] : '';
}

/** The error for a delivery that failed for good, as n8n shows it. */
export function toDeliveryError(
	node: INode,
	record: DeliveryRecord,
	itemIndex: number,
): NodeApiError {
	const last = record.attempts.at(-1);
	const message = `The signed webhook was not delivered: ${whatHappened(record)}`;
	return new NodeApiError(
		node,
		{ message },
		{
			message,
			description: describe(last),
			itemIndex,
			...(record.statusCode !== null && { httpCode: String(record.statusCode) }),
		},
	);
}

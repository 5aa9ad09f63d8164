import type { INode, NodeApiError } from 'n8n-workflow';
import { describeNetworkError } from '../../http/networkError';
import type { DeliveryRecord } from '../../delivery/record';
import type { DecisionReason } from '../../delivery/decide';
import type { NetworkErrorKind } from '../../http/networkError';
import { apiError } from '../messages/nodeErrors';
import { attemptLines, responseText } from './attemptTexts';

type AdvisedReason = Exclude<
	DecisionReason,
	| 'accepted'
	| 'blocked'
	| 'endpointInactive'
	| 'interrupted'
	| 'invalid'
	| 'networkError'
	| 'notAttempted'
	| 'status'
>;

const ADVICE: Readonly<Record<Exclude<AdvisedReason, 'retriesExhausted'>, string>> = {
	budgetExhausted:
		"The next retry would be later than the option 'Time Budget (Minutes)' allows. Look at the receiver, or raise the budget.",
	cancelled: 'The execution was cancelled before the delivery ended.',
	circuitOpen:
		'This endpoint failed so often that the node paused before it was tried again. Look at the receiver, then send the record again with the operation Redeliver.',
	finalStatus: "The option 'Final Statuses' says not to retry after this response.",
	gone: "The receiver says that this address is gone for good. Stop sending to it, or change the field 'URL'.",
	notWaited:
		'The next attempt was due later than this run could wait. Send the record again with the operation Redeliver.',
	redirect:
		"The receiver answered with a redirect. The node does not follow it, because the signed request would go to an unknown place. Enter the final address in the field 'URL'.",
	retryAfterTooLong:
		"The receiver asked for a longer wait than the option 'Max Retry-After (Seconds)' allows. Send again later, or raise the option.",
};

/** What to do about a request that did not get through. */
export const NETWORK_ADVICE: Readonly<Record<Exclude<NetworkErrorKind, 'cancelled'>, string>> = {
	blocked:
		"Use a public address. For a receiver in your own network, switch on the option 'Allow Private Addresses'; if n8n itself protects its network, ask its administrator to allow the address.",
	dns: "Check the host name in the field 'URL'.",
	invalid:
		"Check the field 'URL', the option 'Headers' and the credential's secret for characters that HTTP cannot carry.",
	other: "Check the field 'URL' and whether n8n can reach the receiver.",
	protocol: "The receiver does not speak HTTP/1.1. Check host and port in the field 'URL'.",
	refused: "Check host and port in the field 'URL', and whether the receiver is running.",
	reset:
		"The receiver or a proxy in between closed the connection. Look at its log, and check the field 'URL'.",
	timeout: "Look at the receiver, or raise the option 'Timeout (Seconds)'.",
	tls: "The receiver needs a valid certificate for the name in the field 'URL'. For tests only, switch off the option 'Verify Certificate'.",
	unreachable: "Check the host in the field 'URL' and the network of this machine.",
};

const CHECK_SECRET =
	"The receiver does not accept the signature. Check that it has the credential's secret, and that it expects this signature scheme.";
const CHECK_PATH =
	"Check the path in the field 'URL', and that the receiver takes POST requests there. An n8n test URL works only while its workflow listens.";

/** What usually helps after a status, where the receiver says nothing else. */
const STATUS_ADVICE: Readonly<Partial<Record<number, string>>> = {
	401: CHECK_SECRET,
	403: CHECK_SECRET,
	404: CHECK_PATH,
	405: CHECK_PATH,
	413: 'The body is larger than the receiver takes. Send less, or raise the limit there.',
	415: "The receiver does not take this kind of body. Check the field 'Body' and the option 'Content Type'.",
};

function adviceOnStatus(statusCode: number | null): string {
	const known = statusCode === null ? undefined : STATUS_ADVICE[statusCode];
	return known ?? "Look at the receiver's log.";
}

// Names the kind only: n8n replaces any message that holds a code such as ECONNREFUSED by its own.
function whatHappened({ statusCode, attempts }: DeliveryRecord): string {
	const last = attempts.at(-1);
	if (last === undefined) return 'No attempt could be made';
	const answer =
		statusCode === null
			? describeNetworkError(last.error?.kind ?? 'other')
			: `The receiver answered ${statusCode}`;
	return attempts.length > 1 ? `${answer} on the last of ${attempts.length} attempts` : answer;
}

function adviceOnRetries({ attempts, delivery }: DeliveryRecord): string {
	if (attempts.length > 1) {
		const all = attempts.length === 2 ? 'Both' : `All ${attempts.length}`;
		return `${all} attempts failed. For more of them, choose a longer policy in the field 'Retry Policy'.`;
	}
	return delivery?.policy.delaysMs.length === 0
		? "There was one attempt, because the field 'Retry Policy' allows no retries."
		: 'There was one attempt.';
}

const adviceOn = (reason: DecisionReason | undefined): string | undefined =>
	reason !== undefined && reason in ADVICE ? ADVICE[reason as keyof typeof ADVICE] : undefined;

/** Reasons that say nothing about why the last attempt failed. */
const SAY_NOTHING_OF_CAUSE: readonly DecisionReason[] = [
	'budgetExhausted',
	'finalStatus',
	'notWaited',
	'retriesExhausted',
];

/** What to do about the last attempt, where its result alone does not say so. */
function adviceOnResult({ attempts, reason, statusCode }: DeliveryRecord): string | undefined {
	const last = attempts.at(-1);
	if (last?.error && last.error.kind !== 'cancelled') {
		return `${last.error.message}. ${NETWORK_ADVICE[last.error.kind]}`;
	}
	const isOpen =
		last !== undefined && reason !== undefined && SAY_NOTHING_OF_CAUSE.includes(reason);
	return isOpen ? adviceOnStatus(statusCode) : undefined;
}

function adviceOnEnd(record: DeliveryRecord): string | undefined {
	const { problem, reason } = record;
	if (problem !== undefined) return problem;
	return reason === 'retriesExhausted' ? adviceOnRetries(record) : adviceOn(reason);
}

/** What the receiver said, what to do, and each attempt, in lines below each other. */
function describe(record: DeliveryRecord): string[] {
	return [
		responseText(record),
		adviceOnResult(record),
		adviceOnEnd(record),
		...attemptLines(record.attempts),
	].filter((line) => line !== undefined);
}

/** What is said of a delivery that a crash cut off in the middle of an attempt. */
export const INTERRUPTED = {
	message: 'n8n stopped while the signed webhook was being sent, so it may have arrived or not',
	description:
		'Send its record again with the operation Redeliver. Receivers recognize a repeat by its ID.',
};

/** How many deliveries of an item have failed. */
export interface FailureCount {
	readonly failed: number;
	readonly all: number;
}

/**
 * The error for a delivery that failed for good, as n8n shows it.
 *
 * @param record the first of the item that failed
 */
export function toDeliveryError(
	node: INode,
	record: DeliveryRecord,
	itemIndex: number,
	{ failed, all }: FailureCount,
): NodeApiError {
	const what =
		all === 1
			? 'The signed webhook was not delivered'
			: `The signed webhook was not delivered to ${failed} of ${all} endpoints`;
	const where = all === 1 ? '' : ` (${record.endpoint ?? record.url})`;
	const message =
		record.reason === 'interrupted'
			? `${INTERRUPTED.message}${where}`
			: `${what}: ${whatHappened(record)}${where}`;
	const { statusCode } = record;
	return apiError(node, { message, description: describe(record), statusCode }, { itemIndex });
}

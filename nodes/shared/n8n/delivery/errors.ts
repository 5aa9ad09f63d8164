import type { INode, NodeApiError } from 'n8n-workflow';
import { describeNetworkError } from '../../http/networkError';
import type { Attempt } from '../../delivery/delivery';
import type { DeliveryRecord } from '../../delivery/record';
import type { DecisionReason } from '../../delivery/decide';
import type { NetworkErrorKind } from '../../http/networkError';
import { apiError } from '../messages/nodeErrors';

type AdvisedReason = Exclude<
	DecisionReason,
	'accepted' | 'blocked' | 'interrupted' | 'invalid' | 'networkError' | 'notAttempted' | 'status'
>;

const ADVICE: Readonly<Record<AdvisedReason, string>> = {
	budgetExhausted:
		"The next attempt would have come after the time that the option 'Time Budget (Minutes)' gives. Look at the receiver, or raise it.",
	cancelled: 'The execution was cancelled before the delivery was done.',
	circuitOpen:
		'This endpoint failed so often that it was left alone for a while. Look at the receiver, and send the record again with the operation Redeliver.',
	finalStatus: "The option 'Final Statuses' says not to try again after this answer.",
	gone: "The receiver says that this address is gone for good. Remove it, or change the field 'URL'.",
	notWaited:
		'The next attempt was due later than this run could wait. Send the record again with the operation Redeliver.',
	redirect:
		"The receiver answered with a redirect, which is not followed: the signature would go to an unknown place. Put the final address in the field 'URL'.",
	retriesExhausted:
		"Every attempt failed. Look at the receiver, or choose a longer policy in the field 'Retry Policy'.",
	retryAfterTooLong:
		"The receiver asked for a longer wait than the option 'Max Retry-After (Seconds)' allows. Send again later, or raise it.",
	unsuccessfulBody:
		"The response breaks a rule of the option 'Success Rules'. Look at the response in the record; if it was a success, correct the rules.",
};

const NETWORK_ADVICE: Readonly<Record<Exclude<NetworkErrorKind, 'cancelled'>, string>> = {
	authentication:
		"Check the credential of the field 'Authentication', and whether its Token URL can be reached from here.",
	blocked:
		"Use a public address. For a receiver in your own network, switch on the option 'Allow Private Addresses'; where n8n itself protects its network, ask its administrator to allow the address.",
	dns: "Check the host name in the field 'URL'.",
	invalid:
		"Check the field 'URL', the option 'Headers' and the credential's secret for characters that HTTP cannot carry.",
	other: "Check the field 'URL' and whether the receiver can be reached from here.",
	protocol:
		"What answered does not speak HTTP/1.1 as it should. Check host and port in the field 'URL'.",
	refused: "Check host and port in the field 'URL', and whether the receiver is running.",
	reset: "The receiver or a proxy on the way hung up. Look at its log, and check the field 'URL'.",
	timeout: "Look at the receiver, or raise the option 'Timeout (Seconds)'.",
	tls: "The receiver needs a valid certificate for the name in the field 'URL'. For tests only, switch off the option 'Verify Certificate'.",
	unreachable: "Check the host in the field 'URL' and the network of this machine.",
};

// Of the response, only what the user wrote into the rule.
const describeUnmet = ({ unmetRule }: Attempt): string =>
	unmetRule === undefined ? '' : `, which is no success: ${unmetRule}`;

// Names the kind only: n8n replaces any message that holds a code such as ECONNREFUSED by its own.
function whatHappened({ statusCode, attempts }: DeliveryRecord): string {
	const last = attempts.at(-1);
	if (last === undefined) return 'No attempt could be made';
	const answer =
		statusCode === null
			? describeNetworkError(last.error?.kind ?? 'other')
			: `The receiver answered ${statusCode}${describeUnmet(last)}`;
	return attempts.length > 1 ? `${answer}, at the last of ${attempts.length} attempts` : answer;
}

const adviceOn = (reason: DecisionReason | undefined): string | undefined =>
	reason !== undefined && reason in ADVICE ? ADVICE[reason as AdvisedReason] : undefined;

function describe({ attempts, reason, problem }: DeliveryRecord): string {
	if (problem !== undefined) return problem;
	const error = attempts.at(-1)?.error;
	if (error === undefined || error.kind === 'cancelled') return adviceOn(reason) ?? '';
	const advice = `${error.message}. ${NETWORK_ADVICE[error.kind]}`;
	// That every attempt failed is plain by then; other reasons say something new.
	const ending = reason === 'retriesExhausted' ? undefined : adviceOn(reason);
	return ending === undefined ? advice : `${advice} ${ending}`;
}

/** What is said of a delivery that a crash cut off in the middle of an attempt. */
export const INTERRUPTED = {
	message: 'n8n stopped while the signed webhook was being sent, so it may have arrived or not',
	description:
		'Send its record again with the operation Redeliver: receivers tell repeats apart by its ID.',
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

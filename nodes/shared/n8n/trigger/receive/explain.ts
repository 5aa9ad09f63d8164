import type { ReceiveConfig } from '../../../receive/configuration';
import type { Outcome } from '../../../receive/outcome';
import { describeRejection } from '../../../signing/rejection';
import { diagnose } from '../../../signing/diagnose';
import { signatureSchemes } from '../../../signing/schemes';
import type { SigningKey } from '../../../signing/keys';
import type { RejectionCode } from './rejectionTitles';

/** Why a request was rejected: a code for machines, a sentence for people. */
export interface RejectionNotice {
	readonly code: RejectionCode;
	readonly explanation: string;
}

const BUSY: Readonly<Record<Extract<Outcome, { kind: 'busy' }>['reason'], string>> = {
	batch:
		'n8n could not start the execution of its batch. The trigger asked the sender to try again.',
	copies:
		'Too many copies of this event are waiting for the result of the first. The trigger asked the sender to try again.',
	events:
		'Too many events are waiting for their execution. The trigger asked the sender to try again.',
};

/**
 * Tells an operator why a request did not start the workflow, and what to look at.
 *
 * @returns `undefined` where nothing is wrong
 */
export function explainOutcome(outcome: Outcome): RejectionNotice | undefined {
	switch (outcome.kind) {
		case 'badSignature':
			return {
				code: outcome.rejection.reason,
				explanation: describeRejection(outcome.rejection),
			};
		case 'rateLimited':
			return outcome.rejection
				? {
						code: 'tooManyFailures',
						explanation: `Too many checks of this address failed. This one: ${describeRejection(outcome.rejection)}`,
					}
				: {
						code: 'tooManyEvents',
						explanation:
							"More events came than the option 'Maximum Events' allows. The trigger told the sender when to try again.",
					};
		case 'tooLarge':
			return {
				code: outcome.kind,
				explanation:
					"The body is larger than the option 'Maximum Body Size (KB)' or n8n itself allows.",
			};
		case 'forbiddenAddress':
			return {
				code: outcome.kind,
				explanation:
					"The sender's address is not allowed. If it is the address of your own proxy, set N8N_PROXY_HOPS or the option 'Proxy Hops'.",
			};
		case 'methodNotAllowed':
			return {
				code: outcome.kind,
				explanation: 'Only POST requests are events, and health checks are switched off.',
			};
		case 'busy':
			return {
				code: outcome.kind,
				explanation: BUSY[outcome.reason],
			};
		case 'badPayload':
		case 'internalError':
		case 'notConfigured':
			return { code: outcome.kind, explanation: outcome.problem };
		case 'accepted':
		case 'duplicate':
		case 'handshake':
		case 'healthy':
		case 'ignored':
			return undefined;
	}
}

/**
 * The same for a failed check, after looking for its cause. What the check read of the body is not
 * read again.
 */
export function explainRejection(
	{ scheme }: ReceiveConfig,
	outcome: Extract<Outcome, { kind: 'badSignature' }>,
	keys: readonly SigningKey[],
): RejectionNotice | undefined {
	const { rejection, signed } = outcome;
	if (signed === undefined) return explainOutcome(outcome);
	const { code, hint } = diagnose({
		scheme,
		rejection,
		request: signed,
		keys,
		knownSchemes: signatureSchemes,
	});
	return { code, explanation: hint };
}

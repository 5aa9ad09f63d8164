import type { IWebhookFunctions } from 'n8n-workflow';
import { receive } from '../../../receive/receive';
import type { InboundRequest } from '../../../receive/request';
import type { KeySource } from '../../../receive/keys';
import type { Outcome } from '../../../receive/outcome';
import type { RejectReason } from '../../../signing/rejection';
import { recallConfirmed } from './confirmedEvents';
import { explainOutcome, explainRejection } from './explain';
import type { RejectionNotice } from './explain';
import { createKeySource } from './keys';
import { readInboundRequest } from './request';
import type { TriggerState } from './state';

/** A request that was decided about, and what is known about it by then. */
export interface Decided<Decision extends Outcome = Outcome> {
	readonly outcome: Decision;
	/** Why it was rejected; absent where nothing is wrong. */
	readonly notice?: RejectionNotice | undefined;
	/** Absent when the settings of the trigger cannot be used. */
	readonly trigger?: TriggerState;
	/** Absent when n8n could not read it. */
	readonly request?: InboundRequest;
}

/** Failed checks that look different when the signature turns out to be right. */
const NEEDS_KEYS: ReadonlySet<RejectReason> = new Set([
	'noMatch',
	'timestampTooNew',
	'timestampTooOld',
]);

/** An outcome that needs no request to be explained. */
export const withNotice = <Decision extends Outcome>(outcome: Decision): Decided<Decision> => ({
	outcome,
	notice: explainOutcome(outcome),
});

/** Looks for the cause of a failed check, unless that was done too often a moment ago. */
async function explain(
	outcome: Outcome,
	{ receivedAt }: InboundRequest,
	{ config, diagnoses }: TriggerState,
	keySource: KeySource,
): Promise<RejectionNotice | undefined> {
	if (outcome.kind !== 'badSignature') return explainOutcome(outcome);
	if (!diagnoses.take('', receivedAt).ok) return explainOutcome(outcome);
	// Headers that cannot be genuine must not cost a look at the credential; a late request may be.
	const lookup = NEEDS_KEYS.has(outcome.rejection.reason) ? await keySource.current() : undefined;
	return explainRejection(config.receive, outcome, lookup?.ok ? lookup.value.keys : []);
}

/** Reads a request and decides about it. Nothing has come of it yet. */
export async function decide(context: IWebhookFunctions, trigger: TriggerState): Promise<Decided> {
	const { config, checks } = trigger;
	const request = await readInboundRequest(context, config.receive.scheme, config.request);
	if (request === 'tooLarge') return { ...withNotice({ kind: 'tooLarge' }), trigger };
	if (checks.deduplicator) recallConfirmed(context, checks.deduplicator, request.receivedAt);
	const keySource = createKeySource(context, config, request.receivedAt);
	const outcome = await receive(request, { config: config.receive, keySource, state: checks });
	const notice = await explain(outcome, request, trigger, keySource);
	return { outcome, notice, trigger, request };
}

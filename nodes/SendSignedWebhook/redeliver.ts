import type { IDataObject } from 'n8n-workflow';
import type { DeliveryRecord } from '../shared/delivery/record';
import { readRecord, resumeDelivery } from '../shared/delivery/record';
import { isDeeperThan } from '../shared/delivery/depth';
import { isUnchanged } from '../shared/delivery/storedDelivery';
import { startDelivery } from '../shared/delivery/delivery';
import type { Endpoint } from '../shared/delivery/delivery';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import type { KeyRing } from '../shared/n8n/delivery/keyRing';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import { isObject, parseJson } from '../shared/json';
import { failure, success } from '../shared/result';
import type { Result, Success } from '../shared/result';
import { deliveriesOf, mapDeliveries, outcomeIn } from '../shared/n8n/delivery/outcome';
import type { ParameterReader } from '../shared/n8n/parameters';
import { findUrlProblem, isPublicOnly } from '../shared/delivery/urlProblem';
import type { AuthenticationCheck } from '../shared/n8n/delivery/authenticator';
import type { SignatureScheme } from '../shared/signing/scheme';
import { findExtrasProblem, findLoginClash } from './endpoint';
import type { SendOptions } from './options';

function readJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const parsed = parseJson(value);
	return parsed.ok ? parsed.value : undefined;
}

const NO_RECORD =
	"The field 'Record' must hold the record that this node returned when the delivery failed, including 'delivery'. For items of the error output, that is {{ $json.details }}.";

const CHANGED =
	"The field 'Record': someone changed the record, or the credential had a different secret when the delivery failed. Use the record exactly as this node returned it, and enter the earlier secret in the credential's field 'Previous Secret'.";

// An answer of 100 levels, in a record, in a list, in an item of the error output: that leaves room.
const MAX_DEPTH = 150;

const TOO_DEEP =
	"The field 'Record' is nested more deeply than any record of this node. Use the record exactly as this node returned it.";

/** Statuses of deliveries that leave nothing to send: the items of one that was split are in others. */
const NOTHING_LEFT: readonly unknown[] = ['delivered', 'split'];

/** The sentence about a secret that cannot sign, or that cannot hide what is stored. */
function findSecretProblem(
	endpoint: Endpoint,
	scheme: SignatureScheme,
	{ canSeal, credentialKeys, keysFor }: KeyRing,
): string | undefined {
	const sealing = canSeal ? undefined : credentialKeys(scheme);
	if (sealing?.ok === false) return sealing.problem;
	const keys = keysFor(endpoint, scheme);
	return keys.ok ? undefined : `The field 'Record': ${keys.problem}`;
}

function startAgain(
	record: unknown,
	keyRing: KeyRing,
	options: SendOptions,
	nowMs: number,
	authenticate: AuthenticationCheck | undefined,
): Result<Progress> {
	const { sealer } = keyRing;
	// An entry of a list that somebody put together may be anything.
	if (!isObject(record)) return failure(NO_RECORD);
	if (NOTHING_LEFT.includes(record.status)) {
		return success({ kind: 'ended', record: record as unknown as DeliveryRecord });
	}
	const read = readRecord(record);
	if (!read.ok) {
		return failure(
			`The field 'Record' has a missing or wrong value at '${read.problem}'. Use the whole record, unchanged.`,
		);
	}
	if (!isUnchanged(read.value.delivery, sealer)) return failure(CHANGED);
	const resumed = resumeDelivery(read.value, sealer);
	if (!resumed.ok) return failure(`The field 'Record': ${resumed.problem}`);
	const { message, policy } = resumed.value;
	// What is allowed is for this node to say, not for a record that may have been anywhere.
	const { endpoint: stored } = resumed.value;
	const problem =
		findUrlProblem(stored.url, options, "The field 'Record': its URL") ??
		findLoginClash(stored, message.scheme, "The field 'Record': its URL") ??
		findExtrasProblem(stored, message.scheme, authenticate) ??
		findSecretProblem(stored, message.scheme, keyRing);
	if (problem !== undefined) return failure(problem);
	const endpoint = { ...stored, publicAddressOnly: isPublicOnly(stored.url, options) };
	const delivery = startDelivery(message, endpoint, policy, nowMs);
	return success({ kind: 'open', delivery });
}

/**
 * Deliveries to make again from the record of failed ones: with the same id, the same bytes, the
 * same endpoint and the same retry policy, which begins again.
 *
 * @param authenticate checks the node's authentication; `undefined` where the node has none
 */
export function prepareRedelivery(
	parameter: ParameterReader,
	keyRing: KeyRing,
	options: SendOptions,
	authenticate: AuthenticationCheck | undefined,
): Result<ItemOutcome<Progress>> {
	const json = readJson(parameter('record'));
	if (!isObject(json)) return failure(NO_RECORD);
	if (isDeeperThan(json, MAX_DEPTH)) return failure(TOO_DEEP);
	const outcome = outcomeIn(json as IDataObject);
	if (outcome.kind === 'problem') return failure(NO_RECORD);
	const nowMs = Date.now();
	const restarts = mapDeliveries(outcome, (record) =>
		startAgain(record, keyRing, options, nowMs, authenticate),
	);
	const problems = deliveriesOf(restarts).flatMap((each) => (each.ok ? [] : each.problem));
	if (problems.length > 0) return failure(problems.join(' '));
	// All are fine, as was looked at above.
	return success(mapDeliveries(restarts, (each) => (each as Success<Progress>).value));
}

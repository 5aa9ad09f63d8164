import type { IDataObject } from 'n8n-workflow';
import type { DeliveryRecord } from '../shared/delivery/record';
import { readRecord, resumeDelivery } from '../shared/delivery/record';
import { isDeeperThan } from '../shared/delivery/depth';
import { isUnchanged } from '../shared/delivery/storedDelivery';
import { startDelivery } from '../shared/delivery/delivery';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import type { KeyRing } from '../shared/n8n/delivery/keyRing';
import { deliveriesOf, fromJson, mapDeliveries } from '../shared/n8n/delivery/outcome';
import type { ParameterReader } from '../shared/n8n/parameters';
import { findUrlProblem } from '../shared/delivery/urlProblem';
import { findLoginClash } from './endpoint';
import type { SendOptions } from './options';
import type { Preparation } from './preparation';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function readJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

const NO_RECORD =
	"The field 'Record' must hold what this node gave out when a delivery failed, with its part 'delivery'. For items of the error output that is {{ $json.details }}.";

const CHANGED =
	"The field 'Record': it was changed, or the credential's secret was another one when it was made. Hand over the record as it came out; a former secret belongs into the credential's field 'Previous Secret'.";

// An answer of 100 levels, in a record, in a list, in an item of the error output: that leaves room.
const MAX_DEPTH = 150;

const TOO_DEEP =
	"The field 'Record' is nested more deeply than any record of this node. Hand over the record as it came out.";

type Restart =
	| { readonly ok: true; readonly progress: Progress }
	| { readonly ok: false; readonly problem: string };

function startAgain(
	record: DeliveryRecord,
	{ sealer, canSeal, credentialKeys, keysFor }: KeyRing,
	options: SendOptions,
	nowMs: number,
): Restart {
	// An entry of a list that somebody put together may be anything.
	if (!isObject(record)) return { ok: false, problem: NO_RECORD };
	if (record.status === 'delivered') return { ok: true, progress: { kind: 'ended', record } };
	const read = readRecord(record);
	if (!read.ok) {
		return {
			ok: false,
			problem: `The field 'Record' does not fit at '${read.path}'. Hand over the whole record, unchanged.`,
		};
	}
	if (!isUnchanged(read.record.delivery, sealer)) return { ok: false, problem: CHANGED };
	const resumed = resumeDelivery(read.record, sealer);
	if (!resumed.ok) return { ok: false, problem: `The field 'Record': ${resumed.problem}` };
	const { message, policy } = resumed.delivery;
	// What is allowed is for this node to say, not for a record that may have been anywhere.
	const publicAddressOnly = !options.allowPrivateAddresses;
	const endpoint = { ...resumed.delivery.endpoint, publicAddressOnly };
	const problem =
		findUrlProblem(endpoint.url, options, "The field 'Record': its URL") ??
		findLoginClash(endpoint, message.scheme, "The field 'Record': its URL");
	if (problem !== undefined) return { ok: false, problem };
	const sealing = canSeal ? undefined : credentialKeys(message.scheme);
	if (sealing?.ok === false) return sealing;
	const keys = keysFor(endpoint, message.scheme);
	if (!keys.ok) return { ok: false, problem: `The field 'Record': ${keys.problem}` };
	const delivery = startDelivery(message, endpoint, policy, nowMs);
	return { ok: true, progress: { kind: 'open', delivery } };
}

/**
 * Deliveries to make again from the record of failed ones: with the same id, the same bytes, the
 * same endpoint and the same retry policy, which begins anew.
 */
export function prepareRedelivery(
	parameter: ParameterReader,
	keyRing: KeyRing,
	options: SendOptions,
): Preparation {
	const json = readJson(parameter('record'));
	if (!isObject(json)) return { ok: false, problem: NO_RECORD };
	if (isDeeperThan(json, MAX_DEPTH)) return { ok: false, problem: TOO_DEEP };
	const outcome = fromJson(json as IDataObject);
	if (outcome.kind === 'problem') return { ok: false, problem: NO_RECORD };
	const nowMs = Date.now();
	const restarts = mapDeliveries(outcome, (record) => startAgain(record, keyRing, options, nowMs));
	const problems = deliveriesOf(restarts).flatMap((each) => (each.ok ? [] : each.problem));
	if (problems.length > 0) return { ok: false, problem: problems.join(' ') };
	return {
		ok: true,
		// All are fine, as was looked at above.
		outcome: mapDeliveries(restarts, (each) => (each as Extract<Restart, { ok: true }>).progress),
	};
}

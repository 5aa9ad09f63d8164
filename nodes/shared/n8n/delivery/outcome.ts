import type { IDataObject, INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { endRecord, restoreRecord } from '../../delivery/record';
import type { DeliveryRecord } from '../../delivery/record';
import type { DecisionReason } from '../../delivery/decide';
import { fieldOf, isObject } from '../../json';
import type { JsonObject } from '../../json';
import { INTERRUPTED, toDeliveryError } from './errors';
import { failedItem } from '../items/failedItem';

/**
 * What becomes of one item that came in. One item goes out for each, whatever happens.
 *
 * @typeParam D a delivery, or its record
 */
export type ItemOutcome<D> =
	| { readonly kind: 'single'; readonly delivery: D }
	/** One message to every endpoint that takes it; to none when no pattern matched. */
	| {
			readonly kind: 'many';
			readonly id: string;
			readonly event?: string | undefined;
			readonly deliveries: readonly D[];
	  }
	/** Nothing could be prepared. */
	| { readonly kind: 'problem'; readonly json: IDataObject };

/** The deliveries of an outcome. */
export function deliveriesOf<D>(outcome: ItemOutcome<D>): readonly D[] {
	if (outcome.kind === 'single') return [outcome.delivery];
	return outcome.kind === 'many' ? outcome.deliveries : [];
}

/** The same outcome with something else in the place of each delivery. */
export function mapDeliveries<D, R>(
	outcome: ItemOutcome<D>,
	map: (delivery: D) => R,
): ItemOutcome<R> {
	switch (outcome.kind) {
		case 'single':
			return { kind: 'single', delivery: map(outcome.delivery) };
		case 'many':
			return { ...outcome, deliveries: outcome.deliveries.map(map) };
		case 'problem':
			return outcome;
	}
}

/** A record without what is to be sent, as n8n shows it to people. */
export function withoutBody(record: DeliveryRecord): DeliveryRecord {
	const shown: Partial<DeliveryRecord> & { delivery?: unknown } = { ...record };
	delete shown.delivery;
	return shown as DeliveryRecord;
}

/** Whether a further attempt is planned. */
export function isPending(outcome: ItemOutcome<DeliveryRecord>): boolean {
	return deliveriesOf(outcome).some(({ status }) => status === 'pending');
}

function failuresOf(outcome: ItemOutcome<DeliveryRecord>): DeliveryRecord[] {
	return deliveriesOf(outcome).filter(({ status }) => status === 'failed');
}

function statusOf(outcome: ItemOutcome<DeliveryRecord>): string {
	if (isPending(outcome)) return 'pending';
	if (failuresOf(outcome).length > 0) return 'failed';
	if (deliveriesOf(outcome).some(({ status }) => status === 'held')) return 'held';
	return deliveriesOf(outcome).length > 0 ? 'delivered' : 'unmatched';
}

/** The outcome as the JSON of an item. */
export function toJson(outcome: ItemOutcome<DeliveryRecord>): IDataObject {
	switch (outcome.kind) {
		case 'single':
			return { ...outcome.delivery };
		case 'many':
			return {
				id: outcome.id,
				...(outcome.event !== undefined && { event: outcome.event }),
				status: statusOf(outcome),
				deliveries: outcome.deliveries,
			};
		case 'problem':
			return outcome.json;
	}
}

/** The JSON of an outcome, without the error that a failed item has around it. */
const withoutError = (json: IDataObject): JsonObject =>
	typeof json.error === 'string' && isObject(json.details) ? json.details : json;

/**
 * The outcome that an item of unknown origin seems to hold. Its records are still to be checked.
 *
 * @param item the item's JSON
 */
export function outcomeIn(item: IDataObject): ItemOutcome<unknown> {
	const json = withoutError(item);
	if (Array.isArray(json.deliveries)) {
		return {
			kind: 'many',
			id: typeof json.id === 'string' ? json.id : '',
			event: typeof json.event === 'string' ? json.event : undefined,
			deliveries: json.deliveries,
		};
	}
	if (typeof json.status !== 'string') return { kind: 'problem', json: item };
	return { kind: 'single', delivery: json };
}

/**
 * The outcome again, from the JSON of an item that it was made into, as it comes back from n8n's
 * database. A record that cannot be read comes out as that of a failed delivery.
 */
export function fromJson(item: IDataObject): ItemOutcome<DeliveryRecord> {
	const outcome = outcomeIn(item);
	// The item of one that could not be prepared holds its error, and no record.
	if (outcome.kind === 'problem' && typeof item.error !== 'string') {
		return { kind: 'single', delivery: restoreRecord(item) };
	}
	return mapDeliveries(outcome, restoreRecord);
}

/**
 * Whether an item is the state of deliveries that wait, as it stands in sub-executions. It is no
 * event: only they may go on with it, or Redeliver.
 */
export function isWaitingState(item: IDataObject): boolean {
	return deliveriesOf(outcomeIn(item)).some(
		(record) => fieldOf(record, 'status') === 'pending' && isObject(fieldOf(record, 'delivery')),
	);
}

/**
 * The outcome with its pending deliveries ended.
 *
 * @param problem why, for all of them or for each
 * @param concerns which of them. Default: all.
 */
export function endPending(
	outcome: ItemOutcome<DeliveryRecord>,
	reason: DecisionReason,
	problem: string | ((record: DeliveryRecord) => string),
	concerns: (record: DeliveryRecord) => boolean = () => true,
): ItemOutcome<DeliveryRecord> {
	const problemOf = (record: DeliveryRecord): string =>
		typeof problem === 'string' ? problem : problem(record);
	return mapDeliveries(outcome, (record) =>
		record.status === 'pending' && concerns(record)
			? endRecord(record, reason, problemOf(record))
			: record,
	);
}

function errorFor(
	node: INode,
	outcome: ItemOutcome<DeliveryRecord>,
	itemIndex: number,
): NodeApiError | undefined {
	const failures = failuresOf(outcome);
	const [first] = failures;
	if (first === undefined) return undefined;
	const counts = { failed: failures.length, all: deliveriesOf(outcome).length };
	return toDeliveryError(node, first, itemIndex, counts);
}

/**
 * The items by which outcomes are handed from one step of waiting to the next. n8n hands them on when
 * it crashes during an attempt, so each says what it would then be: a failure for one that was still
 * under way.
 */
export function toWaitingItems(
	node: INode,
	outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>,
): INodeExecutionData[] {
	return toItems(node, outcomes, true).map((item, index) => {
		const outcome = outcomes[index];
		if (!outcome || !isPending(outcome)) return item;
		const { message: error, description: message } = INTERRUPTED;
		return { ...item, json: { error, message, details: toJson(outcome) } };
	});
}

/**
 * The error that ends the run, if something failed. Its context holds the records of all that failed,
 * since no item comes out: so an error workflow can send them again.
 */
function findFatalError(
	errors: ReadonlyArray<NodeApiError | undefined>,
	outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>,
): NodeApiError | undefined {
	const first = errors.find((error) => error !== undefined);
	if (first === undefined) return undefined;
	const records = outcomes.filter((_, index) => errors[index] !== undefined).map(toJson);
	first.context = { ...first.context, records };
	return first;
}

/**
 * The items of finished outcomes, one for each, in their order. n8n pairs what comes out after a
 * wait with what came in by its place, so neither number nor order may differ.
 *
 * @param goOn whether the node goes on after errors
 * @throws NodeApiError when something failed and the node does not go on
 */
export function toItems(
	node: INode,
	outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>,
	goOn: boolean,
): INodeExecutionData[] {
	const errors = outcomes.map((outcome, itemIndex) => errorFor(node, outcome, itemIndex));
	const fatal = goOn ? undefined : findFatalError(errors, outcomes);
	if (fatal) throw fatal;
	return outcomes.map((outcome, itemIndex) => {
		const json = toJson(outcome);
		const error = errors[itemIndex];
		return error ? failedItem(error, itemIndex, json) : { json, pairedItem: { item: itemIndex } };
	});
}

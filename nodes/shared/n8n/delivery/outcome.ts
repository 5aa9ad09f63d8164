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
	/**
	 * An item that is sent together with others: its id, and the deliveries whose messages begin with it.
	 */
	| {
			readonly kind: 'batched';
			readonly id: string;
			readonly event?: string | undefined;
			readonly deliveries: readonly D[];
	  }
	/** Nothing could be prepared. */
	| { readonly kind: 'problem'; readonly json: IDataObject };

/** The deliveries of an outcome. */
export function deliveriesOf<D>(outcome: ItemOutcome<D>): readonly D[] {
	if (outcome.kind === 'single') return [outcome.delivery];
	return outcome.kind === 'problem' ? [] : outcome.deliveries;
}

/** The same outcome with something else in the place of each delivery. */
export function mapDeliveries<D, R>(
	outcome: ItemOutcome<D>,
	map: (delivery: D) => R,
): ItemOutcome<R> {
	switch (outcome.kind) {
		case 'single':
			return { kind: 'single', delivery: map(outcome.delivery) };
		case 'batched':
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

/** What of an outcome is still to be done. */
export const onlyPending = (outcome: ItemOutcome<DeliveryRecord>): ItemOutcome<DeliveryRecord> =>
	outcome.kind === 'many' || outcome.kind === 'batched'
		? { ...outcome, deliveries: outcome.deliveries.filter(({ status }) => status === 'pending') }
		: outcome;

const failuresIn = (records: readonly DeliveryRecord[]): DeliveryRecord[] =>
	records.filter(({ status }) => status === 'failed');

/** What tells most about an item with several deliveries comes first. */
const STATUS_ORDER = ['pending', 'failed', 'held', 'cancelled', 'delivered'] as const;

const statusOf = (records: readonly DeliveryRecord[]): string =>
	STATUS_ORDER.find((each) => records.some(({ status }) => status === each)) ?? 'unmatched';

/** Finds the deliveries that an outcome depends on, whichever items hold their records. */
type ConcernedFinder = (outcome: ItemOutcome<DeliveryRecord>) => readonly DeliveryRecord[];

/**
 * Creates the finder for the outcomes of a run: an item that was sent together with others depends on
 * the deliveries that hold it.
 */
function concernedIn(outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>): ConcernedFinder {
	const byItem = new Map<string, DeliveryRecord[]>();
	for (const record of outcomes.flatMap(deliveriesOf)) {
		for (const id of record.items ?? []) {
			const known = byItem.get(id);
			if (known) known.push(record);
			else byItem.set(id, [record]);
		}
	}
	return (outcome) =>
		outcome.kind === 'batched' ? (byItem.get(outcome.id) ?? []) : deliveriesOf(outcome);
}

/** The JSON of an item that was sent together with others, but for its status. */
function batchedJson(
	{ id, event, deliveries }: Extract<ItemOutcome<DeliveryRecord>, { readonly kind: 'batched' }>,
	concerned: readonly DeliveryRecord[],
): IDataObject {
	const last = concerned.filter(({ status }) => status !== 'split').at(-1);
	return {
		id,
		...(event !== undefined && { event }),
		statusCode: last?.statusCode ?? null,
		...(last?.reason !== undefined && { reason: last.reason }),
		requests: concerned.map((record) => record.id),
		deliveries,
	};
}

function toJson(outcome: ItemOutcome<DeliveryRecord>, concerned: ConcernedFinder): IDataObject {
	switch (outcome.kind) {
		case 'single':
			return { ...outcome.delivery };
		case 'batched': {
			const records = concerned(outcome);
			const { id, ...rest } = batchedJson(outcome, records);
			return { id, status: statusOf(records), ...rest };
		}
		case 'many':
			return {
				id: outcome.id,
				...(outcome.event !== undefined && { event: outcome.event }),
				status: statusOf(outcome.deliveries),
				deliveries: outcome.deliveries,
			};
		case 'problem':
			return outcome.json;
	}
}

/** The outcomes of a run as the JSON of items, one for each. */
export function toJsons(outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>): IDataObject[] {
	const concerned = concernedIn(outcomes);
	return outcomes.map((outcome) => toJson(outcome, concerned));
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
			kind: Array.isArray(json.requests) ? 'batched' : 'many',
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
	records: readonly DeliveryRecord[],
	itemIndex: number,
): NodeApiError | undefined {
	const failures = failuresIn(records);
	const [first] = failures;
	if (first === undefined) return undefined;
	const all = records.filter(({ status }) => status !== 'split').length;
	const counts = { failed: failures.length, all };
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
	const concerned = concernedIn(outcomes);
	return toItems(node, outcomes, true).map((item, index) => {
		const outcome = outcomes[index];
		if (!outcome || statusOf(concerned(outcome)) !== 'pending') return item;
		const { message: error, description: message } = INTERRUPTED;
		return { ...item, json: { error, message, details: toJson(outcome, concerned) } };
	});
}

/**
 * The error that ends the run, if something failed. Its context holds the records of all that failed,
 * since no item comes out: so an error workflow can send them again.
 */
function findFatalError(
	errors: ReadonlyArray<NodeApiError | undefined>,
	jsons: readonly IDataObject[],
): NodeApiError | undefined {
	const first = errors.find((error) => error !== undefined);
	if (first === undefined) return undefined;
	const records = jsons.filter((_, index) => errors[index] !== undefined);
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
	const concerned = concernedIn(outcomes);
	const jsons = outcomes.map((outcome) => toJson(outcome, concerned));
	const errors = outcomes.map((outcome, index) => errorFor(node, concerned(outcome), index));
	const fatal = goOn ? undefined : findFatalError(errors, jsons);
	if (fatal) throw fatal;
	return jsons.map((json, itemIndex) => {
		const error = errors[itemIndex];
		return error ? failedItem(error, itemIndex, json) : { json, pairedItem: { item: itemIndex } };
	});
}

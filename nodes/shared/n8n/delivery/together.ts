import type { DeliveryRecord } from '../../delivery/record';
import type { ItemOutcome } from './outcome';

type Outcomes = ReadonlyArray<ItemOutcome<DeliveryRecord>>;

/**
 * Hands each record to the first of the items that its message holds, so that it goes the way of an item
 * that it is about.
 */
export function withRecordsAtFirstItem(outcomes: Outcomes): Outcomes {
	const holders = new Map<string, DeliveryRecord[]>();
	for (const outcome of outcomes) if (outcome.kind === 'batched') holders.set(outcome.id, []);
	if (holders.size === 0) return outcomes;
	for (const outcome of outcomes) {
		if (outcome.kind !== 'batched') continue;
		for (const record of outcome.deliveries) {
			const [first = outcome.id] = record.items ?? [];
			(holders.get(first) ?? holders.get(outcome.id))?.push(record);
		}
	}
	return outcomes.map((outcome) =>
		outcome.kind === 'batched'
			? { ...outcome, deliveries: holders.get(outcome.id) ?? [] }
			: outcome,
	);
}

/**
 * The outcome with the records of its deliveries.
 *
 * @param toRecords gives more than one for a delivery that was split
 */
export function withRecords<D>(
	outcome: ItemOutcome<D>,
	toRecords: (delivery: D) => readonly DeliveryRecord[],
): ItemOutcome<DeliveryRecord> {
	if (outcome.kind === 'problem') return outcome;
	if (outcome.kind !== 'single') {
		return { ...outcome, deliveries: outcome.deliveries.flatMap(toRecords) };
	}
	const deliveries = toRecords(outcome.delivery);
	const [first] = deliveries;
	// A record of several items that was sent again by itself, and split.
	return deliveries.length === 1 && first
		? { kind: 'single', delivery: first }
		: { kind: 'many', id: first?.id ?? '', event: first?.event, deliveries };
}

import { advance } from '../../delivery/advance';
import type { DeliveryTools } from '../../delivery/advance';
import { splitDelivery } from '../../delivery/batch/split';
import type { Delivery } from '../../delivery/delivery';
import type { StepResult } from '../../delivery/schedule/types';
import type { StoredDelivery } from '../../delivery/storedDelivery';

/** A delivery that may still move on, and those that go on with its items. */
export interface OpenDelivery {
	readonly kind: 'open';
	delivery: Delivery;
	/** What it was restored from; absent when it is new. */
	readonly stored?: StoredDelivery;
	/** In the order of the items. Default: it was not split. */
	parts?: readonly OpenDelivery[];
}

/** The delivery and all that it was split into, in the order of the items. */
export const allIn = (open: OpenDelivery): OpenDelivery[] => [
	open,
	...(open.parts ?? []).flatMap(allIn),
];

const pendingIn = (open: OpenDelivery): OpenDelivery[] =>
	allIn(open).filter(({ delivery }) => delivery.status === 'pending');

/** Puts something else in the place of each that is pending. */
export function changePending(open: OpenDelivery, change: (delivery: Delivery) => Delivery): void {
	for (const each of pendingIn(open)) each.delivery = change(each.delivery);
}

/** The one whose attempt comes next, the first of those that are due; `undefined` when all have ended. */
function nextIn(open: OpenDelivery, keepOrder: boolean, nowMs: number): OpenDelivery | undefined {
	const [first, ...others] = pendingIn(open);
	if (keepOrder || first === undefined) return first;
	const startMs = ({ delivery }: OpenDelivery) => Math.max(delivery.dueAtMs, nowMs);
	return others.reduce(
		(earliest, each) => (startMs(each) < startMs(earliest) ? each : earliest),
		first,
	);
}

/**
 * Makes the next attempt. The parts of a delivery are sent one after another, in its place in the line of
 * its endpoint.
 */
export async function takeStep(
	open: OpenDelivery,
	keepOrder: boolean,
	tools: DeliveryTools,
): Promise<StepResult> {
	const { nowMs } = tools.runtime;
	const current = nextIn(open, keepOrder, nowMs());
	if (current === undefined) return { kind: 'done' };
	current.delivery = await advance(current.delivery, tools);
	if (current.delivery.status === 'split') {
		const { whole, parts } = splitDelivery(current.delivery, nowMs());
		current.delivery = whole;
		current.parts = parts.map((delivery) => ({ kind: 'open', delivery }));
	}
	const next = nextIn(open, keepOrder, nowMs());
	return next === undefined ? { kind: 'done' } : { kind: 'again', dueAtMs: next.delivery.dueAtMs };
}

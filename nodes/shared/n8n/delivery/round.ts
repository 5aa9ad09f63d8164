import type { INodeExecutionData } from 'n8n-workflow';
import type { DeliveryRecord } from '../../delivery/record';
import { deliveriesOf, fromJson } from './outcome';

/** For how long attempts begin in one round. Those that are due later are for the next. */
export const ROUND_MS = 60_000;

// n8n looks once a minute for what is due, and an attempt takes a little longer than its limit.
const MARGIN_MS = 90_000;

/** The records of these items. */
export const recordsIn = (items: readonly INodeExecutionData[]): DeliveryRecord[] =>
	items.flatMap(({ json }) => deliveriesOf(fromJson(json)));

/** How long a round of attempts may take, from the time when it is due to its end. */
export function longestRoundMs(items: readonly INodeExecutionData[]): number {
	const timeouts = recordsIn(items).map(({ delivery }) => delivery?.endpoint.timeoutMs ?? 0);
	return ROUND_MS + timeouts.reduce((longest, each) => Math.max(longest, each), 0) + MARGIN_MS;
}

/** When the next attempt is due, in milliseconds since 1970; `Infinity` where none is planned. */
export const dueAtMsOf = (items: readonly INodeExecutionData[]): number =>
	recordsIn(items)
		.flatMap(({ status, delivery }) => (status === 'pending' && delivery ? [delivery] : []))
		.reduce((earliest, { dueAtMs = 0 }) => Math.min(earliest, dueAtMs), Infinity);

import type { Limits } from '../shared/delivery/schedule/types';
import { endpointKeyOf } from '../shared/delivery/endpoints/endpointKey';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import { deliveriesOf } from '../shared/n8n/delivery/outcome';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import type { SendOptions } from './options';

const SHARE_OF_ONE_ENDPOINT = 10;

function countEndpoints(outcomes: ReadonlyArray<ItemOutcome<Progress>>): number {
	const keys = outcomes
		.flatMap(deliveriesOf)
		.flatMap((each) => (each.kind === 'open' ? [endpointKeyOf(each.delivery.endpoint.url)] : []));
	return new Set(keys).size;
}

/** How much a run does at once, and how long it waits itself. */
export function limitsFor(
	options: SendOptions,
	outcomes: ReadonlyArray<ItemOutcome<Progress>>,
	waitAtMostMs: number,
	endsByMs: number | undefined,
): Limits {
	const { concurrency, concurrencyPerEndpoint, keepOrder, ratePerSecond } = options;
	// One slow endpoint among others must not take all there is.
	const share = countEndpoints(outcomes) > 1 ? SHARE_OF_ONE_ENDPOINT : concurrency;
	return {
		concurrency,
		concurrencyPerEndpoint: concurrencyPerEndpoint ?? Math.min(share, concurrency),
		keepOrder,
		...(ratePerSecond !== undefined && { ratePerSecond }),
		...(endsByMs !== undefined && { endsByMs }),
		waitAtMostMs,
	};
}

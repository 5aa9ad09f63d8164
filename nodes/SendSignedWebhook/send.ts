import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliverOutcomes } from '../shared/n8n/delivery/deliverOutcomes';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import { finish } from '../shared/n8n/delivery/finish';
import { createKeyRing } from '../shared/n8n/delivery/keyRing';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import type { DeliverySettings } from '../shared/n8n/delivery/settings';
import { canWaitInDatabase, readEndsByMs, warnOfTimeLimit } from '../shared/n8n/delivery/timeLimit';
import { failedItem } from '../shared/n8n/items/failedItem';
import { readItems } from '../shared/n8n/items/readItems';
import type { ReadItem } from '../shared/n8n/items/readItems';
import { limitsFor } from './limits';
import type { SendOptions } from './options';
import { createItemReader } from './prepare';
import type { SendTask } from './prepare';

const toOutcome = (item: ReadItem<SendTask>, itemIndex: number): ItemOutcome<Progress> =>
	item.ok
		? item.value.outcome
		: { kind: 'problem', json: failedItem(item.problem, itemIndex).json };

/** How a run goes about it cannot differ from item to item: the first that can be used decides. */
const optionsOf = (items: ReadonlyArray<ReadItem<SendTask>>): SendOptions | undefined =>
	items.find((item) => item.ok)?.value.options;

function settingsFor(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<ItemOutcome<Progress>>,
	options: SendOptions,
): DeliverySettings {
	const nowMs = Date.now();
	const endsByMs = readEndsByMs(context, options.timeoutSeconds * 1000, nowMs);
	warnOfTimeLimit(context, outcomes, endsByMs, nowMs);
	const isDurable =
		context.getNodeParameter('durable', 0, true) === true && canWaitInDatabase(endsByMs, nowMs);
	return {
		limits: limitsFor(options, outcomes, isDurable, endsByMs),
		circuitBreaker: options.circuitBreaker,
		goOn: context.continueOnFail(),
	};
}

/**
 * Sends signed webhooks and returns one item per incoming item, in the same order.
 *
 * All items are checked before the first is sent. What a failure does follows the node's On Error
 * setting: every delivery is brought to its end first, whatever becomes of the others.
 *
 * @throws NodeOperationError for a field that cannot be used
 * @throws NodeApiError for a delivery that failed for good
 */
export async function sendItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	if (context.getInputData().length === 0) return [];
	const keyRing = await createKeyRing(context);
	const items = await readItems(context, createItemReader(context, keyRing));
	const outcomes = items.map(toOutcome);
	const options = optionsOf(items);
	if (options === undefined) {
		return items.flatMap((item, index) => (item.ok ? [] : failedItem(item.problem, index)));
	}
	const settings = settingsFor(context, outcomes, options);
	const records = await deliverOutcomes(context, outcomes, keyRing, settings);
	return await finish(context, records, settings);
}

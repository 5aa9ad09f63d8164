import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliver } from '../shared/delivery/deliver';
import { toDeliveryError } from '../shared/n8n/deliveryError';
import { failedItem } from '../shared/n8n/failedItem';
import { createRuntime } from '../shared/n8n/runtime';
import { readSigningKeys, SIGNING_CREDENTIAL } from '../shared/n8n/signingCredential';
import { createTransport } from '../shared/n8n/transport';
import { prepareDelivery } from './prepare';
import type { Preparation } from './prepare';

async function prepareAll(
	context: IExecuteFunctions,
): Promise<Array<Preparation | { readonly ok: false; readonly problem: Error }>> {
	const credential = await context.getCredentials(SIGNING_CREDENTIAL);
	return context.getInputData().map((item, itemIndex) => {
		try {
			return prepareDelivery(
				(name) => context.getNodeParameter(name, itemIndex, undefined),
				item.json,
				(scheme) => readSigningKeys(credential, scheme, 'sign'),
			);
		} catch (error) {
			// An expression that cannot be evaluated is a mistake in this item alone.
			return { ok: false, problem: error instanceof Error ? error : new Error(String(error)) };
		}
	});
}

/**
 * Sends one signed webhook per item and returns one delivery record per item.
 *
 * All items are checked before the first is sent. What a failure does follows the node's On Error
 * setting: stop, or go on with an item that holds the record and the error.
 *
 * @throws NodeOperationError for a field that cannot be used
 * @throws NodeApiError for a delivery that failed for good
 */
export async function sendItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const goOn = context.continueOnFail();
	const preparations = await prepareAll(context);
	const problems = preparations.map((preparation, itemIndex) =>
		preparation.ok
			? undefined
			: new NodeOperationError(context.getNode(), preparation.problem, {
					itemIndex,
				}),
	);
	const firstProblem = problems.find((error) => error !== undefined);
	if (firstProblem && !goOn) throw firstProblem;

	const cancelSignal = context.getExecutionCancelSignal();
	const transport = createTransport(context, cancelSignal);
	const runtime = createRuntime(cancelSignal);
	const results: INodeExecutionData[] = [];
	for (const [itemIndex, preparation] of preparations.entries()) {
		const problem = problems[itemIndex];
		if (!preparation.ok) {
			if (problem) results.push(failedItem(problem, itemIndex));
			continue;
		}
		const record = await deliver(preparation.request, preparation.policy, transport, runtime);
		if (record.status === 'delivered') {
			const json = record as unknown as IDataObject;
			results.push({ json, pairedItem: { item: itemIndex } });
			continue;
		}
		const error = toDeliveryError(context.getNode(), record, itemIndex);
		if (!goOn) throw error;
		results.push(failedItem(error, itemIndex, { ...record }));
	}
	return results;
}

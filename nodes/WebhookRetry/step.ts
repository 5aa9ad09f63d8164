import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { makeAttempts, waitForNextAttempt } from '../shared/n8n/delivery/retryStep';
import type { DeliverySettings } from '../shared/n8n/delivery/deliverOutcomes';

/** Waits, or makes attempts, as the node that began the deliveries has set it. */
export async function runRetryStep(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = JSON.parse(
		context.getNodeParameter('settings', 0) as string,
	) as DeliverySettings;
	if (context.getNodeParameter('step', 0) === 'attempt') {
		return await makeAttempts(context, settings);
	}
	return [await waitForNextAttempt(context, settings), []];
}

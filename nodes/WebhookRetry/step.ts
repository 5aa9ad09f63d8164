import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	collectOutcomes,
	handOutOutcomes,
	waitWhileStarting,
} from '../shared/n8n/delivery/collect';
import type { DeliverySettings } from '../shared/n8n/delivery/deliverOutcomes';
import { startRetries } from '../shared/n8n/delivery/suspend';
import { makeAttempts, waitForNextAttempt } from '../shared/n8n/delivery/resume';
import type { CollectSettings, Step } from '../shared/n8n/delivery/subWorkflow';

type StepRun = (
	context: IExecuteFunctions,
	settings: unknown,
) => Promise<[finished: INodeExecutionData[], waiting: INodeExecutionData[]]>;

const STEPS: Readonly<Record<Step, StepRun>> = {
	attempt: async (context, settings) => await makeAttempts(context, settings as DeliverySettings),
	collect: async (context, settings) => [
		await collectOutcomes(context, settings as CollectSettings),
		[],
	],
	handOut: async (context, settings) => [handOutOutcomes(context, settings as CollectSettings), []],
	settle: async (context) => [await waitWhileStarting(context), []],
	start: async (context, settings) => [
		await startRetries(context, (settings as CollectSettings).ticket),
		[],
	],
	wait: async (context, settings) => [
		await waitForNextAttempt(context, settings as DeliverySettings),
		[],
	],
};

/** Does what the node that began the deliveries has set for this place. */
export async function runRetryStep(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = JSON.parse(context.getNodeParameter('settings', 0) as string) as unknown;
	return await STEPS[context.getNodeParameter('step', 0) as Step](context, settings);
}

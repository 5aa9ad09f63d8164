import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { z } from 'zod';
import {
	collectOutcomes,
	handOutOutcomes,
	waitWhileStarting,
} from '../shared/n8n/delivery/collect';
import { reportEnd } from '../shared/n8n/delivery/background/report';
import { attemptInBackground, waitInBackground } from '../shared/n8n/delivery/background/round';
import { lookAfterRound, waitForEndOfRound } from '../shared/n8n/delivery/background/watch';
import { makeAttempts, waitForNextAttempt } from '../shared/n8n/delivery/resume';
import {
	backgroundSettingsSchema,
	collectSettingsSchema,
	deliverySettingsSchema,
	readStepSettings,
	watchSettingsSchema,
} from '../shared/n8n/delivery/settings';
import type { Step } from '../shared/n8n/delivery/subWorkflow';
import { startRetries } from '../shared/n8n/delivery/suspend';
import { claim, claimSettingsSchema, forget } from '../shared/n8n/trigger/claims/steps';
import { operationError } from '../shared/n8n/messages/nodeErrors';

type Outputs = INodeExecutionData[][];

type StepRun = (context: IExecuteFunctions, settings: unknown) => Promise<Outputs>;

/** A step with settings of one kind, which are checked before it begins. */
function withSettings<Settings>(
	schema: z.ZodType<Settings, z.ZodTypeDef, unknown>,
	run: (context: IExecuteFunctions, settings: Settings) => Outputs | Promise<Outputs>,
): StepRun {
	return async (context, given) => {
		const settings = readStepSettings(schema, given);
		if (!settings.ok) throw operationError(context.getNode(), settings.problem);
		return await run(context, settings.value);
	};
}

const STEPS: Readonly<Record<Step, StepRun>> = {
	attempt: withSettings(deliverySettingsSchema, makeAttempts),
	attemptInBackground: withSettings(backgroundSettingsSchema, attemptInBackground),
	claim: withSettings(claimSettingsSchema, async (context, { execution }) => [
		await claim(context, execution),
	]),
	collect: withSettings(collectSettingsSchema, async (context, settings) => [
		await collectOutcomes(context, settings),
	]),
	forget: async (context) => [await forget(context)],
	handOut: withSettings(collectSettingsSchema, (context, settings) => [
		handOutOutcomes(context, settings),
	]),
	lookAfter: withSettings(watchSettingsSchema, lookAfterRound),
	report: withSettings(backgroundSettingsSchema, async (context, settings) => [
		await reportEnd(context, settings),
	]),
	settle: async (context) => [await waitWhileStarting(context)],
	start: withSettings(collectSettingsSchema, async (context, { ticket }) => [
		await startRetries(context, ticket),
	]),
	wait: withSettings(deliverySettingsSchema, async (context, settings) => [
		await waitForNextAttempt(context, settings),
	]),
	waitInBackground: withSettings(backgroundSettingsSchema, async (context, settings) => [
		await waitInBackground(context, settings),
	]),
	watch: async (context) => [await waitForEndOfRound(context)],
};

/** Does what the node that began the deliveries has set for this place. */
export async function runRetryStep(context: IExecuteFunctions): Promise<Outputs> {
	const step = STEPS[context.getNodeParameter('step', 0) as Step];
	const [finished = [], waiting = [], later = []] = await step(
		context,
		context.getNodeParameter('settings', 0),
	);
	return [finished, waiting, later];
}

import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { runTrigger } from './claims';
import { readTriggerConfig } from './configuration';
import { receiveWebhook } from './receive';
import { startWatch } from './watch';
import { isRegistered, register, unregister } from './registration';
import type { Result } from '../../result';
import type { TriggerConfig } from './configuration';
import type { TriggerDefinition } from './definition';

/** What n8n calls at a trigger node: when its workflow goes on or off, and for every request. */
export interface TriggerMethods {
	readonly webhookMethods: {
		readonly default: Record<
			'checkExists' | 'create' | 'delete',
			(this: IHookFunctions) => Promise<boolean>
		>;
	};
	readonly webhook: (this: IWebhookFunctions) => Promise<IWebhookResponseData>;
	/** For triggers that register themselves: watches over their webhook. */
	readonly trigger: (this: ITriggerFunctions) => Promise<ITriggerResponse>;
	/** What each execution begins with. Without it, n8n drops the items of a test run where there is `trigger`. */
	readonly execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

/**
 * The methods of a trigger node. Its parameters are read each time, since users
 * change them while the node lives.
 */
export function createTriggerMethods(definition: TriggerDefinition): TriggerMethods {
	const configOf =
		(
			context: IHookFunctions | ITriggerFunctions | IWebhookFunctions,
		): (() => Result<TriggerConfig>) =>
		() =>
			readTriggerConfig(
				definition,
				(name) => context.getNodeParameter(name, undefined),
				context.getNode().typeVersion,
			);
	return {
		webhookMethods: {
			default: {
				async checkExists() {
					return await isRegistered(this, configOf(this));
				},
				async create() {
					return await register(this, configOf(this));
				},
				async delete() {
					return await unregister(this, configOf(this));
				},
			},
		},
		async execute() {
			return await runTrigger(this);
		},
		async webhook() {
			return await receiveWebhook(this, configOf(this));
		},
		async trigger() {
			return await startWatch(this, configOf(this));
		},
	};
}

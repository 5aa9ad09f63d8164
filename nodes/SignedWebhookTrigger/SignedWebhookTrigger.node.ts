import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentialTest';
import { assertUsable } from '../shared/n8n/manualRegistration';
import { receiveWebhook } from '../shared/n8n/receiveWebhook';
import type { ConfigChoice } from '../shared/n8n/receiveWebhook';
import { schemeIdsWhere, schemeProperties } from '../shared/n8n/schemeProperties';
import { triggerWebhook } from '../shared/n8n/webhookDescription';
import { readReceiveConfig } from './config';

function readConfig(context: IHookFunctions | IWebhookFunctions): ConfigChoice {
	return readReceiveConfig((name) => context.getNodeParameter(name, undefined));
}

/** Starts a workflow with events whose signature proves who sent them. */
export class SignedWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Signed Webhook Trigger',
		name: 'signedWebhookTrigger',
		icon: {
			light: 'file:../../icons/signedWebhookTrigger.svg',
			dark: 'file:../../icons/signedWebhookTrigger.dark.svg',
		},
		group: ['trigger'],
		// Starts above 1: for version 1 exactly, n8n evaluates an expression on every request.
		version: 1.1,
		subtitle: '={{$parameter["scheme"]}}',
		description: 'Starts the workflow when a webhook arrives whose signature is genuine',
		eventTriggerDescription: 'Waiting for a signed request to the test URL',
		activationMessage: 'Requests to the production URL now start this workflow.',
		defaults: { name: 'Signed Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'signedWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
			},
		],
		webhooks: [triggerWebhook],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'While building, click "Execute step", then send a signed request to the test URL. Once the workflow is published, every genuine request to the production URL starts it.',
				active:
					'While building, click "Execute step", then send a signed request to the test URL. This workflow is published: every genuine request to the production URL starts it, and you find the runs under Executions.',
			},
			activationHint:
				'Publish this workflow, then give the production URL to the service that sends the events.',
		},
		properties: [
			...schemeProperties,
			{
				displayName: 'Path',
				name: 'path',
				type: 'string',
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. payments',
				description:
					'The end of the webhook URL. Leave it empty for a random one. The path is no secret: the signature is what keeps strangers out.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Include Headers',
						name: 'includeHeaders',
						type: 'options',
						options: [
							{
								name: 'All, Secrets Included',
								value: 'all',
								description: 'Also signatures, tokens and cookies; n8n stores them with each run',
							},
							{ name: 'All but Secrets', value: 'safe' },
							{ name: 'None', value: 'none' },
						],
						default: 'safe',
						description: 'Which request headers the item holds',
					},
					{
						displayName: 'Include Raw Body',
						name: 'includeRawBody',
						type: 'boolean',
						default: true,
						description:
							'Whether the item also holds the body as text exactly as received, for example to keep numbers of more than 15 digits whole',
					},
					{
						displayName: 'Timestamp Tolerance (Seconds)',
						name: 'toleranceSeconds',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 86400 },
						default: 300,
						description:
							'How far the signed time may be from the clock, in both directions. Older requests are refused, so that recorded ones cannot be sent again.',
						displayOptions: {
							show: {
								'/scheme': schemeIdsWhere(({ timestamp }) => timestamp !== undefined),
							},
						},
					},
				],
			},
		],
	};

	methods = { credentialTest: { testSigningCredential } };

	webhookMethods = {
		default: {
			// The service is told the URL by hand, so nothing exists that n8n could look for.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await assertUsable(this, () => readConfig(this));
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, () => readConfig(this));
	}
}

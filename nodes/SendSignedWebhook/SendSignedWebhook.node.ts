import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { bodyProperties } from '../shared/n8n/bodyProperties';
import { testSigningCredential } from '../shared/n8n/credentialTest';
import { schemeIdsWhere, schemePropertiesFor } from '../shared/n8n/schemeProperties';
import { CUSTOM_SCHEME_ID } from '../shared/signing/customScheme';
import { canSign } from '../shared/signing/sign';
import { optionProperties } from './options';
import { sendItems } from './send';

/** Sends each item as a signed webhook and tries again until the receiver accepts it. */
export class SendSignedWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Send Signed Webhook',
		name: 'sendSignedWebhook',
		icon: {
			light: 'file:../../icons/sendSignedWebhook.svg',
			dark: 'file:../../icons/sendSignedWebhook.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["url"]}}',
		description: 'Sends signed webhooks and tries again until they arrive',
		defaults: { name: 'Send Signed Webhook' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'signedWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Send',
						value: 'send',
						description: 'Sign and deliver one webhook for each item',
						action: 'Send a signed webhook',
					},
				],
				default: 'send',
			},
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. https://example.com/webhook',
				description: 'Address of the receiver',
			},
			...schemePropertiesFor(canSign),
			{
				displayName: 'Event Name',
				name: 'eventName',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. push',
				description: 'Sent in a header of its own, which the signature does not cover',
				displayOptions: {
					show: {
						scheme: schemeIdsWhere(({ eventHeader }) => eventHeader !== undefined),
					},
				},
			},
			{
				displayName: 'Event Name',
				name: 'eventName',
				type: 'string',
				default: '',
				placeholder: 'e.g. order.created',
				description: 'For custom schemes that name the event in a header of its own',
				displayOptions: { show: { scheme: [CUSTOM_SCHEME_ID] } },
			},
			{
				displayName: 'Event ID',
				name: 'eventId',
				type: 'string',
				default: '',
				placeholder: 'e.g. order_1042',
				description:
					'By which the receiver tells repeats apart; the same for every attempt. Leave it empty for a new one each run. Set it, for example to the ID of an order, when the run itself may be repeated.',
				displayOptions: {
					show: {
						scheme: [CUSTOM_SCHEME_ID, ...schemeIdsWhere(({ idHeader }) => idHeader !== undefined)],
					},
				},
			},
			...bodyProperties({
				description: 'What to send',
				sources: {
					item: { description: "The item's JSON as it comes in" },
					json: { description: 'JSON that you put together below' },
					text: { description: 'Text sent exactly as it is' },
				},
				defaultSource: 'item',
				json: {
					default: '{\n  "type": "order.created",\n  "data": {}\n}',
					description: 'Sent exactly as it stands here, spacing included',
				},
				text: { description: 'Sent exactly as it stands here. May be empty.' },
			}),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: optionProperties,
			},
		],
	};

	methods = { credentialTest: { testSigningCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await sendItems(this)];
	}
}

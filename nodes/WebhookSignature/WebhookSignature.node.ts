import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentials/secretTest';
import { executeSignature } from './execute';
import { signatureProperties } from './properties';

/** Signs data inside a workflow, or checks a signature and explains why it does not fit. */
export class WebhookSignature implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Webhook Signature',
		name: 'webhookSignature',
		icon: {
			light: 'file:../../icons/webhookSignature.svg',
			dark: 'file:../../icons/webhookSignature.dark.svg',
		},
		group: ['transform'],
		version: [1, 1.1],
		subtitle: '={{$parameter["operation"] + ": " + $parameter["scheme"]}}',
		description: 'Sign data, or verify a signature and learn why it does not match',
		defaults: { name: 'Webhook Signature' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "verify" ? [{ type: "main", displayName: "Genuine" }, { type: "main", displayName: "Not Genuine" }] : ["main"] }}',
		credentials: [
			{
				name: 'signedWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
			},
		],
		properties: signatureProperties,
	};

	methods = { credentialTest: { testSigningCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeSignature(this);
	}
}

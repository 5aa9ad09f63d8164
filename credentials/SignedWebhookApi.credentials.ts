import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The shared secrets of one sender or receiver: the current one, and older ones while rotating. */
export class SignedWebhookApi implements ICredentialType {
	name = 'signedWebhookApi';

	displayName = 'Signed Webhook API';

	icon: Icon = {
		light: 'file:../icons/signedWebhookTrigger.svg',
		dark: 'file:../icons/signedWebhookTrigger.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The signing secret that sender and receiver share. Paste it exactly as the other side shows it.',
		},
		{
			displayName: 'Secret Encoding',
			name: 'keyFormat',
			type: 'options',
			options: [
				{
					name: 'As the Scheme Says',
					value: 'scheme',
					description: 'Right for almost everyone',
				},
				{
					name: 'Base64',
					value: 'base64',
					description: 'Decode the secret from base64',
				},
				{
					name: 'Hex',
					value: 'hex',
					description: 'Decode the secret from hex',
				},
				{
					name: 'Text',
					value: 'text',
					description: 'Use the characters of the secret as they are',
				},
			],
			default: 'scheme',
			description: 'How the bytes of the key are written in the secret',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'While you change secrets: the one in use before. Requests signed with it are still accepted, and outgoing ones are signed with it too where the scheme allows several signatures. Empty it when the change is done.',
		},
		{
			displayName: 'Second Previous Secret',
			name: 'previousSecret2',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'One more secret that is still accepted',
		},
		{
			displayName: 'Verify Token',
			name: 'verifyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for services that ask for one when you enter the webhook URL, such as Meta: the same text as there',
		},
	];
}

import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { previousSecretFields, secretField } from '../nodes/shared/n8n/credentials/fields';

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
		secretField({
			label: 'Secret',
			description:
				'The signing secret that sender and receiver share. Paste it exactly as the other side shows it.',
		}),
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
		...previousSecretFields,
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'string',
			default: '',
			placeholder: 'e.g. example.com, *.example.org',
			description:
				'The domains that messages may be sent to with this secret, separated by commas; *. stands for all below one. Empty for all that whoever makes the workflow chooses. Receiving does not look at it.',
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

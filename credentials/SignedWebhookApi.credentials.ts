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
					name: "Use the Scheme's Default",
					value: 'scheme',
					description: 'Recommended',
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
			description: 'How the secret encodes the bytes of the key',
		},
		...previousSecretFields,
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'string',
			default: '',
			placeholder: 'e.g. example.com, *.example.org',
			description:
				'Domains that this secret may be used to send to, separated by commas. Use *.example.com for all subdomains. Leave it empty to let the workflow decide. Receiving ignores it.',
		},
		{
			displayName: 'Verify Token',
			name: 'verifyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for services that ask for one when you enter the webhook URL, such as Meta. Enter the same text in both places.',
		},
	];
}

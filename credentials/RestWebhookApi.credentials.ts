import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { previousSecretFields, secretField } from '../nodes/shared/n8n/credentials/fields';

/** The key of any service's webhook API, and the secret that it signs with. */
export class RestWebhookApi implements ICredentialType {
	name = 'restWebhookApi';

	displayName = 'REST Webhook API';

	icon: Icon = {
		light: 'file:../icons/signedWebhookTrigger.svg',
		dark: 'file:../icons/signedWebhookTrigger.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#rest-webhook-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://api.example.com',
			description:
				'Address of the API. It must start with https://, except for localhost. The key is sent nowhere else.',
		},
		{
			displayName: 'Key Header',
			name: 'keyHeader',
			type: 'string',
			required: true,
			default: 'Authorization',
			description: 'Header in which the service expects the key',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. Bearer abc123',
			description: 'The key, with any prefix that the service requires',
		},
		secretField({
			label: 'Signing Secret',
			isRequired: false,
			description:
				'The secret that the service signs with. Leave it empty to generate one, or if the service chooses its own. n8n then stores it encrypted with the key.',
		}),
		...previousSecretFields,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: { '={{ $credentials.keyHeader }}': '={{ $credentials.apiKey }}' },
		},
	};
}

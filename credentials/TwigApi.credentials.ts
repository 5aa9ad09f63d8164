import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { previousSecretFields, secretField } from '../nodes/shared/n8n/secretFields';

/** The API key of a Twig AI organization, and the secret of a webhook that was made by hand. */
export class TwigApi implements ICredentialType {
	name = 'twigApi';

	displayName = 'Twig API';

	icon: Icon = { light: 'file:../icons/twig.svg', dark: 'file:../icons/twig.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#twig-api';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'From Settings → API Keys in Twig AI. The node Twig AI and automatic registration need it; with registration by hand, leave it empty.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.twig.so',
			description: 'Address of the API. It must start with https://, but for localhost.',
		},
		secretField({
			label: 'Signing Secret',
			isRequired: false,
			description:
				'Only for registration by hand: the secret that Twig AI shows when you create the webhook. With automatic registration Twig AI hands it over itself.',
		}),
		...previousSecretFields,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.apiKey }}' } },
	};
}

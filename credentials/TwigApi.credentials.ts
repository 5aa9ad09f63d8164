import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import {
	apiKeyField,
	baseUrlField,
	bearerAuthentication,
	previousSecretFields,
	secretField,
} from '../nodes/shared/n8n/credentials/fields';

/** The API key of a Twig AI organization, and the secret of a webhook that was created manually. */
export class TwigApi implements ICredentialType {
	name = 'twigApi';

	displayName = 'Twig API';

	icon: Icon = { light: 'file:../icons/twig.svg', dark: 'file:../icons/twig.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#twig-api';

	properties: INodeProperties[] = [
		apiKeyField({
			displayName: 'API Key',
			name: 'apiKey',
			isRequired: false,
			description:
				'From Settings → API Keys in Twig AI. The Twig AI node and automatic registration need it. With manual registration, leave it empty.',
		}),
		baseUrlField({ default: 'https://api.twig.so' }),
		secretField({
			label: 'Signing Secret',
			isRequired: false,
			description:
				'Only for manual registration: the secret that Twig AI shows when you create the webhook. With automatic registration, leave it empty: the trigger gets it from Twig AI.',
		}),
		...previousSecretFields,
	];

	authenticate: IAuthenticateGeneric = bearerAuthentication('apiKey');
}

import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticationFields } from '../nodes/shared/n8n/credentials/authenticationFields';

/** What a receiver demands besides a signature: a header, a login, a token or a client certificate. */
export class WebhookAuthenticationApi implements ICredentialType {
	name = 'webhookAuthenticationApi';

	displayName = 'Webhook Authentication API';

	icon: Icon = {
		light: 'file:../icons/sendSignedWebhook.svg',
		dark: 'file:../icons/sendSignedWebhook.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#webhook-authentication-api';

	properties: INodeProperties[] = authenticationFields;
}

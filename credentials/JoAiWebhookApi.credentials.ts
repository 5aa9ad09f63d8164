import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { previousSecretFields, secretField } from '../nodes/shared/n8n/credentials/fields';

/** The secret of a JoAI webhook, and older ones while rotating. */
export class JoAiWebhookApi implements ICredentialType {
	name = 'joAiWebhookApi';

	displayName = 'JoAI Webhook API';

	icon: Icon = { light: 'file:../icons/joAi.svg', dark: 'file:../icons/joAi.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#joai-webhook-api';

	properties: INodeProperties[] = [
		secretField({
			label: 'Secret',
			description:
				'The secret that JoAI shows once, when you create the webhook. Paste it exactly as JoAI shows it.',
		}),
		...previousSecretFields,
	];
}

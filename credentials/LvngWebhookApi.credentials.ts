import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { previousSecretFields, secretField } from '../nodes/shared/n8n/credentials/fields';

/** The secret of an LVNG webhook, and older ones while rotating. */
export class LvngWebhookApi implements ICredentialType {
	name = 'lvngWebhookApi';

	displayName = 'LVNG Webhook API';

	icon: Icon = { light: 'file:../icons/lvng.svg', dark: 'file:../icons/lvng.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#lvng-webhook-api';

	properties: INodeProperties[] = [
		secretField({
			label: 'Secret',
			description: 'The secret that LVNG shows for the webhook. Paste it exactly as LVNG shows it.',
		}),
		...previousSecretFields,
	];
}

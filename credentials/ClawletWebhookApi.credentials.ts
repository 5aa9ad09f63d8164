import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { previousSecretFields, secretField } from '../nodes/shared/n8n/secretFields';

/** The secret of a Clawlet handler, and older ones while rotating. */
export class ClawletWebhookApi implements ICredentialType {
	name = 'clawletWebhookApi';

	displayName = 'Clawlet Webhook API';

	icon: Icon = { light: 'file:../icons/clawlet.svg', dark: 'file:../icons/clawlet.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#clawlet-webhook-api';

	properties: INodeProperties[] = [
		secretField({
			label: 'Secret',
			description:
				'The same secret as in the configuration of the Clawlet handler. Without one nothing can be proven, so it is asked for here.',
		}),
		...previousSecretFields,
	];
}

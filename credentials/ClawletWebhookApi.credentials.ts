import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { previousSecretFields, secretField } from '../nodes/shared/n8n/credentials/fields';

/** The secret of one handler of the Clawlet Trigger, and older ones while rotating. */
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
				"The secret that the sender signs with: the one of the webhook at GitHub, the whole signing secret of the endpoint at Stripe (whsec_…), or your own system's",
		}),
		...previousSecretFields,
	];
}

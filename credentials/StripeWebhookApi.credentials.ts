import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import {
	apiKeyField,
	baseUrlField,
	bearerAuthentication,
	previousSecretFields,
	secretField,
} from '../nodes/shared/n8n/credentials/fields';

/** A key that may manage webhook endpoints at Stripe, and the secret of an endpoint. */
export class StripeWebhookApi implements ICredentialType {
	name = 'stripeWebhookApi';

	displayName = 'Stripe Webhook API';

	icon: Icon = {
		light: 'file:../icons/signedWebhookTrigger.svg',
		dark: 'file:../icons/signedWebhookTrigger.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#stripe-webhook-api';

	properties: INodeProperties[] = [
		apiKeyField({
			displayName: 'Secret or Restricted Key',
			name: 'secretKey',
			description:
				'A restricted key (rk_…) with the permissions Webhook Endpoints: Write and Events: Read. A secret key (sk_…) also works, but has full access to your account.',
		}),
		baseUrlField({ default: 'https://api.stripe.com' }),
		secretField({
			label: 'Signing Secret',
			isRequired: false,
			description:
				'Only for manual registration: the complete signing secret of the endpoint (whsec_…). With automatic registration, leave it empty: the trigger gets it from Stripe.',
		}),
		...previousSecretFields,
	];

	authenticate: IAuthenticateGeneric = bearerAuthentication('secretKey');
}

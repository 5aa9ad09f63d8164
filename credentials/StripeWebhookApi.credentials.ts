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
				'Better a restricted key (rk_…) with the permissions Webhook Endpoints: Write and Events: Read than a secret key (sk_…), which may do everything',
		}),
		baseUrlField({ default: 'https://api.stripe.com' }),
		secretField({
			label: 'Signing Secret',
			isRequired: false,
			description:
				'Only for registration by hand: the secret of the endpoint (whsec_…), whole. With automatic registration Stripe chooses one and hands it over itself.',
		}),
		...previousSecretFields,
	];

	authenticate: IAuthenticateGeneric = bearerAuthentication('secretKey');
}

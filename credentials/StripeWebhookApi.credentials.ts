import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { TEST_BASE_URL } from '../nodes/shared/n8n/api/access';
import {
	apiKeyField,
	baseUrlField,
	bearerAuthentication,
	statusRule,
	previousSecretFields,
	secretField,
} from '../nodes/shared/n8n/credentials/fields';
import { stripeCredential } from '../nodes/shared/services/credentials';

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

	test: ICredentialTestRequest = {
		request: {
			baseURL: TEST_BASE_URL,
			url: stripeCredential.probePath,
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			statusRule(401, 'Stripe did not accept the key. It may be mistyped, expired or revoked.'),
			statusRule(
				403,
				'Stripe knows the key, but it may not read webhook endpoints. Give it the permissions Webhook Endpoints: Write and Events: Read.',
			),
		],
	};
}

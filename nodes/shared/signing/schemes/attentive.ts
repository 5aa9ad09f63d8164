import type { SignatureScheme } from '../scheme';

/** Attentive webhooks, made in the dashboard or by the API. */
export const attentive: SignatureScheme = {
	id: 'attentive',
	displayName: 'Attentive',
	description: 'x-attentive-hmac-sha256 with hex',
	documentationUrl: 'https://docs.attentive.com/pages/webhooks/webhook-authentication/',
	secretPlace:
		"The custom app's Webhooks page: the signing key (client secret) of the webhook goes to `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'x-attentive-hmac-sha256', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		source:
			'The page of [Attentive](https://docs.attentive.com/pages/webhooks/webhook-authentication/) names neither an id nor a time that each event has.',
	},
	event: { id: [], name: [{ body: ['type'] }], data: [] },
};

import type { SignatureScheme } from '../scheme';

/** Attentive webhooks, created in the dashboard or with the API. */
export const attentive: SignatureScheme = {
	id: 'attentive',
	displayName: 'Attentive',
	description: 'x-attentive-hmac-sha256 with hex',
	documentationUrl: 'https://docs.attentive.com/pages/webhooks/webhook-authentication/',
	secretPlace:
		"The custom app → Webhooks: copy the webhook's signing key (client secret) into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'x-attentive-hmac-sha256', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		source:
			'The page of [Attentive](https://docs.attentive.com/pages/webhooks/webhook-authentication/) names no id and no time of the event.',
	},
	event: { id: [], name: [{ body: ['type'] }], data: [] },
};

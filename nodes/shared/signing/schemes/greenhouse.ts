import type { SignatureScheme } from '../scheme';

/** Greenhouse webhooks, of Recruiting and of Onboarding. */
export const greenhouse: SignatureScheme = {
	id: 'greenhouse',
	displayName: 'Greenhouse',
	description: 'Signature with sha256, a blank and hex',
	documentationUrl: 'https://developers.greenhouse.io/webhooks.html#authentication',
	secretPlace:
		"The webhook's settings: copy the secret key that you enter into `Secret`; for Onboarding, the key that Greenhouse shows once",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'Signature', format: { kind: 'single', prefix: 'sha256 ' } },
	idHeader: 'Greenhouse-Event-ID',
	content: ['body'],
	repeats: {
		id: [{ header: 'greenhouse-event-id' }],
		source:
			'[Greenhouse](https://developers.greenhouse.io/webhooks.html#what-is-a-webhook): the header holds a unique id of the delivery.',
	},
	event: {
		id: [{ header: 'greenhouse-event-id' }],
		name: [{ body: ['action'] }, { body: ['event_type'] }],
		data: [['payload']],
	},
};

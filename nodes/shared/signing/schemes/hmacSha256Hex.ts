import type { EventLocators, SignatureScheme } from '../scheme';

/** Where home-made webhooks usually keep these facts. */
export const usualEvent: EventLocators = {
	id: [{ body: ['id'] }],
	name: [{ body: ['event'] }, { body: ['type'] }, { body: ['event_type'] }],
	data: [['data']],
};

/** The hex HMAC of the body alone in a header: the most common home-made scheme. */
export const hmacSha256Hex: SignatureScheme = {
	id: 'hmac-sha256-hex',
	displayName: 'HMAC SHA-256, Hex',
	description: 'A header of your choice holds the hex HMAC of the body',
	secretPlace:
		"Copy the sender's secret into `Secret` and the name of its header into `Signature Header`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Signature',
		headerIsConfigurable: true,
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	bodyFormat: 'any',
	repeats: {
		source:
			'Nothing is known of the sender: an `id` in the body may as well be that of what the event is about.',
	},
	event: usualEvent,
};

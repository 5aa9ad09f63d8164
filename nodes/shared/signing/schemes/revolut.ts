import type { SignatureScheme } from '../scheme';

/** Webhooks of Revolut Business, Merchant and Crypto Ramp, which sign in the same way. */
export const revolut: SignatureScheme = {
	id: 'revolut',
	displayName: 'Revolut',
	description: 'Revolut-Signature with v1= and hex',
	documentationUrl:
		'https://developer.revolut.com/docs/guides/manage-accounts/webhooks/verify-the-payload-signature',
	secretPlace:
		'The response to the API call that creates or shows the webhook holds `signing_secret` (`wsk_…`): copy it into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Revolut-Signature',
		format: { kind: 'list', entrySeparator: ',', versionSeparator: '=', version: 'v1' },
	},
	timestamp: {
		from: { header: 'Revolut-Request-Timestamp' },
		unit: 'milliseconds',
		toleranceSeconds: 300,
	},
	content: [{ literal: 'v1.' }, 'timestamp', { literal: '.' }, 'body'],
	repeats: {
		distinctBy: [['timestamp']],
		source:
			'[Revolut](https://developer.revolut.com/docs/guides/manage-accounts/webhooks/about-webhooks): the signed time is the time of the delivery to the millisecond. Events of Revolut Business also hold their own, to the microsecond.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['data']],
	},
	sourceAddresses: {
		networks: ['35.246.21.235', '34.89.70.170', '35.242.130.242', '35.242.162.241'],
		documentationUrl:
			'https://developer.revolut.com/docs/api/merchant/operations/webhook-webhook-event',
		readAt: '2026-11-30',
	},
};

import type { SignatureScheme } from '../scheme';

/** Intercom webhooks. The key is the client secret of the app; SHA-1 is all that Intercom offers. */
export const intercom: SignatureScheme = {
	id: 'intercom',
	displayName: 'Intercom',
	description: 'X-Hub-Signature with sha1= and hex',
	documentationUrl:
		'https://developers.intercom.com/intercom-api-reference/v1.0/reference/signed-notifications',
	secretPlace: 'Developer Hub → the app → Basic information: copy the client secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hub-Signature',
		format: { kind: 'single', prefix: 'sha1=' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Intercom](https://developers.intercom.com/docs/references/2.8/rest-api/webhooks/webhook-models): `id` (`notif_…`) is that of the notification, which counts its delivery attempts.',
	},
	event: { id: [{ body: ['id'] }], name: [{ body: ['topic'] }], data: [['data', 'item']] },
};

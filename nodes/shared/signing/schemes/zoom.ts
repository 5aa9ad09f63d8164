import type { SignatureScheme } from '../scheme';

/**
 * Zoom webhooks, signed with the app's secret token. Zoom checks the URL when it is entered and every
 * 72 hours from then on.
 */
export const zoom: SignatureScheme = {
	id: 'zoom',
	displayName: 'Zoom',
	description: 'x-zm-signature with v0= and hex',
	documentationUrl: 'https://developers.zoom.us/docs/api/webhooks',
	secretPlace: 'Marketplace → the app → Features → Access: copy the secret token into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'x-zm-signature',
		format: { kind: 'single', prefix: 'v0=' },
	},
	timestamp: {
		from: { header: 'x-zm-request-timestamp' },
		unit: 'secondsOrMilliseconds',
		toleranceSeconds: 300,
	},
	content: [{ literal: 'v0:' }, 'timestamp', { literal: ':' }, 'body'],
	repeats: {
		distinctBy: [['event_ts']],
		source:
			'[Zoom](https://developers.zoom.us/docs/api/webhooks): `event_ts` is the time of the event to the millisecond.',
	},
	event: { id: [], name: [{ body: ['event'] }], data: [['payload']] },
	handshakes: [
		{
			name: 'url-validation',
			isSigned: true,
			method: 'POST',
			when: [
				{ body: ['event'], equals: 'endpoint.url_validation' },
				{ body: ['payload', 'plainToken'] },
			],
			response: {
				kind: 'json',
				members: {
					plainToken: { echo: { body: ['payload', 'plainToken'] } },
					encryptedToken: {
						hmacOf: { body: ['payload', 'plainToken'] },
						encoding: 'hex',
						prefix: '',
					},
				},
			},
		},
	],
};

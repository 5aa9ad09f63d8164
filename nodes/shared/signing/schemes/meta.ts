import type { SignatureScheme } from '../scheme';

/**
 * Webhooks of Meta's products. The URL is checked by a GET request, which must hold the verify token
 * of the credential. One body may hold several events; the first one gives the name.
 */
export const meta: SignatureScheme = {
	id: 'meta',
	displayName: 'Meta (WhatsApp, Facebook, Instagram)',
	description: 'X-Hub-Signature-256 with sha256= and hex',
	documentationUrl: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started/',
	secretPlace:
		"App dashboard → App settings → Basic: copy the app secret into `Secret`. Choose a verify token and enter it in `Verify Token` and in the dashboard's field of that name.",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hub-Signature-256',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [
			['entry', '0', 'time'],
			['entry', '0', 'changes', '0', 'value', 'messages', '0', 'id'],
			['entry', '0', 'changes', '0', 'value', 'statuses', '0', 'timestamp'],
		],
		each: {
			distinctBy: [
				['entry', '*', 'time'],
				['entry', '*', 'changes', '*', 'value', 'messages', '0', 'id'],
				['entry', '*', 'changes', '*', 'value', 'statuses', '0', 'timestamp'],
				['entry', '*', 'messaging', '*', 'timestamp'],
			],
		},
		source:
			'[Meta](https://developers.facebook.com/docs/graph-api/webhooks/getting-started/): `entry.0.time` is when the notification was sent; WhatsApp has none there, but ids of messages and times of their states.',
	},
	event: {
		each: [
			['entry', '*', 'changes', '*'],
			['entry', '*', 'messaging', '*'],
		],
		own: {
			id: [
				{ body: ['entry', '*', 'changes', '*', 'value', 'messages', '0', 'id'] },
				{ body: ['entry', '*', 'messaging', '*', 'message', 'mid'] },
			],
			time: [
				{ body: ['entry', '*', 'messaging', '*', 'timestamp'], unit: 'milliseconds' },
				{
					body: ['entry', '*', 'changes', '*', 'value', 'messages', '0', 'timestamp'],
					unit: 'seconds',
				},
				{
					body: ['entry', '*', 'changes', '*', 'value', 'statuses', '0', 'timestamp'],
					unit: 'seconds',
				},
				{ body: ['entry', '*', 'time'], unit: 'secondsOrMilliseconds' },
			],
		},
		id: [],
		name: [
			{
				join: [{ body: ['object'] }, { body: ['entry', '*', 'changes', '*', 'field'] }],
				separator: '.',
			},
			{ body: ['object'] },
		],
		data: [['entry']],
	},
	handshakes: [
		{
			name: 'hub-challenge',
			isSigned: false,
			method: 'GET',
			when: [{ query: 'hub.mode', equals: 'subscribe' }, { query: 'hub.challenge' }],
			verifyTokenQuery: 'hub.verify_token',
			response: { kind: 'text', value: { query: 'hub.challenge' } },
		},
	],
};

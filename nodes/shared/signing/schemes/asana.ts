import type { SignatureScheme } from '../scheme';

/**
 * Asana webhooks. The secret is the X-Hook-Secret of the handshake, which the call that creates
 * the webhook returns too.
 */
export const asana: SignatureScheme = {
	id: 'asana',
	displayName: 'Asana',
	description: 'X-Hook-Signature with hex',
	documentationUrl: 'https://developers.asana.com/docs/webhooks-guide',
	secretPlace:
		'Copy [`X-Hook-Secret`](#asana-get-the-hook-secret) from the response to the API call that creates the webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['events', '0', 'created_at']],
		each: { distinctBy: [['events', '*', 'created_at']] },
		source:
			'[Asana](https://developers.asana.com/docs/webhooks-guide): each event holds the time when it happened, to the millisecond. A heartbeat holds none.',
	},
	event: {
		each: [['events', '*']],
		own: { time: [{ body: ['events', '*', 'created_at'], unit: 'iso8601' }] },
		id: [],
		name: [
			{
				join: [
					{ body: ['events', '*', 'resource', 'resource_type'] },
					{ body: ['events', '*', 'action'] },
				],
				separator: '.',
			},
		],
		data: [['events']],
	},
	handshakes: [
		{
			name: 'hook-secret',
			isSigned: false,
			method: 'POST',
			when: [{ header: 'X-Hook-Secret' }],
			bodyKeys: [],
			response: { kind: 'header', header: 'X-Hook-Secret' },
		},
	],
};

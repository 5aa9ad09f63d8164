import { gitHubEvents } from '../../events/github';
import type { SignatureScheme } from '../scheme';

/** GitHub repository, organisation and app webhooks. Signs the body only, and no time. */
export const gitHub: SignatureScheme = {
	id: 'github',
	displayName: 'GitHub',
	description: 'X-Hub-Signature-256 with sha256= and hex',
	documentationUrl:
		'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
	secretPlace: "Copy the secret that you enter in the webhook's settings into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hub-Signature-256',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	idHeader: 'X-GitHub-Delivery',
	eventHeader: 'X-GitHub-Event',
	content: ['body'],
	bodyFormat: 'jsonOrForm',
	repeats: {
		id: [{ header: 'x-github-delivery' }],
		source:
			'[GitHub](https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks): the delivery id is another one for each event, and the same when it is redelivered. Many bodies hold no time.',
	},
	event: {
		id: [{ header: 'x-github-delivery' }],
		name: [{ header: 'x-github-event' }],
		data: [],
		formField: 'payload',
		catalog: gitHubEvents,
	},
	handshakes: [
		{
			name: 'ping',
			isSigned: true,
			method: 'POST',
			// Sent when a webhook is made. The header is not signed, so the body has to be a ping as well.
			when: [
				{ header: 'x-github-event', equals: 'ping' },
				{ body: ['zen'] },
				{ body: ['hook_id'] },
			],
			response: { kind: 'fixed', statusCode: 200, json: { pong: true } },
		},
	],
	sourceAddresses: {
		networks: [
			'192.30.252.0/22',
			'185.199.108.0/22',
			'140.82.112.0/20',
			'143.55.64.0/20',
			'2a0a:a440::/29',
			'2606:50c0::/32',
			'9.234.98.160/28',
			'9.234.98.176/28',
			'9.234.106.48/28',
		],
		documentationUrl: 'https://api.github.com/meta',
		readAt: '2026-11-21',
	},
};

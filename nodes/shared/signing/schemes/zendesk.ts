import type { SignatureScheme } from '../scheme';

/**
 * Zendesk webhooks. Triggers and automations send a body that its owner wrote, where `id` is often
 * that of a ticket: only the header tells one request from another.
 */
export const zendesk: SignatureScheme = {
	id: 'zendesk',
	displayName: 'Zendesk',
	description: 'X-Zendesk-Webhook-Signature with base64',
	documentationUrl: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
	secretPlace:
		'Admin Center → Apps and integrations → Webhooks → the webhook → Reveal secret: copy it into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-Zendesk-Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	timestamp: {
		from: { header: 'X-Zendesk-Webhook-Signature-Timestamp' },
		unit: 'iso8601',
		toleranceSeconds: 300,
	},
	idHeader: 'X-Zendesk-Webhook-Invocation-Id',
	content: ['timestamp', 'body'],
	bodyFormat: 'jsonOrForm',
	repeats: {
		id: [{ header: 'x-zendesk-webhook-invocation-id' }],
		// The time is of whole seconds, and a body that its owner wrote may be the same for many tickets.
		countsWithContent: ['id'],
		source:
			'[Zendesk](https://developer.zendesk.com/documentation/webhooks/anatomy-of-a-webhook-request/): time and body are signed, and a header names the invocation, which may have several attempts.',
	},
	event: {
		id: [{ header: 'x-zendesk-webhook-invocation-id' }],
		name: [{ body: ['type'] }],
		data: [['event']],
	},
};

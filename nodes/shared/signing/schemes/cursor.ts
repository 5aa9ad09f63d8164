import type { SignatureScheme } from '../scheme';

/** Webhooks of Cursor's cloud agents. `id` in the body is the agent, not the event. */
export const cursor: SignatureScheme = {
	id: 'cursor',
	displayName: 'Cursor',
	description: 'X-Webhook-Signature with sha256= and hex',
	documentationUrl: 'https://cursor.com/docs/cloud-agent/api/webhooks',
	secretPlace:
		'Copy the `secret` that you send when you start an agent with a webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Webhook-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	idHeader: 'X-Webhook-ID',
	eventHeader: 'X-Webhook-Event',
	content: ['body'],
	repeats: {
		id: [{ header: 'x-webhook-id' }],
		distinctBy: [['timestamp']],
		source:
			'[Cursor](https://cursor.com/docs/cloud-agent/api/webhooks): `timestamp` is the time of the change, and `X-Webhook-ID` another one for each delivery.',
	},
	event: {
		id: [{ header: 'x-webhook-id' }],
		// The body first: it is signed.
		name: [{ body: ['event'] }, { header: 'x-webhook-event' }],
		data: [],
	},
};

import type { SignatureScheme } from '../scheme';

/** Wise webhooks. The key is Wise's public key, one for production and one for the sandbox. */
export const wise: SignatureScheme = {
	id: 'wise',
	displayName: 'Wise (TransferWise)',
	description: 'X-Signature-SHA256 with base64, RSA',
	documentationUrl: 'https://docs.wise.com/guides/developer/webhooks/event-handling',
	secretPlace:
		"Copy [Wise's public key](https://docs.wise.com/guides/developer/webhooks/event-handling), one for production and one for the sandbox, into `Secret`",
	algorithm: { kind: 'rsa', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'asymmetric',
	signature: {
		header: 'X-Signature-SHA256',
		format: { kind: 'single', prefix: '' },
	},
	idHeader: 'X-Delivery-Id',
	content: ['body'],
	repeats: {
		id: [{ header: 'x-delivery-id' }],
		source:
			'[Wise](https://docs.wise.com/guides/developer/webhooks/event-handling): each notification has its own delivery UUID.',
	},
	event: {
		id: [{ header: 'x-delivery-id' }],
		name: [{ body: ['event_type'] }],
		data: [['data']],
	},
};

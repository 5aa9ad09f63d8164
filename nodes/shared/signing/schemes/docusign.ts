import type { SignatureScheme } from '../scheme';

/** DocuSign webhooks. One header for each active key; any one that matches is enough. */
export const docusign: SignatureScheme = {
	id: 'docusign',
	displayName: 'DocuSign',
	description: 'X-DocuSign-Signature-1 and following, with base64',
	documentationUrl: 'https://developers.docusign.com/platform/webhooks/connect/validate/',
	secretPlace: 'Connect settings → Connect keys: copy the HMAC key into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-DocuSign-Signature-1',
		furtherHeaders: [
			'X-DocuSign-Signature-2',
			'X-DocuSign-Signature-3',
			'X-DocuSign-Signature-4',
			'X-DocuSign-Signature-5',
			'X-DocuSign-Signature-6',
			'X-DocuSign-Signature-7',
			'X-DocuSign-Signature-8',
			'X-DocuSign-Signature-9',
			'X-DocuSign-Signature-10',
		],
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['generatedDateTime']],
		source:
			'[DocuSign](https://developers.docusign.com/platform/webhooks/connect/json-sim-event-model/): `generatedDateTime` is the time of the message. The older format and XML have none, and are never taken to repeat.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['data']],
	},
};

import type { SignatureScheme } from '../scheme';

/**
 * Mollie's next-gen webhooks, created in the dashboard or with the Webhooks API. The older ones,
 * whose URL comes with each payment, are not signed.
 */
export const mollie: SignatureScheme = {
	id: 'mollie',
	displayName: 'Mollie',
	description: 'X-Mollie-Signature with sha256= and hex',
	documentationUrl: 'https://docs.mollie.com/reference/webhooks-new#manual-signature-verification',
	secretPlace:
		'The dashboard, or the response to the API call that creates the webhook: copy the signing secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Mollie-Signature',
		// For 24 hours after a rotation, with the signatures of both secrets.
		headerIsRepeated: true,
		// A list, because a proxy may join the two headers.
		format: { kind: 'list', entrySeparator: ',', versionSeparator: '=', version: 'sha256' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Mollie](https://docs.mollie.com/reference/webhooks-new): the body is an event, and `id` is its id, by which the Webhook Events API finds it.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['_embedded', 'entity']],
	},
};

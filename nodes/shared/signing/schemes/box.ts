import type { SignatureScheme } from '../scheme';

/**
 * Box webhooks. Two keys, each with a header of its own. The delivery id changes with each try,
 * the id in the body does not.
 */
export const box: SignatureScheme = {
	id: 'box',
	displayName: 'Box',
	description: 'BOX-SIGNATURE-PRIMARY or -SECONDARY with base64',
	documentationUrl: 'https://developer.box.com/guides/webhooks/v2/signatures-v2/',
	secretPlace:
		'Developer console → Webhooks → the signature keys: copy the primary key into `Secret`, the secondary one into `Previous Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'BOX-SIGNATURE-PRIMARY',
		furtherHeaders: ['BOX-SIGNATURE-SECONDARY'],
		format: { kind: 'single', prefix: '' },
	},
	timestamp: { from: { header: 'BOX-DELIVERY-TIMESTAMP' }, unit: 'iso8601', toleranceSeconds: 600 },
	content: ['body', 'timestamp'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Box](https://developer.box.com/guides/webhooks/v2/): the id in the body stays the same on retries, unlike `BOX-DELIVERY-ID`.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['trigger'] }],
		data: [['source']],
	},
};

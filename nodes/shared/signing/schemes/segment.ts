import type { SignatureScheme } from '../scheme';

/**
 * Segment's Webhooks destinations, Actions and Classic, with a shared secret. Segment only signs
 * the first event of a batch. A batch is refused, because the other events would be unproven.
 */
export const segment: SignatureScheme = {
	id: 'segment',
	displayName: 'Segment',
	description: 'X-Signature with hex, SHA-1',
	documentationUrl: 'https://segment.com/docs/connections/destinations/catalog/actions-webhook/',
	secretPlace: "The destination's settings: copy the shared secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['messageId'] }],
		source:
			'[Segment](https://segment.com/docs/connections/spec/common/): `messageId` is a unique identifier of each message.',
	},
	event: {
		id: [{ body: ['messageId'] }],
		name: [{ body: ['event'] }, { body: ['type'] }],
		data: [],
	},
};

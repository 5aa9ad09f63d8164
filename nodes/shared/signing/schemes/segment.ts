import type { SignatureScheme } from '../scheme';

/**
 * Segment's Webhooks destinations, Actions and Classic, with a shared secret. Of a batch, Segment
 * signs the first event alone: a batch is refused, since the others would be unproven.
 */
export const segment: SignatureScheme = {
	id: 'segment',
	displayName: 'Segment',
	description: 'X-Signature with hex, SHA-1',
	documentationUrl: 'https://segment.com/docs/connections/destinations/catalog/actions-webhook/',
	secretPlace: "The destination's settings: the shared secret goes to `Secret`",
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

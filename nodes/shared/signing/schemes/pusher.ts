import type { SignatureScheme } from '../scheme';

/** Pusher Channels webhooks. Several events in one body: the item names the first. */
export const pusher: SignatureScheme = {
	id: 'pusher',
	displayName: 'Pusher Channels',
	description: 'X-Pusher-Signature with hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Pusher-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	duplicatesBy: 'content',
	event: {
		id: [],
		name: [{ body: ['events', '0', 'name'] }],
		data: [['events']],
	},
};

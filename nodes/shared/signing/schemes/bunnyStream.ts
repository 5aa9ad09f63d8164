import type { SignatureScheme } from '../scheme';

/** Bunny Stream webhooks. The key is the read-only API key of the video library. */
export const bunnyStream: SignatureScheme = {
	id: 'bunny-stream',
	displayName: 'Bunny Stream (bunny.net)',
	description: 'X-BunnyStream-Signature with hex',
	documentationUrl: 'https://docs.bunny.net/stream/webhooks',
	secretPlace: 'The video library → API: copy the read-only API key into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'X-BunnyStream-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		looksAlike: true,
		source:
			'[Bunny](https://docs.bunny.net/stream/webhooks): the body holds only library, video and status, and the same status comes for every resolution.',
	},
	event: { id: [], name: [{ body: ['Status'] }], data: [] },
};

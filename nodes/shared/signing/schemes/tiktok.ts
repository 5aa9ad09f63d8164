import type { SignatureScheme } from '../scheme';

/**
 * TikTok for Developers; TikTok Shop signs in another way. Deliveries that fail are tried again for 72
 * hours, and no page says that the time is renewed for that, so the window spans all attempts.
 */
export const tiktok: SignatureScheme = {
	id: 'tiktok',
	displayName: 'TikTok',
	description: 'TikTok-Signature with a timestamp and hex',
	documentationUrl: 'https://developers.tiktok.com/doc/webhooks-verification',
	secretPlace: 'TikTok for Developers, the app: the client secret goes to `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'TikTok-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 's', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 262_800 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		source:
			'[TikTok](https://developers.tiktok.com/doc/webhooks-verification): body and time are signed, and the body names user and post.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['content']],
	},
};

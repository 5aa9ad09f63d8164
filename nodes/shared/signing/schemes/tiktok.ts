import type { SignatureScheme } from '../scheme';

/**
 * TikTok for Developers; TikTok Shop uses another signature. TikTok retries for 72 hours, and no
 * page says whether a retry carries a new time. So the tolerance spans all attempts.
 */
export const tiktok: SignatureScheme = {
	id: 'tiktok',
	displayName: 'TikTok',
	description: 'TikTok-Signature with a timestamp and hex',
	documentationUrl: 'https://developers.tiktok.com/doc/webhooks-verification',
	secretPlace: 'TikTok for Developers → the app: copy the client secret into `Secret`',
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

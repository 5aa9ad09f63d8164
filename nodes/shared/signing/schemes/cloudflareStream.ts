import type { SignatureScheme } from '../scheme';

/** Cloudflare Stream's webhooks of videos on demand; live streams use other webhooks. */
export const cloudflareStream: SignatureScheme = {
	id: 'cloudflare-stream',
	displayName: 'Cloudflare Stream',
	description: 'Webhook-Signature with a timestamp and hex',
	documentationUrl:
		'https://developers.cloudflare.com/stream/manage-video-library/using-webhooks/#verify-webhook-authenticity',
	secretPlace:
		'The response to the API call that sets the webhook holds `secret`: copy it into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Webhook-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'sig1', timestampKey: 'time' },
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		source:
			'[Cloudflare](https://developers.cloudflare.com/stream/manage-video-library/using-webhooks/) signs the time of sending. `uid` is the id of the video, which may have several events.',
	},
	event: { id: [], name: [{ body: ['status', 'state'] }], data: [] },
};

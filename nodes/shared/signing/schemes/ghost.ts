import type { SignatureScheme } from '../scheme';

/** Ghost webhooks with a secret. The time is in the header, and signed after the body. */
export const ghost: SignatureScheme = {
	id: 'ghost',
	displayName: 'Ghost',
	description: 'X-Ghost-Signature with sha256=, a timestamp and hex',
	documentationUrl:
		'https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/server/services/webhooks/WebhookTrigger.js',
	secretPlace:
		"Settings → Integrations → the integration's webhook: copy the secret that you enter into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Ghost-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'sha256', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'milliseconds', toleranceSeconds: 300 },
	content: ['body', 'timestamp'],
	repeats: {
		source:
			'[Ghost](https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/server/services/webhooks/WebhookTrigger.js) signs the time to the millisecond and retries with the same request. Events have no id.',
	},
	event: { id: [], name: [{ body: ['event'] }], data: [] },
};

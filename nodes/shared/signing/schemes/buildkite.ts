import type { SignatureScheme } from '../scheme';

/**
 * Buildkite webhooks of pipelines and package registries that send a signature: by default,
 * Buildkite sends the token itself. The time is that of sending.
 */
export const buildkite: SignatureScheme = {
	id: 'buildkite',
	displayName: 'Buildkite',
	description: 'X-Buildkite-Signature with a timestamp and hex',
	documentationUrl: 'https://buildkite.com/docs/apis/webhooks/pipelines#webhook-signature',
	secretPlace:
		'Organization settings → Notification Services → the webhook: choose `X-Buildkite-Signature` for the token, and copy the token into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Buildkite-Signature',
		format: {
			kind: 'pairs',
			pairSeparator: ',',
			signatureKey: 'signature',
			timestampKey: 'timestamp',
		},
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	eventHeader: 'X-Buildkite-Event',
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		source:
			'[Buildkite](https://buildkite.com/docs/apis/webhooks/pipelines#webhook-signature) signs the time of sending; events have no id.',
	},
	event: {
		id: [],
		// The body first: it is signed.
		name: [{ body: ['event'] }, { header: 'x-buildkite-event' }],
		data: [],
	},
};

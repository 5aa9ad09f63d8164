import type { SignatureScheme } from '../scheme';

/** ElevenLabs webhooks. */
export const elevenlabs: SignatureScheme = {
	id: 'elevenlabs',
	displayName: 'ElevenLabs',
	description: 'ElevenLabs-Signature with a timestamp and hex',
	documentationUrl: 'https://elevenlabs.io/docs/conversational-ai/workflows/post-call-webhooks',
	secretPlace: 'Copy the secret that ElevenLabs shows when you create the webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'ElevenLabs-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'v0', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 1800 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		distinctBy: [['event_timestamp']],
		source:
			'[ElevenLabs](https://elevenlabs.io/docs/conversational-ai/workflows/post-call-webhooks): `event_timestamp` is the time of the event, beside the id of its conversation.',
	},
	event: {
		id: [],
		name: [{ body: ['type'] }],
		data: [['data']],
	},
	sourceAddresses: {
		networks: [
			'34.67.146.145',
			'34.59.11.47',
			'35.204.38.71',
			'34.147.113.54',
			'35.185.187.110',
			'35.247.157.189',
		],
		documentationUrl: 'https://elevenlabs.io/docs/conversational-ai/workflows/post-call-webhooks',
		readAt: '2026-11-21',
	},
};

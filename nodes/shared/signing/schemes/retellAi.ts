import type { SignatureScheme } from '../scheme';

/** Retell AI webhooks. The key is an API key. The time is signed after the body. */
export const retellAi: SignatureScheme = {
	id: 'retell-ai',
	displayName: 'Retell AI',
	description: 'X-Retell-Signature with a timestamp and hex',
	documentationUrl: 'https://docs.retellai.com/features/secure-webhook',
	secretPlace: 'API keys: copy the key with the webhook badge into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Retell-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'd', timestampKey: 'v' },
	},
	timestamp: { from: 'pairs', unit: 'milliseconds', toleranceSeconds: 300 },
	content: ['body', 'timestamp'],
	repeats: {
		source:
			"[Retell AI's package](https://github.com/RetellAI/retell-typescript-sdk/blob/HEAD/src/lib/webhook_auth.ts): body and time are signed, the time to the millisecond.",
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['call'], ['chat']],
	},
};

import type { SignatureScheme } from '../scheme';

/** Custom webhooks as Clawlet takes them. Any name of an event is allowed, and there is no id. */
export const clawlet: SignatureScheme = {
	id: 'clawlet',
	displayName: 'Clawlet',
	description: 'X-Signature with sha256= and hex',
	documentationUrl: 'https://github.com/Kxrbx/Clawlet/blob/main/docs/webhooks.md',
	secretPlace: "Copy the secret of the custom handler in Clawlet's configuration into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['timestamp']],
		source:
			'[Clawlet](https://github.com/Kxrbx/Clawlet/blob/main/docs/webhooks.md): `timestamp` is the time of the event, as exact as its sender writes it. Senders that leave it out are never taken to repeat.',
	},
	event: { id: [], name: [{ body: ['event_type'] }], data: [['data']] },
};

import type { SignatureScheme } from '../scheme';

/**
 * Vonage's Messages, Dispatch and Voice APIs: a token that holds the hash of the body. Vonage's own
 * package checks only the token, so anyone who records one could send another body with it.
 */
export const vonage: SignatureScheme = {
	id: 'vonage',
	displayName: 'Vonage (Nexmo)',
	description: 'Authorization with a JSON Web Token over the body',
	documentationUrl: 'https://developer.vonage.com/en/getting-started/concepts/webhooks',
	secretPlace: 'Dashboard → API Settings: copy the signature secret into `Secret`',
	algorithm: {
		kind: 'jwt',
		hash: 'sha256',
		claims: [
			{ name: 'iss', equals: { literal: 'Vonage' } },
			{ name: 'payload_hash', equals: 'bodySha256Hex' },
		],
	},
	encoding: 'text',
	keyFormat: 'text',
	signature: { header: 'Authorization', format: { kind: 'single', prefix: 'Bearer ' } },
	content: ['body'],
	repeats: {
		source:
			'[Vonage](https://developer.vonage.com/en/getting-started/concepts/webhooks) gives each token an id, but does not say that two events about one message differ.',
	},
	event: {
		id: [],
		name: [{ body: ['status'] }, { body: ['message_type'] }],
		data: [],
	},
};

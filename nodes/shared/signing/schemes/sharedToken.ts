import type { SignatureScheme } from '../scheme';
import { usualEvent } from './hmacSha256Hex';

/** Any sender that can only send a fixed token. Nothing is signed: prefer a signature. */
export const sharedToken: SignatureScheme = {
	id: 'shared-token',
	displayName: 'Shared Token',
	description: 'A header of your choice holds the secret itself',
	secretPlace: 'Copy the token that the sender puts into a header into `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: {
		header: 'X-Webhook-Token',
		headerIsConfigurable: true,
		format: { kind: 'single', prefix: '' },
	},
	content: [],
	bodyFormat: 'any',
	repeats: {
		source: 'Nothing is signed, so whoever could repeat a request could as well write a new one.',
	},
	event: usualEvent,
};

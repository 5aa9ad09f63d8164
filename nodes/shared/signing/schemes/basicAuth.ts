import type { SignatureScheme } from '../scheme';
import { usualEvent } from './hmacSha256Hex';

/** Any sender that can only send Basic credentials (RFC 7617). Nothing is signed: prefer a signature. */
export const basicAuth: SignatureScheme = {
	id: 'basic-auth',
	displayName: 'Basic Auth',
	description: 'User name and password; the secret is user:password',
	secretPlace: 'Enter `user:password` in `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'Authorization', format: { kind: 'single', prefix: 'Basic ' } },
	content: [],
	bodyFormat: 'any',
	repeats: {
		source: 'Nothing is signed, so whoever could repeat a request could as well write a new one.',
	},
	event: usualEvent,
};

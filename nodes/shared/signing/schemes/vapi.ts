import type { SignatureScheme } from '../scheme';
import { sharedToken } from './sharedToken';

/**
 * Server messages of Vapi, with a bearer token credential. The user chooses the name of the header
 * and the token.
 */
export const vapi: SignatureScheme = {
	...sharedToken,
	id: 'vapi',
	displayName: 'Vapi',
	description: 'X-Vapi-Secret or another header with a token',
	documentationUrl: 'https://docs.vapi.ai/server-url/server-authentication',
	secretPlace:
		'Dashboard → Custom Credentials → Bearer Token: copy the token into `Secret`, with `Bearer ` in front if Vapi adds it, and the name of its header into `Signature Header`',
	signature: {
		header: 'X-Vapi-Secret',
		headerIsConfigurable: true,
		format: { kind: 'single', prefix: '' },
	},
	bodyFormat: 'json',
	event: { id: [], name: [{ body: ['message', 'type'] }], data: [['message']] },
};

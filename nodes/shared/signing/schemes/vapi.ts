import type { SignatureScheme } from '../scheme';
import { sharedToken } from './sharedToken';

/**
 * Server messages of Vapi, with a bearer token credential: the header's name and the token are the
 * user's to choose.
 */
export const vapi: SignatureScheme = {
	...sharedToken,
	id: 'vapi',
	displayName: 'Vapi',
	description: 'X-Vapi-Secret or another header with a token',
	documentationUrl: 'https://docs.vapi.ai/server-url/server-authentication',
	secretPlace:
		'Dashboard, Custom Credentials, Bearer Token: the token goes to `Secret`, with `Bearer ` in front where Vapi adds it; its header is the `Signature Header`',
	signature: {
		header: 'X-Vapi-Secret',
		headerIsConfigurable: true,
		format: { kind: 'single', prefix: '' },
	},
	bodyFormat: 'json',
	event: { id: [], name: [{ body: ['message', 'type'] }], data: [['message']] },
};

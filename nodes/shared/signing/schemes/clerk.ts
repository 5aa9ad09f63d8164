import type { SignatureScheme } from '../scheme';
import { svixHosted } from './svix';

/** Clerk webhooks, which Svix sends. */
export const clerk: SignatureScheme = {
	...svixHosted,
	id: 'clerk',
	displayName: 'Clerk',
	documentationUrl: 'https://clerk.com/docs/reference/backend/verify-webhook',
	secretPlace:
		'Dashboard → Webhooks → the endpoint: copy the signing secret (`whsec_…`) into `Secret`',
};

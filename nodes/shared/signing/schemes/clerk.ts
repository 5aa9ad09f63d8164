import type { SignatureScheme } from '../scheme';
import { svixHosted } from './svix';

/** Clerk webhooks, which Svix sends. */
export const clerk: SignatureScheme = {
	...svixHosted,
	id: 'clerk',
	displayName: 'Clerk',
	documentationUrl: 'https://clerk.com/docs/reference/backend/verify-webhook',
};

import type { SignatureScheme } from '../scheme';
import { svix } from './svix';

/** Clerk webhooks. Sent by Svix. */
export const clerk: SignatureScheme = {
	...svix,
	id: 'clerk',
	displayName: 'Clerk',
	description: 'Standard Webhooks with svix-* headers',
};

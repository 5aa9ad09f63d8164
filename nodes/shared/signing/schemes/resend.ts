import type { SignatureScheme } from '../scheme';
import { svix } from './svix';

/** Resend webhooks. Sent by Svix. */
export const resend: SignatureScheme = {
	...svix,
	id: 'resend',
	displayName: 'Resend',
	description: 'Standard Webhooks with svix-* headers',
	documentationUrl: 'https://resend.com/docs/webhooks/verify-webhooks-requests',
};

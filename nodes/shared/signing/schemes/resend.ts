import type { SignatureScheme } from '../scheme';
import { svixHosted } from './svix';

/** Resend webhooks, which Svix sends. */
export const resend: SignatureScheme = {
	...svixHosted,
	id: 'resend',
	displayName: 'Resend',
	documentationUrl: 'https://resend.com/docs/webhooks/verify-webhooks-requests',
	secretPlace: "Webhooks → the webhook's page: copy the signing secret (`whsec_…`) into `Secret`",
};

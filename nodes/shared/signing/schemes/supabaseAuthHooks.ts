import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/**
 * Auth Hooks of Supabase. Every attempt has its own id. Supabase does not sign database webhooks.
 */
export const supabaseAuthHooks: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'supabase-auth-hooks',
	displayName: 'Supabase Auth Hooks',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://supabase.com/docs/guides/auth/auth-hooks',
	secretPlace:
		'Authentication → Hooks → the hook: copy the whole secret (`v1,whsec_…`) into `Secret`',
	repeats: {
		id: [{ header: 'webhook-id' }],
		source:
			'[Supabase Auth](https://github.com/supabase/auth/blob/HEAD/internal/hooks/hookshttp/hookshttp.go): each attempt has its own UUID, so a retry counts as another event.',
	},
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['metadata', 'name'] }],
		data: [],
	},
};

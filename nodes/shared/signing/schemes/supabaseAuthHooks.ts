import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/**
 * Auth Hooks of Supabase. The id is another one for every attempt. Database webhooks of Supabase are
 * not signed.
 */
export const supabaseAuthHooks: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'supabase-auth-hooks',
	displayName: 'Supabase Auth Hooks',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://supabase.com/docs/guides/auth/auth-hooks',
	secretPlace:
		'Authentication, Hooks, the hook: the secret (`v1,whsec_…`), as a whole, goes to `Secret`',
	repeats: {
		id: [{ header: 'webhook-id' }],
		source:
			'Read in [Supabase Auth](https://github.com/supabase/auth/blob/HEAD/internal/hooks/hookshttp/hookshttp.go): each attempt has a UUID of its own, so an event that is sent again counts as another one.',
	},
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['metadata', 'name'] }],
		data: [],
	},
};

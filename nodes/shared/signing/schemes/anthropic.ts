import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** Anthropic webhooks. `type` is `event` in all of them: the event's name stands in its data. */
export const anthropic: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'anthropic',
	displayName: 'Anthropic (Claude)',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://platform.claude.com/docs/en/managed-agents/webhooks',
	secretPlace:
		'Claude Console → Webhooks: copy the signing secret (`whsec_…`), shown once, into `Secret`',
	event: { id: [{ header: 'webhook-id' }], name: [{ body: ['data', 'type'] }], data: [['data']] },
};

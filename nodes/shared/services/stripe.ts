import { z } from 'zod';
import { stripeCatalog } from '../events/stripe/catalog';
import { stripe as scheme } from '../signing/schemes/stripe';
import { loose, text } from './envelopeParts';
import { prefixedId, unixSeconds } from './freshValues';
import type { WebhookService } from './types';

/** Stripe, its snapshot events (API v1). */
export const stripe: WebhookService = {
	id: scheme.id,
	displayName: scheme.displayName,
	scheme,
	events: stripeCatalog,
	envelope: loose({
		id: text,
		object: z.literal('event'),
		type: text,
		created: z.number(),
		livemode: z.boolean(),
		data: loose({ object: loose({ object: text }) }),
	}),
	documentationUrl: 'https://docs.stripe.com/webhooks',
	makeId: prefixedId('evt_', 24),
	freshValues: [{ path: ['created'], make: unixSeconds }],
};

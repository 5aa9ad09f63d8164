import { z } from 'zod';
import { stripeCatalog } from '../events/stripe/catalog';
import { stripe as scheme } from '../signing/schemes/stripe';
import { loose, text } from './envelopeParts';
import { prefixedId, secondsOrIso } from './freshValues';
import type { WebhookService } from './types';

/** With the object as it was when the event happened. */
const snapshotEvent = loose({
	id: text,
	object: z.literal('event'),
	type: text,
	created: z.number(),
	livemode: z.boolean(),
	data: loose({ object: loose({ object: text }) }),
});

/** With a reference to the object: https://docs.stripe.com/api/v2/core/events/event-types */
const thinEvent = loose({
	id: text,
	object: z.literal('v2.core.event'),
	type: text,
	created: text,
	livemode: z.boolean(),
	context: text.nullish(),
	// Objects that there is one of have no id.
	related_object: loose({ id: text.nullish(), type: text, url: text }).nullish(),
	reason: loose({ type: text }).nullish(),
});

/** Stripe: its snapshot events, and its thin events. */
export const stripe: WebhookService = {
	id: scheme.id,
	displayName: scheme.displayName,
	scheme,
	events: stripeCatalog,
	envelope: z.discriminatedUnion('object', [snapshotEvent, thinEvent]),
	documentationUrl: 'https://docs.stripe.com/webhooks',
	makeId: prefixedId('evt_', 24),
	freshValues: [{ path: ['created'], make: secondsOrIso }],
};

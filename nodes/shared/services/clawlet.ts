import { clawletEvents } from '../events/clawlet';
import { clawlet as scheme } from '../signing/schemes/clawlet';
import { loose, text } from './envelopeParts';
import { isoMicroseconds } from './freshValues';
import type { WebhookService } from './types';

/** Custom webhooks of Clawlet. Those of GitHub and Stripe are services of their own. */
export const clawlet: WebhookService = {
	id: scheme.id,
	displayName: scheme.displayName,
	scheme,
	events: clawletEvents,
	envelope: loose({ event_type: text, timestamp: text.nullish(), data: loose({}).nullish() }),
	documentationUrl: 'https://github.com/Kxrbx/Clawlet/blob/main/docs/webhooks.md',
	freshValues: [{ path: ['timestamp'], make: isoMicroseconds }],
};

import { lvngEvents } from '../events/lvng';
import { lvng as scheme } from '../signing/schemes/lvng';
import { loose, text } from './envelopeParts';
import { isoSeconds, uuid } from './freshValues';
import type { WebhookService } from './types';

/** LVNG. */
export const lvng: WebhookService = {
	id: scheme.id,
	displayName: scheme.displayName,
	scheme,
	events: lvngEvents,
	envelope: loose({ event: text, timestamp: text, data: loose({ id: text.nullish() }) }),
	documentationUrl: 'https://lvng.ai/docs/guides/webhooks',
	makeId: uuid,
	freshValues: [
		{ path: ['timestamp'], make: isoSeconds },
		{ path: ['data', 'user_id'], make: uuid },
	],
};

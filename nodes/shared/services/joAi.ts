import { joAiEvents } from '../events/joAi';
import { joAi as scheme } from '../signing/schemes/joAi';
import { identified, loose, text } from './envelopeParts';
import { isoMicroseconds } from './freshValues';
import type { WebhookService } from './types';

/** JoAI. Its examples of single events leave out `webhook`. */
export const joAi: WebhookService = {
	id: scheme.id,
	displayName: scheme.displayName,
	scheme,
	events: joAiEvents,
	envelope: loose({
		event: text,
		webhook: identified,
		timestamp: text,
		data: loose({ agent: identified }),
	}),
	documentationUrl: 'https://docs.joai.ai/webhooks',
	freshValues: [{ path: ['timestamp'], make: isoMicroseconds }],
};

import { z } from 'zod';
import { gitHubCatalog } from '../events/github/catalog';
import { gitHub as scheme } from '../signing/schemes/github';
import { loose, text } from './envelopeParts';
import { uuid, wholeNumber } from './freshValues';
import type { WebhookService } from './types';

/** GitHub. What happened is told by headers; most bodies say where, and who did it. */
export const gitHub: WebhookService = {
	id: scheme.id,
	displayName: scheme.displayName,
	scheme,
	events: gitHubCatalog,
	envelope: loose({
		action: text.nullish(),
		repository: loose({ full_name: text }).nullish(),
		organization: loose({ login: text }).nullish(),
		installation: loose({ id: z.number() }).nullish(),
		sender: loose({ login: text }).nullish(),
	}),
	documentationUrl: 'https://docs.github.com/en/webhooks/webhook-events-and-payloads',
	makeId: uuid,
	// The id of the delivery is not signed: without this, a second test would look like a repeat.
	freshValues: [{ path: ['sender', 'id'], make: wholeNumber }],
};

import { twigEvents } from '../events/twig';
import { twig as scheme } from '../signing/schemes/twig';
import { identified, loose, text } from './envelopeParts';
import { isoSeconds, prefixedId } from './freshValues';
import type { WebhookService } from './types';

/** Twig AI. */
export const twig: WebhookService = {
	id: scheme.id,
	displayName: scheme.displayName,
	scheme,
	events: twigEvents,
	envelope: loose({
		id: text,
		type: text,
		timestamp: text,
		data: loose({ interaction: identified, dataSource: identified }),
		organizationId: text,
	}),
	documentationUrl: 'https://help.twig.so/product/developer-api/webhooks',
	makeId: prefixedId('evt_', 12),
	freshValues: [{ path: ['timestamp'], make: isoSeconds }],
};

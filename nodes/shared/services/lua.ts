import { luaEvents } from '../events/lua';
import { lua as scheme } from '../signing/schemes/lua';
import { loose, text } from './envelopeParts';
import { prefixedId } from './freshValues';
import type { WebhookService } from './types';

/** Lua. */
export const lua: WebhookService = {
	id: scheme.id,
	displayName: scheme.displayName,
	scheme,
	events: luaEvents,
	envelope: loose({
		eventType: text,
		recipientId: text.nullish(),
		status: text.nullish(),
		messageWamid: text.nullish(),
	}),
	documentationUrl: 'https://docs.heylua.ai/overview/webhooks',
	freshValues: [{ path: ['messageWamid'], make: prefixedId('wamid.', 56) }],
};

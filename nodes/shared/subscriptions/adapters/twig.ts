import { z } from 'zod';
import { readResponse } from '../api/responses';
import { isApiFailure } from '../api/error';
import type { ApiClient, ApiRequest } from '../api/client';
import type { KnownHook, Removal, SubscriptionAdapter } from '../adapter';
import { boundedId, boundedNames, boundedSecret, boundedText, boundedUrl } from '../bounds';

// An id of dots alone would make another path of the one that it is put into.
const id = boundedId.regex(/[^.]/, 'must be an id');

// As documented; fields beyond it are left out, since nothing is known about them.
const webhook = z.object({
	id,
	url: boundedUrl,
	events: boundedNames,
	secret: boundedSecret,
	status: boundedText,
	createdAt: boundedText,
});

const wrapped = z.object({ data: z.record(z.unknown()) });

// The page about webhooks shows it bare, the overview of the API says that answers are wrapped. A
// webhook that was made must not be lost over that.
const createdWebhook = z.preprocess((body) => wrapped.safeParse(body).data?.data ?? body, webhook);

/** A webhook as Twig AI answers when it has made one. */
export type CreatedTwigWebhook = z.infer<typeof webhook>;

/** What a new webhook is to be. */
export interface NewTwigWebhook {
	/** Twig AI takes HTTPS only. */
	readonly url: string;
	/** At least one: the API has no word for all of them. */
	readonly events: readonly string[];
	readonly description: string;
}

/** Where people see their webhooks, to go behind "look at". */
export const TWIG_WEBHOOK_LIST = 'Settings → Webhooks in Twig AI';

const pathOf = (webhookId: string): string => `/api/webhooks/${encodeURIComponent(webhookId)}`;

/**
 * Makes a webhook. Twig AI chooses the secret, and shows it in this answer only.
 *
 * @throws ApiError
 */
export async function createTwigWebhook(
	client: ApiClient,
	{ url, events, description }: NewTwigWebhook,
): Promise<CreatedTwigWebhook> {
	const request: ApiRequest = {
		method: 'POST',
		url: '/api/webhooks',
		body: { json: { url, events, description } },
	};
	return readResponse(request, await client(request), createdWebhook);
}

/**
 * Lets Twig AI send a test event to the URL of a webhook. What it answers is not documented, so
 * nothing of it is handed on.
 *
 * @throws ApiError
 */
export async function sendTwigTestEvent(client: ApiClient, webhookId: string): Promise<void> {
	await client({ method: 'POST', url: `${pathOf(webhookId)}/test` });
}

/**
 * That a webhook can be deleted is not documented, only that one can be made. So a refusal may mean
 * two things:
 *
 * - 404 and 410: there is no such webhook (any more), unless the answer says that there is no such
 *   call, as some servers word a missing route.
 * - 405 and 501: there is no such call.
 *
 * Everything else is an error; 403 as well, since it speaks of the key, which can be changed.
 */
async function removeWebhook(client: ApiClient, { id: webhookId }: KnownHook): Promise<Removal> {
	return await client({ method: 'DELETE', url: pathOf(webhookId) }).then(
		() => 'removed' as const,
		(error: unknown): Removal => {
			if (isApiFailure(error, 'notOffered')) return 'notOffered';
			if (!isApiFailure(error, 'notFound')) throw error;
			return /^cannot delete|\broute\b/i.test(error.facts.reason ?? '') ? 'notOffered' : 'gone';
		},
	);
}

/**
 * The webhook API of Twig AI. Webhooks can be made there, and perhaps deleted, but neither listed,
 * looked at nor changed: no such call is documented.
 *
 * @param description what people read at Twig AI beside the webhook
 */
export function createTwigAdapter(
	client: ApiClient,
	description = 'Made by n8n',
): SubscriptionAdapter & { readonly sendTestEvent: (webhookId: string) => Promise<void> } {
	return {
		target: {},
		takesSecret: false,
		create: async ({ url, events }) => {
			const created = await createTwigWebhook(client, { url, events, description });
			return { id: created.id, secret: created.secret };
		},
		remove: async (known) => await removeWebhook(client, known),
		sendTestEvent: async (webhookId) => await sendTwigTestEvent(client, webhookId),
		whereToLook: () => TWIG_WEBHOOK_LIST,
	};
}

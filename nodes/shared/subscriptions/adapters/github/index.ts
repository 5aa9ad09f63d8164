import { z } from 'zod';
import { ApiError, isApiFailure } from '../../api/error';
import type { ApiFailure } from '../../api/error';
import type { JsonObject } from '../../../json';
import { attempt } from '../../../result';
import { isSameUrl } from '../../compare';
import { callToRead, callToRemove } from '../../outcomes';
import type { ApiClient } from '../../api/client';
import type {
	KnownHook,
	RemoteHook,
	SubscriptionAdapter,
	SubscriptionTarget,
	WantedSubscription,
} from '../../adapter';
import { ask, send } from './call';
import { hooksPage, hooksPath } from './target';
import { boundedId, boundedNames, boundedText, boundedUrl } from '../../bounds';

// The calls are those of GitHub's REST API, version 2022-11-28:
// https://docs.github.com/rest/repos/webhooks and https://docs.github.com/rest/orgs/webhooks

const PAGE_SIZE = 100;
// Far more than the 20 webhooks that GitHub allows for each event.
const MAX_PAGES = 20;
const ALL_EVENTS = '*';

const hookSchema = z.object({
	id: z.union([z.number().int().safe(), boundedId.regex(/^\d+$/)]).transform(String),
	active: z.boolean(),
	events: boundedNames,
	config: z.object({
		url: boundedUrl.optional(),
		content_type: boundedText.optional(),
		insecure_ssl: z.union([boundedText, z.number()]).optional(),
	}),
});
const hookList = z.array(hookSchema);

function toRemoteHook({ id, active, events, config }: z.infer<typeof hookSchema>): RemoteHook {
	// One that sends forms, or sends to anybody with any certificate, is not as we made it.
	const isUnchanged = config.content_type === 'json' && String(config.insecure_ssl) === '0';
	return {
		id,
		...(config.url !== undefined && { url: config.url }),
		events: events.includes(ALL_EVENTS) ? [] : events,
		isActive: active && isUnchanged,
	};
}

function toSettings({ url, events, secret }: WantedSubscription): JsonObject {
	return {
		active: true,
		events: events.length > 0 ? events : [ALL_EVENTS],
		config: {
			url,
			content_type: 'json',
			insecure_ssl: '0',
			...(secret !== undefined && { secret }),
		},
	};
}

const hookPath = ({ target, id }: KnownHook): string =>
	`${hooksPath(target)}/${encodeURIComponent(id)}`;

/** GitHub says with a general 422 that a webhook for the URL exists. */
const asConflict = (error: unknown): unknown =>
	isApiFailure(error, 'invalid') && /already exists/i.test(error.facts.reason ?? '')
		? new ApiError({ ...error.facts, kind: 'conflict' })
		: error;

function adviceFor({ org }: SubscriptionTarget, { facts }: ApiError): string | undefined {
	const [scope, place] =
		org === undefined ? ['repo_hook', 'repository'] : ['org_hook', 'organization'];
	const right = `'admin:${scope}' for a classic token, 'Webhooks: Read and write' of the ${place} for a fine-grained one`;
	const advice: Partial<Record<ApiFailure, string>> = {
		notFound: `Check the names in this node, and whether the token of the credential may manage webhooks there: GitHub gives the same answer for a place that does not exist and for one without permission. The token needs ${right}, and its user must be an administrator of the ${place}.`,
		forbidden: `Give the token of the credential the permission to manage webhooks: ${right}.`,
		conflict:
			'A webhook for this URL exists that the credential may not see, because another app made it. Remove it at GitHub, then publish the workflow again.',
	};
	return advice[facts.kind];
}

/** Webhooks of a repository or an organization of GitHub. */
export function createGitHubAdapter(
	client: ApiClient,
	target: SubscriptionTarget,
): SubscriptionAdapter {
	async function findOurs(url: string, at: SubscriptionTarget): Promise<readonly RemoteHook[]> {
		const ours: RemoteHook[] = [];
		for (let page = 1; page <= MAX_PAGES; page += 1) {
			const query = { per_page: String(PAGE_SIZE), page: String(page) };
			const hooks = await ask(client, { method: 'GET', url: hooksPath(at), query }, hookList);
			// GitHub keeps no mark of who made a webhook. Only one of ours, or one that somebody made for
			// this very trigger, leads to its URL, and GitHub allows no second one beside it.
			ours.push(...hooks.map(toRemoteHook).filter((hook) => isSameUrl(hook.url ?? '', url)));
			if (hooks.length < PAGE_SIZE) break;
		}
		return ours;
	}

	return {
		target,
		takesSecret: true,
		create: async (wanted) => {
			const json = { name: 'web', ...toSettings(wanted) };
			const request = { method: 'POST', url: hooksPath(target), body: { json } } as const;
			const created = await attempt(async () => await ask(client, request, hookSchema));
			if (!created.ok) throw asConflict(created.problem);
			return { id: created.value.id };
		},
		read: async (known) =>
			await callToRead(async () =>
				toRemoteHook(await ask(client, { method: 'GET', url: hookPath(known) }, hookSchema)),
			),
		findOurs,
		update: async (known, wanted) => {
			const json = toSettings(wanted);
			const request = { method: 'PATCH', url: hookPath(known), body: { json } } as const;
			const updated = await attempt(async () => await ask(client, request, hookSchema));
			if (!updated.ok) throw asConflict(updated.problem);
			return {};
		},
		remove: async (known) =>
			await callToRemove(
				async () => await send(client, { method: 'DELETE', url: hookPath(known) }),
			),
		whereToLook: hooksPage,
		adviceFor: (error) => adviceFor(target, error),
	};
}

export { parseGitHubTarget } from './target';

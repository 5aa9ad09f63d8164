import { z } from 'zod';
import { readResponse } from '../../api/responses';
import type { ApiClient, ApiRequest } from '../../api/client';
import type { KnownHook } from '../../adapter';
import { send } from './call';
import { hooksPath } from './target';
import { boundedId, boundedText } from '../../bounds';

const PAGE_SIZE = 100;
const MAX_PAGES = 20;

const deliverySchema = z.object({
	// Ids have 64 bits since 2026, more than a number holds.
	id: z.union([z.number().int().safe(), boundedId.regex(/^\d+$/)]).transform(String),
	guid: boundedId,
	delivered_at: z.string().datetime({ offset: true }),
	status: boundedText,
	event: boundedId,
});
const deliveryList = z.array(deliverySchema);
type Delivery = z.infer<typeof deliverySchema>;

/** A message that never arrived. */
export interface FailedDelivery {
	/** Of the last attempt; what `redeliver` takes. */
	readonly id: string;
	/** The same for every attempt: the `X-GitHub-Delivery` of the message. */
	readonly guid: string;
	/** As in `X-GitHub-Event`. */
	readonly eventName: string;
	/** When the last attempt was made, ISO 8601. */
	readonly deliveredAt: string;
	/** Why it failed, as GitHub says it. */
	readonly status: string;
}

/** Failed deliveries, and whether the list reaches back as far as was asked for. */
export interface FailedDeliveries {
	/** Oldest first. */
	readonly deliveries: readonly FailedDelivery[];
	readonly isComplete: boolean;
}

/** The failed deliveries of one webhook. */
export interface GitHubDeliveries {
	/**
	 * Messages that no attempt brought over, of those that were attempted since a time. GitHub keeps
	 * them for some days, and tries none again by itself.
	 */
	readonly listFailedDeliveries: (sinceMs: number) => Promise<FailedDeliveries>;
	/** Asks GitHub to send a message once more; it comes in like any other. */
	readonly redeliver: (deliveryId: string) => Promise<void>;
}

/** The cursor of the next page, from a `Link` header (RFC 8288). */
function nextCursor(link: string | undefined): string | undefined {
	const next = (link ?? '').split(',').find((part) => /;\s*rel="?next"?/.test(part));
	const url = /<([^>]*)>/.exec(next ?? '')?.[1];
	return url !== undefined && URL.canParse(url)
		? (new URL(url).searchParams.get('cursor') ?? undefined)
		: undefined;
}

const isDelivered = ({ status }: Delivery): boolean => status === 'OK';

/** @param attempts newest first, as GitHub lists them */
function failedOf(attempts: readonly Delivery[]): FailedDelivery[] {
	const delivered = new Set(attempts.filter(isDelivered).map(({ guid }) => guid));
	const latest = new Map<string, Delivery>();
	for (const attempt of attempts) {
		if (!delivered.has(attempt.guid) && !latest.has(attempt.guid)) {
			latest.set(attempt.guid, attempt);
		}
	}
	return [...latest.values()]
		.reverse()
		.map(({ id, guid, event, delivered_at: deliveredAt, status }) => ({
			id,
			guid,
			eventName: event,
			deliveredAt,
			status,
		}));
}

/** The failed deliveries of a webhook of GitHub's. */
export function gitHubDeliveries(
	client: ApiClient,
	{ id, target }: Pick<KnownHook, 'id' | 'target'>,
): GitHubDeliveries {
	const url = `${hooksPath(target)}/${encodeURIComponent(id)}/deliveries`;
	return {
		listFailedDeliveries: async (sinceMs) => {
			const attempts: Delivery[] = [];
			let cursor: string | undefined;
			for (let page = 0; page < MAX_PAGES; page += 1) {
				const query = { per_page: String(PAGE_SIZE), ...(cursor !== undefined && { cursor }) };
				const request: ApiRequest = { method: 'GET', url, query };
				const response = await send(client, request);
				const listed = readResponse(request, response, deliveryList);
				const recent = listed.filter((each) => Date.parse(each.delivered_at) >= sinceMs);
				attempts.push(...recent);
				cursor = nextCursor(response.headers.link);
				if (cursor === undefined || recent.length < listed.length) {
					return { deliveries: failedOf(attempts), isComplete: true };
				}
			}
			return { deliveries: failedOf(attempts), isComplete: false };
		},
		redeliver: async (deliveryId) => {
			const path = `${url}/${encodeURIComponent(deliveryId)}/attempts`;
			await send(client, { method: 'POST', url: path });
		},
	};
}

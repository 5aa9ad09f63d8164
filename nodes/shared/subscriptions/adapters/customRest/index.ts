import { describeCall } from '../../api/responses';
import { ApiError } from '../../api/error';
import { isSameTarget } from '../../compare';
import { callToRead, callToRemove } from '../../outcomes';
import type { ApiClient, ApiRequest } from '../../api/client';
import type {
	CreatedHook,
	KnownHook,
	RemoteHook,
	SubscriptionAdapter,
	SubscriptionTarget,
	WantedSubscription,
} from '../../adapter';
import { entriesFor, idOf, isSecret, missing } from './response';
import { valueAt } from './responsePath';
import { namesInBody } from './body';
import { fillRequest, readRequest } from './request';
import type { RequestTemplate } from './request';
import type { CustomRestSettings, ListSettings } from './settings';
import { attempt } from '../../../result';

/** Where the webhooks of these settings are made. */
export const customRestTarget = ({ createUrl }: CustomRestSettings): SubscriptionTarget => ({
	service: 'custom',
	createUrl,
});

async function createHook(
	client: ApiClient,
	{ create, remove, idPath, secretPath }: CustomRestSettings,
	{ url, events, secret: given }: WantedSubscription,
): Promise<CreatedHook> {
	const request = fillRequest(create, { url, events, secret: given });
	const response = await client(request);
	const id = idPath ? idOf(valueAt(response.body, idPath)) : url;
	if (id === undefined) throw missing(request, response, idPath ?? []);
	const secret = secretPath && valueAt(response.body, secretPath);
	const removal = remove && fillRequest(remove, { url, events, id });
	if (secretPath && !isSecret(secret)) {
		// Its events could not be checked, so it is of no use, whether or not it can be removed.
		if (removal) await attempt(async () => await client(removal));
		throw missing(request, response, secretPath);
	}
	// The settings may be others when the webhook is to be removed.
	const details = removal && { remove: removal };
	return { id, ...(details && { details }), ...(isSecret(secret) && { secret }) };
}

async function readHook(
	client: ApiClient,
	check: RequestTemplate,
	list: ListSettings | undefined,
	known: KnownHook,
): Promise<RemoteHook | undefined> {
	const { id, url, events } = known;
	const request = fillRequest(check, { id, url, events });
	if (!list) {
		return await callToRead(async () => {
			await client(request);
			return { id, isActive: true };
		});
	}
	const entries = entriesFor(request, await client(request), list, url);
	const entry = entries.find((each) => each.id === undefined || each.id === id);
	return entry && { id, url: entry.url, isActive: true };
}

async function findHooks(
	client: ApiClient,
	check: RequestTemplate,
	list: ListSettings,
	url: string,
): Promise<readonly RemoteHook[]> {
	const request = fillRequest(check, { url, events: [], id: '' });
	const response = await client(request);
	return entriesFor(request, response, list, url).map((entry) => {
		if (entry.id === undefined) throw missing(request, response, list.idPath ?? []);
		return { id: entry.id, url: entry.url, isActive: true };
	});
}

/** The look at an address that these settings do not describe. */
const cannotLook = ({ createUrl = '' }: SubscriptionTarget): ApiError =>
	new ApiError({
		kind: 'notOffered',
		call: describeCall({ method: 'GET', url: createUrl }),
		reason: 'the settings of this node do not say how to look at an earlier address',
	});

/** Webhooks of a service that the user has described by its requests. */
export function createCustomRestAdapter(
	client: ApiClient,
	settings: CustomRestSettings,
): SubscriptionAdapter {
	const { create, remove, check, list } = settings;
	const target = customRestTarget(settings);

	const removalOf = ({
		id,
		url,
		events,
		details,
		target: at,
	}: KnownHook): ApiRequest | undefined =>
		isSameTarget(at, target)
			? remove && fillRequest(remove, { id, url, events })
			: readRequest(details?.remove);

	return {
		target,
		takesSecret: create.body !== undefined && namesInBody(create.body).includes('secret'),
		create: async (wanted) => await createHook(client, settings, wanted),
		...(check && {
			read: async (known: KnownHook) => await readHook(client, check, list, known),
		}),
		...(check &&
			list?.idPath && {
				findOurs: async (url: string, at: SubscriptionTarget) => {
					if (!isSameTarget(at, target)) throw cannotLook(at);
					return await findHooks(client, check, list, url);
				},
			}),
		remove: async (known) => {
			const request = removalOf(known);
			return request ? await callToRemove(async () => await client(request)) : 'notOffered';
		},
	};
}

export { parseCustomRestSettings } from './settings';
export type { CustomRestInput, CustomRestSettings } from './settings';
export type { RequestInput } from './request';

import type { StoredHook } from '../stored';
import type {
	CreatedHook,
	KnownHook,
	RemoteHook,
	SubscriptionTarget,
	WantedSubscription,
} from '../adapter';
import type { Circumstances } from './types';

/** What the service is to be told. */
export const toSend = (
	{ adapter, wanted }: Circumstances,
	secret: string | undefined,
): WantedSubscription => ({
	...wanted,
	secret: adapter.takesSecret ? secret : undefined,
});

/** What has to be remembered of a webhook that was found at the service. */
export function toKnownHook(
	remote: RemoteHook,
	url: string,
	target: SubscriptionTarget,
): KnownHook {
	return { id: remote.id, target, url: remote.url ?? url, events: remote.events ?? [] };
}

/** A webhook of ours that was not remembered, to be changed to what is wanted. */
export function toAdoptedHook(
	{ adapter, wanted, options }: Circumstances,
	remote: RemoteHook,
): StoredHook {
	const known = toKnownHook(remote, wanted.url, adapter.target);
	return { ...known, createdAt: new Date(options.nowMs).toISOString() };
}

/** What to store of a webhook that was made or changed just now. */
export function toStoredHook(
	{ adapter, wanted, options }: Circumstances,
	{ id, details }: CreatedHook,
	secret: string | undefined,
	createdAt = new Date(options.nowMs).toISOString(),
): StoredHook {
	const { fingerprint, seal } = options.secrets;
	// What the user entered is in a credential already, and is not kept a second time.
	const isEntered = adapter.takesSecret && wanted.secret !== undefined;
	return {
		id,
		target: adapter.target,
		url: wanted.url,
		events: wanted.events,
		createdAt,
		...(details && { details }),
		...(secret !== undefined && adapter.takesSecret && { secretFingerprint: fingerprint(secret) }),
		...(secret !== undefined && !isEntered && { sealedSecret: seal(secret) }),
	};
}

import { z } from 'zod';
import type { KnownHook, SubscriptionTarget } from './adapter';

/** The webhook of a trigger, as it is remembered. Holds nothing by which a secret could be learnt. */
export interface StoredHook extends KnownHook {
	/** ISO 8601. */
	readonly createdAt: string;
	/** Of the secret that the service was given; absent where the service chose it. */
	readonly secretFingerprint?: string | undefined;
	/** The secret that the service chose or the lifecycle made up, encrypted. */
	readonly sealedSecret?: string | undefined;
	/** Whether a call that changes it failed, so that what the service has now is not known. */
	readonly isInDoubt?: boolean | undefined;
}

/** Where webhooks of ours may be that are not known by id, because looking there failed. */
export interface UncheckedPlace {
	readonly target: SubscriptionTarget;
	readonly url: string;
}

/** What a trigger remembers of its subscription: JSON, for n8n's static data. */
export interface StoredSubscription {
	readonly hook?: StoredHook | undefined;
	/** Webhooks of ours that could not be removed yet, oldest first. */
	readonly leftovers: readonly KnownHook[];
	/** Oldest first. */
	readonly unchecked: readonly UncheckedPlace[];
}

const place = z.object({ target: z.record(z.string()), url: z.string() });
const known = place.extend({
	id: z.string().min(1),
	events: z.array(z.string()),
	details: z.record(z.unknown()).optional(),
});
const storedHook = known.extend({
	createdAt: z.string(),
	secretFingerprint: z.string().optional(),
	sealedSecret: z.string().optional(),
	isInDoubt: z.boolean().optional(),
});
const storedSubscription = z.object({
	hook: storedHook.optional(),
	leftovers: z.array(known),
	unchecked: z.array(place),
});

/** Reads what was stored; `undefined`, as if nothing was, when it is not of this form. */
export function readStored(value: unknown): StoredSubscription | undefined {
	const parsed = storedSubscription.safeParse(value);
	return parsed.success ? parsed.data : undefined;
}

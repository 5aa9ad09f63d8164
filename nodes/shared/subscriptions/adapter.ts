import type { JsonObject } from '../json';
import type { ApiError } from './api/error';

/** What a trigger wants to exist at the service. */
export interface WantedSubscription {
	/** The webhook URL of the trigger. */
	readonly url: string;
	/** Names of the events; empty for all that the service has. */
	readonly events: readonly string[];
	/**
	 * The secret for the service to sign with. Where it is absent, the service chooses the secret itself, or
	 * the lifecycle makes one up for an adapter that takes secrets.
	 */
	readonly secret?: string | undefined;
}

/**
 * Where at the service the webhook lives, for example a repository. Never anything secret. Where a
 * trigger can change from one service to another, `service` says which one it is: webhooks of
 * another service are left alone.
 */
export type SubscriptionTarget = Readonly<Record<string, string>>;

/** A webhook as the service shows it. */
export interface RemoteHook {
	readonly id: string;
	/** Absent where the service does not show it. */
	readonly url?: string;
	/** Absent where the service does not show them; empty for all. */
	readonly events?: readonly string[];
	/** Whether it sends events in the form that the trigger reads. */
	readonly isActive: boolean;
}

/** What the service answers when it has made a webhook. */
export interface CreatedHook {
	readonly id: string;
	/** The secret that the service chose. */
	readonly secret?: string;
	/** What the adapter must know again to change or remove the webhook. Never anything secret. */
	readonly details?: JsonObject;
}

/** A webhook that was made earlier, as it is remembered. */
export interface KnownHook {
	readonly id: string;
	readonly target: SubscriptionTarget;
	readonly url: string;
	readonly events: readonly string[];
	readonly details?: JsonObject | undefined;
}

/**
 * How a removal ended: `removed`; `gone` when the service did not have it any more; `notOffered`
 * when the service's API removes no webhooks.
 */
export type Removal = 'removed' | 'gone' | 'notOffered';

/**
 * The webhook API of one service. Adapters only call the API and read its answers; what has to be
 * called and when is decided by the lifecycle. Optional calls are those that not every API has.
 * Every call throws ApiError.
 */
export interface SubscriptionAdapter {
	/** Where new webhooks are made, from the user's settings. */
	readonly target: SubscriptionTarget;
	/** Whether `wanted.secret` is used; otherwise the service chooses one and tells it once. */
	readonly takesSecret: boolean;
	/** Makes a webhook at `target`. */
	readonly create: (wanted: WantedSubscription) => Promise<CreatedHook>;
	/** Looks at a webhook; `undefined` when the service does not have it any more. */
	readonly read?: (known: KnownHook) => Promise<RemoteHook | undefined>;
	/**
	 * Webhooks at a target, which may be an earlier one, that lead to this URL and that this package
	 * made: those that it may change or remove. A webhook that somebody made by hand is never among
	 * them unless the service allows only one for each URL.
	 */
	readonly findOurs?: (url: string, target: SubscriptionTarget) => Promise<readonly RemoteHook[]>;
	/**
	 * Brings a webhook to what is wanted: URL, events, secret where `takesSecret`, and active.
	 * Answers what has to be remembered from now on in place of the earlier details.
	 */
	readonly update?: (
		known: KnownHook,
		wanted: WantedSubscription,
	) => Promise<Pick<CreatedHook, 'details'>>;
	readonly remove: (known: KnownHook) => Promise<Removal>;
	/**
	 * Where people see and remove the webhooks of a target, to go behind "Look at". Default: the
	 * service's list of webhooks.
	 */
	readonly whereToLook?: (target: SubscriptionTarget) => string;
	/** What to do about a failed call, where the service's errors ask for more than general advice. */
	readonly adviceFor?: (error: ApiError) => string | undefined;
}

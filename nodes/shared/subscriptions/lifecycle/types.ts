import type { SecretKeeper } from '../../sealing';
import type { StoredSubscription } from '../stored';
import type { SubscriptionAdapter, WantedSubscription } from '../adapter';
import type { SubscriptionRecord } from './record';

/** What the lifecycle needs besides the API. */
export interface LifecycleOptions {
	readonly nowMs: number;
	/** Seals, opens and recognises the secrets of this trigger. */
	readonly secrets: SecretKeeper;
	/** Stores each step that succeeded; `undefined` when there is nothing to remember any more. */
	readonly save: (stored: StoredSubscription | undefined) => void;
	/**
	 * Says what keeps a secret that the service chose from being used, as the end of a sentence that
	 * begins with "The secret that the service chose". Default: nothing does.
	 */
	readonly findSecretProblem?: (secret: string) => string | undefined;
	/**
	 * Makes up a secret, for adapters that take one where the user gave none. Default: 32 random
	 * bytes in hexadecimal.
	 */
	readonly newSecret?: () => string;
}

/** What is wanted of which service. */
export interface Circumstances {
	readonly adapter: SubscriptionAdapter;
	readonly wanted: WantedSubscription;
	readonly options: LifecycleOptions;
}

/** One activation of a trigger, with all that is known of its webhooks. */
export interface Activation extends Circumstances {
	readonly record: SubscriptionRecord;
}

/** A subscription that is in place. */
export interface EnsuredSubscription {
	readonly stored: StoredSubscription;
	/** The secret that the service chose or that was made up; absent where the user gave it. */
	readonly secret?: string;
	/** What people should know, in sentences; most times empty. */
	readonly notices: readonly string[];
}

/** What is left of a subscription after it was removed. */
export interface RemovedSubscription {
	/** To be kept for the next activation; absent when nothing is left. */
	readonly stored?: StoredSubscription;
	readonly notices: readonly string[];
}

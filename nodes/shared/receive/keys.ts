import type { Result } from '../result';
import type { SigningKey } from '../signing/keys';

/** Keys by which requests are checked. */
export interface VerifyingKeys {
	/** Newest first. */
	readonly keys: readonly SigningKey[];
	/** What a provider must send when it checks the URL; empty when there is none. */
	readonly verifyToken: string;
}

/** Usable keys, or the sentence that tells the operator why there are none. */
export type KeyLookup = Result<VerifyingKeys>;

/** Where the keys come from. Asked only for requests whose headers could be genuine. */
export interface KeySource {
	/** The keys as last read; may be some seconds old. */
	readonly current: () => Promise<KeyLookup>;
	/**
	 * The keys as they are stored now, after none of the remembered ones matched; `undefined` when
	 * they were read a moment ago, so that forged requests cannot force a read each.
	 */
	readonly refresh: () => Promise<KeyLookup | undefined>;
}

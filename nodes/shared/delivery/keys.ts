import type { Result } from '../result';
import type { SignatureScheme } from '../signing/scheme';
import type { SigningKey } from '../signing/keys';
import type { Endpoint } from './delivery';

/** The keys that sign for an endpoint. */
export interface UsableKeys {
	readonly keys: readonly [SigningKey, ...SigningKey[]];
	/** Texts that may stand in no record, whoever says them. Default: none. */
	readonly confidential?: readonly string[];
}

/** The keys that sign for an endpoint, or the sentence that says why there are none. */
export type EndpointKeys = Result<UsableKeys>;

/** Finds the keys for an attempt. Asked for each, so that a changed secret counts soon. */
export type KeyFinder = (endpoint: Endpoint, scheme: SignatureScheme) => Promise<EndpointKeys>;

import type { ClientCertificate } from '../../http/transport';
import type { Result } from '../../result';
import type { Endpoint } from '../delivery';
import type { OAuth2Client } from './accessToken';

/** What a request carries besides its signature to show who sends it. */
export interface Proof {
	/** Default: none. */
	readonly headers?: Readonly<Record<string, string>>;
	/** A parameter for the query of the URL. Default: none. */
	readonly query?: { readonly name: string; readonly value: string };
}

/** How a receiver wants requests authenticated, as a credential says it. */
export interface Authentication {
	/** The same for every request, or an access token that has to be fetched. */
	readonly proof: Proof | OAuth2Client;
	readonly certificate?: ClientCertificate | undefined;
	/** Texts that may stand in no record, should the receiver echo them. */
	readonly confidential: readonly string[];
}

/** A proof as it was used for one request. */
export interface UsedProof {
	readonly proof: Proof;
	/** Texts of it that may stand in no record. */
	readonly confidential: readonly string[];
	/** Gets another proof after the receiver refused this one. Absent where there is no other. */
	readonly renew?: () => Promise<Result<UsedProof>>;
}

/** An authentication that is ready for one attempt. */
export interface AttemptAuthentication {
	readonly certificate?: ClientCertificate | undefined;
	/** Gets the proof; the problem is a sentence without its full stop. */
	readonly prove: () => Promise<Result<UsedProof>>;
}

/**
 * Finds the authentication of an endpoint for an attempt. Asked for each, so that a changed
 * credential counts soon. The problem is a sentence for the user.
 */
export type AuthenticationFinder = (endpoint: Endpoint) => Promise<Result<AttemptAuthentication>>;

/** Whether the proof is an access token that has to be fetched. */
export const needsToken = (proof: Authentication['proof']): proof is OAuth2Client =>
	'tokenUrl' in proof;

import type { Result } from '../../result';
import type { ApiCredentialDefinition, CredentialDefinition } from '../../services/credentials';
import type { SignatureScheme } from '../../signing/scheme';
import type { ApiClient } from '../../subscriptions/api/client';
import type { SubscriptionAdapter } from '../../subscriptions/adapter';
import type { ParameterReader } from '../parameters';
import type { CatchUp } from './registration/missedEvents';

/** How a trigger has its webhook registered at the service. */
export interface Registration {
	/** Holds the key of the service's API. */
	readonly credential: ApiCredentialDefinition;
	/**
	 * Whether the credential must hold a secret, since the service neither takes one nor chooses one.
	 * Default: no.
	 */
	readonly needsSecret?: boolean;
	/** Names of the events that the service is asked for; empty for all that it has. */
	readonly events: readonly string[];
	/** What may be a mistake in how it is registered, in sentences. Default: nothing. */
	readonly warnings?: readonly string[];
	readonly createAdapter: (client: ApiClient) => SubscriptionAdapter;
	/** How missed events are caught up with when n8n starts. Default: not at all. */
	readonly catchUp?: CatchUp;
}

/** Reads how the trigger registers its webhook; `undefined` when the user does that by hand. */
export type ReadRegistration = (parameter: ParameterReader) => Result<Registration | undefined>;

/** What makes one trigger node different from the others. */
export interface TriggerDefinition {
	/** The scheme that the user chose, or the one of the service. */
	readonly readScheme: (parameter: ParameterReader) => Result<SignatureScheme>;
	/** Names and patterns of the events that the user chose, as one text; empty for all. */
	readonly readEvents: (parameter: ParameterReader) => string;
	/** The credential that holds the secrets under these parameters. */
	readonly readCredential: (parameter: ParameterReader) => CredentialDefinition;
	/** How the webhook is registered under these parameters; `undefined`, and the default, is by hand. */
	readonly readRegistration?: ReadRegistration;
}

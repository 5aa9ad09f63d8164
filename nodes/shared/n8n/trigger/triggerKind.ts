import type { ApiCredentialDefinition, CredentialDefinition } from '../../services/credentials';
import type { ApiClient, SubscriptionAdapter } from '../../subscriptions/types';
import type { ParameterReader, SchemeChoice } from '../parameters';

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
	readonly createAdapter: (client: ApiClient) => SubscriptionAdapter;
}

/** How the webhook is registered: by the trigger, or by hand when there is no registration. */
export type RegistrationChoice =
	| { readonly ok: true; readonly registration?: Registration }
	| { readonly ok: false; readonly problem: string };

/** What makes one trigger node different from the others. */
export interface TriggerKind {
	/** The scheme that the user chose, or the one of the service. */
	readonly readScheme: (parameter: ParameterReader) => SchemeChoice;
	/** Names and patterns of the events that the user chose, as one text; empty for all. */
	readonly readEvents: (parameter: ParameterReader) => string;
	/** The credential that holds the secrets under these parameters. */
	readonly readCredential: (parameter: ParameterReader) => CredentialDefinition;
	/** How the webhook is registered under these parameters. Default: by hand. */
	readonly readRegistration?: (parameter: ParameterReader) => RegistrationChoice;
}

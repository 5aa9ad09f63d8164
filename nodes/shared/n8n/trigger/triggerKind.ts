import type { JsonObject } from '../../json';
import type { Result } from '../../result';
import type { ApiCredentialDefinition, CredentialDefinition } from '../../services/credentials';
import type { SignatureScheme } from '../../signing/scheme';
import type { ApiClient } from '../../subscriptions/api/client';
import type { KnownHook, SubscriptionAdapter } from '../../subscriptions/adapter';
import type { ParameterReader } from '../parameters';

/** What is to be caught up with. */
export interface Missed {
	readonly hook: KnownHook;
	/** In milliseconds since 1970. */
	readonly sinceMs: number;
	/** Whether events of this name start the workflow. */
	readonly isWanted: (eventName: string) => boolean;
}

/** An event that the service could not deliver. */
export interface MissedEvent {
	readonly id: string;
	readonly name: string;
	/** The whole body, as the service would send it. */
	readonly event: JsonObject;
}

/**
 * How to get what the service could not deliver: `redeliver` has the service send it again, and
 * answers how many; `list` gives the events, for the trigger to send them to its own URL. Both say
 * whether that was all. They throw ApiError.
 */
export type CatchUp =
	| {
			readonly kind: 'redeliver';
			readonly redeliver: (
				client: ApiClient,
				missed: Missed,
			) => Promise<{ readonly count: number; readonly isComplete: boolean }>;
	  }
	| {
			readonly kind: 'list';
			readonly list: (
				client: ApiClient,
				missed: Missed,
			) => Promise<{ readonly events: readonly MissedEvent[]; readonly isComplete: boolean }>;
	  };

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

/** How the webhook is registered: by the trigger, or by hand when there is no registration. */
export type RegistrationChoice =
	| { readonly ok: true; readonly registration?: Registration }
	| { readonly ok: false; readonly problem: string };

/** What makes one trigger node different from the others. */
export interface TriggerDefinition {
	/** The scheme that the user chose, or the one of the service. */
	readonly readScheme: (parameter: ParameterReader) => Result<SignatureScheme>;
	/** Names and patterns of the events that the user chose, as one text; empty for all. */
	readonly readEvents: (parameter: ParameterReader) => string;
	/** The credential that holds the secrets under these parameters. */
	readonly readCredential: (parameter: ParameterReader) => CredentialDefinition;
	/** How the webhook is registered under these parameters. Default: by hand. */
	readonly readRegistration?: (parameter: ParameterReader) => RegistrationChoice;
}

import type { ReceiveConfig } from '../../receive/configuration';
import type { CredentialDefinition } from '../../services/credentials';
import type { InboundSettings } from './inbound';
import type { AcceptedResponse } from './reply';
import type { Registration } from './triggerKind';

/** Everything that a user can set about how a trigger receives. */
export interface TriggerConfig {
	readonly receive: ReceiveConfig;
	readonly request: InboundSettings;
	/** Holds the secrets. */
	readonly credential: CredentialDefinition;
	/** How the webhook is registered at the service; by hand when absent. */
	readonly registration?: Registration | undefined;
	/** What may be a mistake but hinders nothing, in sentences: to be told when it is published. */
	readonly findWarnings: () => readonly string[];
	/** Failed checks of one address that are answered as such; more only get 429. */
	readonly maxFailuresPerMinute: number;
	/** How many genuine events are accepted in a window; all when absent. */
	readonly eventLimit?: { readonly count: number; readonly windowMs: number } | undefined;
	/** How long events are remembered to recognise duplicates; not at all when absent. */
	readonly duplicateWindowMs?: number | undefined;
	/** How events are gathered into one execution; one each when absent. */
	readonly batch?: { readonly windowMs: number; readonly maxSize: number } | undefined;
	/** The answer to accepted events; absent when the workflow answers itself. */
	readonly response?: AcceptedResponse | undefined;
	/** Whether refused requests leave through a second output. */
	readonly outputRejected: boolean;
	readonly logHeaders: boolean;
	readonly logPayload: boolean;
}

/** The configuration of a trigger, or the sentence that says what to change. */
export type ConfigChoice =
	| { readonly ok: true; readonly config: TriggerConfig }
	| { readonly ok: false; readonly problem: string };

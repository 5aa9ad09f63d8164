import type { JsonObject } from '../../../json';
import type { ApiClient } from '../../../subscriptions/api/client';
import type { KnownHook } from '../../../subscriptions/adapter';

/** Which events are to be caught up with. */
export interface CatchUpRequest {
	readonly hook: KnownHook;
	/** In milliseconds since 1970. */
	readonly sinceMs: number;
	/** Whether events of this name start the workflow. */
	readonly isWanted: (eventName: string) => boolean;
	/** Whether an event was not asked for too often or a moment ago, by the id of its messages. */
	readonly isDue: (id: string) => boolean;
	/** Says that an event is asked for now. */
	readonly noteAsked: (id: string) => void;
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
				request: CatchUpRequest,
			) => Promise<{ readonly count: number; readonly isComplete: boolean }>;
	  }
	| {
			readonly kind: 'list';
			readonly list: (
				client: ApiClient,
				request: CatchUpRequest,
			) => Promise<{ readonly events: readonly MissedEvent[]; readonly isComplete: boolean }>;
	  };

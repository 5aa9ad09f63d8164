import type { Rejection } from '../signing/rejection';
import type { SignedRequest } from '../signing/request';
import type { ReceivedEvent } from './event';
import type { HandshakeResponse } from './handshake';

/** Ends what was begun for an accepted event: it was processed, or its sender has to try again. */
export type Settle = (outcome: 'done' | 'released') => void;

/** Why a genuine event starts nothing: its name is not chosen, or what it holds. */
export type IgnoredReason = 'conditionNotMet' | 'eventNotChosen';

/** How a request ended. What the caller sees follows from the kind alone. */
export type Outcome =
	| {
			readonly kind: 'accepted';
			readonly event: ReceivedEvent;
			/** Further events of the same request, where each is one of its own. Default: none. */
			readonly others?: readonly ReceivedEvent[];
			/** Under which repeats of it are recognised; empty where none are looked for. */
			readonly keys: readonly string[];
			readonly settle: Settle;
	  }
	| { readonly kind: 'badPayload'; readonly problem: string }
	| {
			readonly kind: 'badSignature';
			readonly rejection: Rejection;
			/** What was checked, for looking into it; absent where no signature was. */
			readonly signed?: SignedRequest;
	  }
	| {
			readonly kind: 'busy';
			/** What there is too much of, or what failed for a whole batch. */
			readonly reason: 'batch' | 'copies' | 'events';
			readonly retryAfterSeconds: number;
	  }
	| {
			readonly kind: 'duplicate';
			readonly event: ReceivedEvent;
			/** Further events of the same request that were processed before. Default: none. */
			readonly others?: readonly ReceivedEvent[];
	  }
	| { readonly kind: 'forbiddenAddress' }
	| { readonly kind: 'handshake'; readonly name: string; readonly response: HandshakeResponse }
	| { readonly kind: 'healthy' }
	| {
			readonly kind: 'ignored';
			readonly event: ReceivedEvent;
			/** Further events of the same request, which were ignored, too. Default: none. */
			readonly others?: readonly ReceivedEvent[];
			/** What the event did not pass. */
			readonly reason: IgnoredReason;
	  }
	| { readonly kind: 'internalError'; readonly problem: string }
	| { readonly kind: 'methodNotAllowed' }
	| { readonly kind: 'notConfigured'; readonly problem: string }
	| {
			readonly kind: 'rateLimited';
			readonly retryAfterSeconds: number;
			/** Why a failed check was made, when failures are what was counted. */
			readonly rejection?: Rejection;
	  }
	| { readonly kind: 'tooLarge' };

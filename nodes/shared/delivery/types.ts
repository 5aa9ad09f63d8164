import type { NetworkErrorKind } from '../http/networkError';
import type { SignatureScheme } from '../signing/scheme';
import type { SigningKey } from '../signing/keys';
import type { Jitter } from './policy/jitter';
import type { StatusRange } from './policy/statuses';

/** What is sent, serialised once: these bytes are signed, and these bytes go out. */
export interface OutboundMessage {
	/** By which receivers tell repeats apart; the same for every attempt and every endpoint. */
	readonly id: string;
	readonly eventName?: string | undefined;
	readonly body: Buffer;
	readonly contentType: string;
	readonly scheme: SignatureScheme;
}

/** Where a message goes to, and how. May hold secrets: it is never stored as it is. */
export interface Endpoint {
	/** As its owner calls it; absent when it has no name. */
	readonly name?: string | undefined;
	/** May hold user name and password. */
	readonly url: string;
	/** Headers of the user's own; never one that we set. */
	readonly headers: Readonly<Record<string, string>>;
	/** Time allowed for one attempt, from connecting to the end of the answer. */
	readonly timeoutMs: number;
	readonly verifyCertificate: boolean;
	/** Whether names that lead into a private network are refused, as far as that can be told. */
	readonly publicAddressOnly: boolean;
	/** A secret of its own. Absent when the credential's secret signs. */
	readonly secret?: string | undefined;
	/**
	 * Whether its URL came with the data, from a table or an item, and not from whoever made the
	 * workflow. Default: no.
	 */
	readonly isFromData?: boolean | undefined;
}

/** The keys that sign for an endpoint, or the sentence that says why there are none. */
export type EndpointKeys =
	| {
			readonly ok: true;
			readonly keys: readonly [SigningKey, ...SigningKey[]];
			/** Texts that may stand in no record, whoever says them. Default: none. */
			readonly confidential?: readonly string[];
	  }
	| { readonly ok: false; readonly problem: string };

/** Finds the keys for an attempt. Asked for each, so that a changed secret counts soon. */
export type KeyFinder = (endpoint: Endpoint, scheme: SignatureScheme) => Promise<EndpointKeys>;

/** Encrypts what is stored with a delivery, and opens it again. */
export interface Sealer {
	readonly seal: (text: string, context: string) => string;
	/** `undefined` when it was sealed with another key or for another context. */
	readonly open: (sealed: string, context: string) => string | undefined;
}

/**
 * When a failed delivery is tried again. Plain data: it is stored as JSON with deliveries that wait,
 * and read back with `retryPolicySchema`.
 */
export interface RetryPolicy {
	/** Waits before the first, second, … retry, not yet varied at random. Empty for no retries. */
	readonly delaysMs: readonly number[];
	readonly jitter: Jitter;
	/** Longest `Retry-After` that is obeyed; a longer one ends the delivery. */
	readonly maxRetryAfterMs: number;
	/** Longest time from the start of the first attempt to that of the last; absent for any. */
	readonly totalBudgetMs?: number | undefined;
	/** Statuses that end a delivery, besides 3xx and 410, which always do. */
	readonly finalStatuses: readonly StatusRange[];
	/** Statuses that are tried again although another rule calls them final. */
	readonly retriedStatuses: readonly StatusRange[];
}

/** Why a delivery ended or goes on. */
export type DecisionReason =
	| 'accepted'
	| 'blocked'
	| 'budgetExhausted'
	| 'cancelled'
	| 'circuitOpen'
	| 'finalStatus'
	| 'gone'
	| 'interrupted'
	| 'invalid'
	| 'networkError'
	| 'notAttempted'
	| 'notWaited'
	| 'redirect'
	| 'retriesExhausted'
	| 'retryAfterTooLong'
	| 'status';

/** What follows from one attempt. */
export type Decision =
	| { readonly kind: 'delivered'; readonly reason: 'accepted' }
	| {
			readonly kind: 'retry';
			readonly reason: 'networkError' | 'status';
			readonly delayMs: number;
	  }
	| { readonly kind: 'failed'; readonly reason: DecisionReason };

/** The record of one attempt. Part of the item; holds no secret and no signature. */
export interface Attempt {
	/** Starts at 1. */
	readonly number: number;
	/** ISO 8601 in UTC. */
	readonly startedAt: string;
	readonly durationMs: number;
	/** Seconds since 1970 as signed; absent when the scheme signs no time. */
	readonly timestamp?: number;
	readonly outcome: 'delivered' | 'failed';
	/** `null` when no answer came. */
	readonly statusCode: number | null;
	readonly error?: {
		readonly kind: NetworkErrorKind;
		readonly message: string;
	};
	/** Why this attempt led to what came next. */
	readonly reason: DecisionReason;
	/** Wait before the next attempt; absent when there is none. */
	readonly nextDelayMs?: number;
}

/** The last answer of the receiver, as kept in the record. */
export interface ResponseRecord {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed when it is JSON, else text; `null` when empty. */
	readonly body: unknown;
	/** Why there is no body although the receiver sent one. */
	readonly bodyOmitted?: string;
}

/** One message on its way to one endpoint, and how far it has come. */
export interface Delivery {
	readonly message: OutboundMessage;
	readonly endpoint: Endpoint;
	readonly policy: RetryPolicy;
	/** When it was given to us, in milliseconds since 1970. */
	readonly queuedAtMs: number;
	/** Absent before the first attempt. */
	readonly firstAttemptAtMs?: number;
	/** Earliest time of the next attempt. */
	readonly dueAtMs: number;
	readonly status: 'pending' | 'delivered' | 'failed';
	readonly attempts: readonly Attempt[];
	/** Why it has the status that it has; absent before the first attempt. */
	readonly reason?: DecisionReason;
	/** What to change, where no attempt could be made. */
	readonly problem?: string;
	/** The last answer; absent when none came. */
	readonly response?: ResponseRecord;
}

import type { SignatureScheme } from '../signing/scheme';
import type { SigningKey } from '../signing/types';

/** A message on its way to one receiver. The body is serialised once: these bytes are sent. */
export interface DeliveryRequest {
	readonly url: string;
	readonly scheme: SignatureScheme;
	/** Every key signs, so that the receiver may know any one of them. */
	readonly keys: readonly [SigningKey, ...SigningKey[]];
	/** Message id; the same for every attempt. */
	readonly id: string;
	readonly eventName?: string | undefined;
	readonly body: Buffer;
	readonly contentType: string;
	/** Headers of the user's own; never one that we set. */
	readonly headers: Readonly<Record<string, string>>;
	/** Time allowed for one attempt, from connecting to the end of the answer. */
	readonly timeoutMs: number;
	readonly verifyCertificate: boolean;
}

/** One HTTP request, ready to be sent. */
export interface OutboundRequest {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly timeoutMs: number;
	readonly verifyCertificate: boolean;
}

/** Why no answer came. A closed list, so that workflows can branch on it. */
export type NetworkErrorKind =
	| 'blocked'
	| 'cancelled'
	| 'dns'
	| 'other'
	| 'refused'
	| 'reset'
	| 'timeout'
	| 'tls'
	| 'unreachable';

/** What became of one HTTP request. */
export type TransportResult =
	| {
			readonly kind: 'response';
			readonly statusCode: number;
			/** By lower-case name. */
			readonly headers: Readonly<Record<string, string>>;
			/** Absent when it could not be kept; `bodyOmitted` then says why. */
			readonly body?: Buffer;
			readonly bodyOmitted?: string;
	  }
	| {
			readonly kind: 'networkError';
			readonly error: NetworkErrorKind;
			readonly message: string;
	  };

/** Sends one request. Never throws and never follows a redirect. */
export type Transport = (request: OutboundRequest) => Promise<TransportResult>;

/** How often and how soon a failed delivery is tried again. */
export interface RetryPolicy {
	/** Tries after the first; 0 for none. */
	readonly maxRetries: number;
	/** Wait before the first retry; every further wait is `factor` times as long. */
	readonly initialDelayMs: number;
	readonly factor: number;
	/** Longest wait. A receiver that asks for more is not tried again. */
	readonly maxDelayMs: number;
	/** Share by which a wait is varied at random, up and down: 0.2 means 80 % to 120 %. */
	readonly jitter: number;
}

/** Why a delivery ended or goes on. */
export type DecisionReason =
	| 'accepted'
	| 'blocked'
	| 'cancelled'
	| 'gone'
	| 'networkError'
	| 'redirect'
	| 'retriesExhausted'
	| 'retryAfterTooLong'
	| 'status';

/** What follows from one attempt. */
export type Decision =
	| { readonly kind: 'delivered'; readonly reason: 'accepted' }
	| {
			readonly kind: 'retry';
			readonly reason: DecisionReason;
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

/** The record of a delivery. Becomes the item's JSON. */
export interface DeliveryRecord {
	/** Message id, for the receiver to tell repeats apart. */
	readonly id: string;
	readonly event?: string;
	/** Without user name and password. */
	readonly url: string;
	readonly status: 'delivered' | 'failed';
	/** Of the last answer; `null` when none came. */
	readonly statusCode: number | null;
	readonly attempts: readonly Attempt[];
	/** The last answer; absent when none came. */
	readonly response?: ResponseRecord;
}

/** Time, chance and waiting, so that tests can choose them. */
export interface Runtime {
	/** Milliseconds since 1970. */
	readonly nowMs: () => number;
	/** At least 0, less than 1. */
	readonly random: () => number;
	/** Resolves early when the work was cancelled. */
	readonly sleep: (delayMs: number) => Promise<void>;
	readonly isCancelled: () => boolean;
}

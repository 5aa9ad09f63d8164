import type { SignatureScheme } from '../signing/scheme';
import type { DecisionReason } from './decide';
import type { RetryPolicy } from './policy/retryPolicySchema';
import type { ResponseRecord } from './response';
import type { NetworkErrorKind } from '../http/networkError';

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
	readonly status: 'pending' | 'delivered' | 'failed' | 'held';
	readonly attempts: readonly Attempt[];
	/** Why it has the status that it has; absent before the first attempt. */
	readonly reason?: DecisionReason;
	/** What to change, where no attempt could be made. */
	readonly problem?: string;
	/** The last answer; absent when none came. */
	readonly response?: ResponseRecord;
}

/** A delivery that is due at once. */
export function startDelivery(
	message: OutboundMessage,
	endpoint: Endpoint,
	policy: RetryPolicy,
	nowMs: number,
): Delivery {
	return {
		message,
		endpoint,
		policy,
		queuedAtMs: nowMs,
		dueAtMs: nowMs,
		status: 'pending',
		attempts: [],
	};
}

/** The delivery, ended without another attempt. It can be sent again from its record. */
export function giveUp(delivery: Delivery, reason: DecisionReason, problem?: string): Delivery {
	return { ...delivery, status: 'failed', reason, ...(problem !== undefined && { problem }) };
}

/** The delivery, held back without an attempt, since its endpoint is switched off. */
export const hold = (delivery: Delivery): Delivery => ({
	...delivery,
	status: 'held',
	reason: 'endpointInactive',
});

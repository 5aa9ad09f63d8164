import type { EventFilter } from '../events/eventFilter';
import type { AddressList } from '../http/addressList';
import type { BodyReading, SignatureScheme } from '../signing/scheme';
import type { HeaderLookup, SignedRequest } from '../signing/request';
import type { Rejection } from '../signing/rejection';
import type { SigningKey } from '../signing/keys';
import type { Deduplicator } from './deduplicate/deduplicator';
import type { RateLimiter } from './rateLimit';
import type { RepeatPolicy } from './repeats';

/** A request as it arrived, free of any server framework. */
export interface InboundRequest {
	/** In upper case. */
	readonly method: string;
	readonly headers: HeaderLookup;
	/** Headers that may be shown, by lower-case name: without those that the server withholds. */
	readonly visibleHeaders: Readonly<Record<string, string>>;
	/** First value of each query parameter. */
	readonly query: Readonly<Record<string, string>>;
	/** The complete public URL that the sender called. Asked only where it matters. */
	readonly url: () => string;
	/** Address of the sender, as far as proxies are trusted; absent when it cannot be told. */
	readonly address?: string | undefined;
	/** The exact bytes of the body; absent when something before us consumed them. */
	readonly rawBody?: Buffer | undefined;
	/**
	 * What `JSON.parse` made of the whole body as UTF-8, where the server did that already: it spares
	 * doing it again, and can have no other value than that.
	 */
	readonly parsedJson?: unknown;
	/** Time of receipt, in milliseconds since 1970. */
	readonly receivedAt: number;
}

/** Usable keys, newest first, or the sentence that tells the operator why there are none. */
export type KeyLookup =
	| {
			readonly ok: true;
			readonly keys: readonly SigningKey[];
			/** What a provider must send when it checks the URL; empty when there is none. */
			readonly verifyToken: string;
	  }
	| { readonly ok: false; readonly problem: string };

/** Which headers go into the item: none, all but those that prove or carry secrets, or all. */
export type IncludedHeaders = 'none' | 'safe' | 'all';

/** Says what is wrong with a payload, with the place, or `undefined` when nothing is. */
export type EnvelopeCheck = (payload: unknown) => string | undefined;

/** How requests are checked and what goes into the item. */
export interface ReceiveConfig {
	readonly scheme: SignatureScheme;
	/** Accepted distance of a signed timestamp from the clock. Default: the scheme's own. */
	readonly toleranceSeconds?: number | undefined;
	/** Addresses that may send; everyone may when absent. */
	readonly addresses?: AddressList | undefined;
	/** Largest body that is looked at. */
	readonly maxBodyBytes: number;
	/** What a genuine payload must look like. */
	readonly findEnvelopeProblem?: EnvelopeCheck | undefined;
	/** What the service documents that its payloads look like. */
	readonly findUnexpected?: EnvelopeCheck | undefined;
	/** Whether payloads that differ from that are refused; else the event tells of it. */
	readonly rejectsUnexpected?: boolean;
	/** Which events start the workflow. */
	readonly eventFilter?: EventFilter | undefined;
	/** By what repeats are recognised. Default: as the scheme says. */
	readonly repeats?: RepeatPolicy | undefined;
	/** Whether GET and HEAD are answered with 200, for monitoring. */
	readonly respondsToHealthChecks: boolean;
	readonly includeHeaders: IncludedHeaders;
	/** Lower-case names of headers that the item holds besides, whatever they hold. */
	readonly headersToInclude?: readonly string[];
	/** Whether the item also holds the body as text, exactly as received. */
	readonly includeRawBody: boolean;
}

/** What a trigger remembers from request to request. */
export interface ReceiveState {
	/** Counts failed checks per address. */
	readonly failures: RateLimiter;
	/** Counts genuine requests, all of one sender; absent when they are not limited. */
	readonly accepted?: RateLimiter | undefined;
	/** Absent when every request shall start the workflow. */
	readonly deduplicator?: Deduplicator | undefined;
}

/** Where the keys come from. Asked only for requests whose headers could be genuine. */
export interface KeySource {
	/** The keys as last read; may be some seconds old. */
	readonly current: () => Promise<KeyLookup>;
	/**
	 * The keys as they are stored now, after none of the remembered ones matched; `undefined` when
	 * they were read a moment ago, so that forged requests cannot force a read each.
	 */
	readonly refresh: () => Promise<KeyLookup | undefined>;
}

/** How a genuine request was proven. Part of the item. */
export interface Verification {
	/** Id of the scheme. */
	readonly scheme: string;
	/** Name of the secret that matched. */
	readonly secret: string;
	/** Age of the signed timestamp on receipt; `null` when the scheme signs none. */
	readonly ageSeconds: number | null;
	/** Facts of the item that the signature does not cover, and that could thus be altered. */
	readonly unsigned: readonly string[];
	/** What of the body is not as the service documents it; absent when it is, or none is known. */
	readonly unexpected?: string;
	/** How the body had to be read; absent when the scheme has one reading only. */
	readonly reading?: BodyReading;
}

/** A verified event. Becomes the item's JSON. */
export interface ReceivedEvent {
	/** The sender's id of the event, the same when it tries again; `null` when it sends none. */
	readonly id: string | null;
	/** The sender's name of the event; `null` when it sends none. */
	readonly event: string | null;
	/** The signed time, else the time of receipt, as ISO 8601 in UTC. */
	readonly timestamp: string;
	/** Id of the scheme's provider. */
	readonly source: string;
	/** The part of the body that describes what happened. */
	readonly data: unknown;
	/** The whole body. */
	readonly body: unknown;
	readonly verification: Verification;
	readonly headers?: Readonly<Record<string, string>>;
	readonly rawBody?: string;
}

/** Ends what was begun for an accepted event: it was processed, or its sender shall try again. */
export type Settle = (outcome: 'done' | 'released') => void;

/** The response to a handshake, as the provider prescribes it. */
export interface HandshakeResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Empty for none. */
	readonly body: string;
}

/** How a request ended. What the caller sees follows from the kind alone. */
export type Outcome =
	| {
			readonly kind: 'accepted';
			readonly event: ReceivedEvent;
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
	| { readonly kind: 'duplicate'; readonly event: ReceivedEvent }
	| { readonly kind: 'forbiddenAddress' }
	| { readonly kind: 'handshake'; readonly name: string; readonly response: HandshakeResponse }
	| { readonly kind: 'healthy' }
	| { readonly kind: 'ignored'; readonly event: ReceivedEvent }
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

import type { HeaderLookup, Rejection, SignatureScheme, SigningKey } from '../signing/types';

/** A request as it arrived, free of any server framework. */
export interface InboundRequest {
	readonly headers: HeaderLookup;
	/** Headers that may be shown, by lower-case name: without those that the server withholds. */
	readonly visibleHeaders: Readonly<Record<string, string>>;
	/** The exact bytes of the body; absent when something before us consumed them. */
	readonly rawBody?: Buffer | undefined;
	/** Media type in lower case without parameters; empty when none was sent. */
	readonly contentType: string;
	/** The body as the server already parsed it, where it did. */
	readonly parsedBody?: unknown;
	/** Time of receipt, in milliseconds since 1970. */
	readonly receivedAt: number;
}

/** Usable keys, newest first, or the sentence that tells the operator why there are none. */
export type KeyLookup =
	| { readonly ok: true; readonly keys: readonly SigningKey[] }
	| { readonly ok: false; readonly problem: string };

/** Which headers go into the item: none, all but those that prove or carry secrets, or all. */
export type IncludedHeaders = 'none' | 'safe' | 'all';

/** How requests are checked and what goes into the item. */
export interface ReceiveConfig {
	readonly scheme: SignatureScheme;
	/** Accepted distance of a signed timestamp from the clock. Default: the scheme's own. */
	readonly toleranceSeconds?: number | undefined;
	readonly includeHeaders: IncludedHeaders;
	/** Whether the item also holds the body as text, exactly as received. */
	readonly includeRawBody: boolean;
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

/** How a request ended. What the caller sees follows from the kind alone. */
export type Outcome =
	| { readonly kind: 'accepted'; readonly event: ReceivedEvent }
	| { readonly kind: 'badPayload'; readonly problem: string }
	| { readonly kind: 'badSignature'; readonly rejection: Rejection }
	| { readonly kind: 'internalError'; readonly problem: string }
	| { readonly kind: 'notConfigured'; readonly problem: string }
	| { readonly kind: 'tooLarge' };

import type { BodyFormat } from './content/bodyFormat';
import type { BodyPath } from './content/bodyValue';
import type { Handshake, SourceAddresses } from './handshake';

/** How a signature is computed. Fixed by the scheme: a request can never choose one. */
export type SignatureAlgorithm =
	| { readonly kind: 'hmac'; readonly hash: 'sha1' | 'sha256' | 'sha512' }
	| { readonly kind: 'ed25519' }
	/** On the curve P-256, the signature in ASN.1 DER. */
	| { readonly kind: 'ecdsa'; readonly hash: 'sha256' }
	/** With PKCS #1 v1.5 padding. */
	| { readonly kind: 'rsa'; readonly hash: 'sha256' }
	/** No signature at all: the secret itself is sent along, as a token or as Basic credentials. */
	| { readonly kind: 'token' }
	/** A JSON Web Token (RFC 7519) with HMAC SHA-256, whose claims bind it to the request. */
	| { readonly kind: 'jwt'; readonly hash: 'sha256'; readonly claims: readonly JwtClaim[] }
	/**
	 * Nothing proves a request: only the address that it comes from counts. No scheme of the list has
	 * it, so no user can choose it where schemes are chosen; see `withoutSignature`.
	 */
	| { readonly kind: 'none' };

/** A claim that a token must hold, and what it must be equal to. */
export interface JwtClaim {
	readonly name: string;
	readonly equals: 'bodySha256Hex' | 'urlHash' | 'url' | { readonly literal: string };
}

/** How the bytes of a signature are written as text. Hex is lower case when we write it. */
export type SignatureEncoding = 'hex' | 'base64' | 'base64url' | 'text';

/**
 * How the text of a secret becomes key bytes.
 *
 * - `text`: the UTF-8 bytes of the secret as it stands.
 * - `base64`, `hex`: the decoded bytes.
 * - `whsec`: an optional `whsec_` prefix is removed, the rest is base64 of 24 to 64 bytes
 *   (Standard Webhooks, section "Signature scheme").
 * - `whsecOrText`: as `whsec` where it can be read so, and as `text`; either may match.
 * - `asymmetric`: a public key for verifying, a private one for signing, as PEM, as base64 or hex of
 *   the DER structure, as the raw 32 bytes of Ed25519, or with the prefix `whpk_` or `whsk_`.
 */
export type KeyFormat = 'text' | 'base64' | 'hex' | 'whsec' | 'whsecOrText' | 'asymmetric';

/**
 * How signatures are laid out in the signature header.
 *
 * - `single`: one signature behind a fixed prefix (empty for none).
 * - `list`: entries of `<version><versionSeparator><signature>`; entries of other versions are
 *   skipped, so a sender may introduce new ones.
 * - `pairs`: `key=value` pairs which hold any number of signatures, and the timestamp once where
 *   `timestampKey` is set.
 */
export type SignatureFormat =
	| { readonly kind: 'single'; readonly prefix: string }
	| {
			readonly kind: 'list';
			readonly entrySeparator: string;
			readonly versionSeparator: string;
			readonly version: string;
	  }
	| {
			readonly kind: 'pairs';
			readonly pairSeparator: string;
			readonly signatureKey: string;
			readonly timestampKey?: string;
	  };

/** A signature in a header. */
export interface HeaderSignature {
	/** Header name in the sender's own spelling. */
	readonly header: string;
	/** More headers that may each hold a signature; any one that matches is enough. */
	readonly furtherHeaders?: readonly string[];
	/**
	 * Whether the sender repeats the header for each signature, as while a secret is rotated; any one
	 * that matches is enough. Not for formats that hold the timestamp. Default: a header that is sent
	 * twice is refused.
	 */
	readonly headerIsRepeated?: boolean;
	/** Whether users choose the header name; `header` is then the default. */
	readonly headerIsConfigurable?: boolean;
	readonly format: SignatureFormat;
}

/** A signature inside the JSON body. */
export interface BodySignature {
	/** Where it stands, counted from the element when `itemsPath` is set. */
	readonly path: BodyPath;
	/** More places that may each hold a signature; any one that matches is enough. */
	readonly furtherPaths?: readonly BodyPath[];
	/** An array whose elements are each signed on their own. Every one of them must match. */
	readonly itemsPath?: BodyPath;
}

/**
 * How a time is written. `secondsOrMilliseconds` tells the two apart by size, for senders whose
 * documentation leaves it open. `iso8601` needs its zone; `iso8601Utc` is UTC where it names none.
 */
export type TimestampUnit =
	'seconds' | 'milliseconds' | 'secondsOrMilliseconds' | 'iso8601' | 'iso8601Utc';

/** Where the signed timestamp is found, and how far it may be from the clock. */
export interface TimestampRule {
	/** A header, a field of the JSON body, or `pairs` when the signature header holds it. */
	readonly from: { readonly header: string } | { readonly body: BodyPath } | 'pairs';
	readonly unit: TimestampUnit;
	/** Accepted distance from the clock, in both directions. */
	readonly toleranceSeconds: number;
}

/**
 * One part of the signed bytes, in the order in which they are joined.
 *
 * - `id`, `timestamp`: the text as received.
 * - `body`: the exact bytes.
 * - `method`: in upper case.
 * - `url`: the complete public URL; `path`: its path and query.
 * - `formFields`: the fields of a form, sorted by name, each as name and value without anything
 *   between them; nothing for other bodies. Goes with the body format `signedForm`.
 * - `signedHeaders`: the headers that the named header lists, as `name:value` joined by `;`.
 */
export type ContentPart =
	| 'id'
	| 'timestamp'
	| 'body'
	| 'method'
	| 'url'
	| 'path'
	| 'formFields'
	| { readonly literal: string }
	| { readonly header: string }
	| { readonly bodyField: BodyPath }
	| { readonly signedHeaders: string };

/**
 * Which bytes stand for the body when its signature is checked.
 *
 * - `received`: the exact bytes.
 * - `reserialised`: the JSON value of the body as `JSON.stringify` writes it, in UTF-8. For senders
 *   whose documentation checks that text, while they may send the same value written otherwise.
 */
export type BodyReading = 'received' | 'reserialised';

/**
 * Where a fact about the event is read from. The first place that holds it wins, signed places before
 * others. In a body that may
 * hold several events, `*` is the index of each of them: see `EventLocators`.
 *
 * - `join`: several facts with a separator between them; it holds only when all of them do.
 * - `presentKey`: the first of these keys that the body has, for senders that name the event so.
 */
export type EventLocator =
	| { readonly header: string }
	| { readonly body: BodyPath }
	| { readonly join: readonly EventLocator[]; readonly separator: string }
	| { readonly presentKey: readonly string[] };

/** Where one of several events holds facts of its own; `*` are its positions, as in `each`. */
export interface OwnFacts {
	/** Its id. Default: the `id` of `EventLocators`, as far as it has a `*`. */
	readonly id?: readonly EventLocator[];
	/** When it happened. Default: the time of the request. */
	readonly time?: ReadonlyArray<{ readonly body: BodyPath; readonly unit: TimestampUnit }>;
	/** What happened. Default: the whole event. */
	readonly data?: readonly BodyPath[];
}

/**
 * Where the facts about an event stand in a request. A body that may hold several events has a `*`
 * in the paths to their facts, which is the index of each event. Where one event is spoken of, it
 * is the first.
 */
export interface EventLocators {
	/**
	 * Lead to each of the events, where a body may hold several: `*` stands for every element of a
	 * list. What one of these paths leads to is an event. Absent where a body always is one event.
	 */
	readonly each?: readonly BodyPath[];
	/** What else is known of each of several events, where it becomes an item of its own. */
	readonly own?: OwnFacts;
	/** The id that stays the same when the sender tries again. */
	readonly id: readonly EventLocator[];
	/** The name of the event. */
	readonly name: readonly EventLocator[];
	/** Paths in the body of the event's own data; the whole body where none of them exists. */
	readonly data: readonly BodyPath[];
	/** Field of a form that holds the JSON text, for senders that can send forms. */
	readonly formField?: string;
	/** Every event that the provider has, where its list is known. */
	readonly catalog?: readonly string[];
}

/**
 * By what an event is recognised that comes again, unless a user decides otherwise. The first law
 * is that no genuine event is ever dropped, so nothing counts but what different events never share:
 *
 * - An id that is signed counts by itself, and so does everything that is signed.
 * - Without such an id, everything that is signed counts, if a time is part of it, or what
 *   `distinctBy` names.
 * - An id that is not signed counts only together with the body and the name of the event. By
 *   itself, whoever holds one recorded request could use up the id of an event to come.
 * - Where nothing of that is there, and for tokens, which sign nothing, nothing counts.
 */
export interface RepeatRule {
	/**
	 * Where an id stands that is another one for each event or delivery. It counts only where the
	 * sender documents that: the id of what an event is about is none, and neither is that of the
	 * first of several events. Counted from the element where the signature has `itemsPath`.
	 */
	readonly id?: readonly EventLocator[];
	/**
	 * Whether different events may share the id after all: those of one second, say. It is not signed
	 * then, counts only together with body and name, and not where users choose the id alone.
	 */
	readonly idIsShared?: boolean;
	/**
	 * Places in the signed body, at least one of which different events never share: ids of the
	 * events, or the time of the event. Where one of them holds something, the body alone counts
	 * too, without a time that stands beside it. Counted as `id`.
	 */
	readonly distinctBy?: readonly BodyPath[];
	/**
	 * What counts together with what is signed, though it is not signed itself: where two events of
	 * one signed moment may differ in nothing else. It costs that a recorded request starts the
	 * workflow once more under each other id or name, while its time is within the tolerance.
	 */
	readonly countsWithContent?: ReadonlyArray<'id' | 'name'>;
	/**
	 * How each of several events of a signed body is recognised by itself. Default: only together with
	 * the request that it came in.
	 */
	readonly each?: {
		/** Where an id stands that is another one for each event, and the same whenever it is sent. */
		readonly id?: readonly BodyPath[];
		/**
		 * Without an id, all that an event holds counts, where one of these places holds something:
		 * different events never share all of it and what stands here. Without `*`, what stands beside
		 * the events, such as the time of the request.
		 */
		readonly distinctBy?: readonly BodyPath[];
		/** Fields of the event that differ from one attempt to the next, and do not count. */
		readonly except?: readonly string[];
	};
	/** Whether different events may look the same, so that no receiver can tell them from repeats. */
	readonly looksAlike?: boolean;
	/** One sentence in Markdown that says where this is known from. */
	readonly source: string;
}

/**
 * A signature scheme as data. The same definition drives signing and verification, so the two
 * cannot drift apart.
 */
export interface SignatureScheme {
	/** Stable identifier in kebab-case; stored in workflows, never renamed. */
	readonly id: string;
	/**
	 * Name shown to users. The editor finds a scheme by nothing else, so other names of the sender and of
	 * its products stand in parentheses.
	 */
	readonly displayName: string;
	/** One line on the form of the signature, shown below the name where `secretPlace` is not known. */
	readonly description: string;
	/** The provider's own page that defines the scheme, if there is one. */
	readonly documentationUrl?: string;
	/**
	 * Where the provider shows the secret or lets users choose it, and which field of the credential it
	 * goes to: a sentence in Markdown without its full stop, which must make sense without its links.
	 * Shown below the name, and in docs/providers.md. Default: nobody knows.
	 */
	readonly secretPlace?: string;
	readonly algorithm: SignatureAlgorithm;
	readonly encoding: SignatureEncoding;
	readonly keyFormat: KeyFormat;
	readonly signature: HeaderSignature | BodySignature;
	/** Absent when the scheme signs no time; an old request can then not be told from a new one. */
	readonly timestamp?: TimestampRule;
	/** Header that holds the message id, in the sender's own spelling. */
	readonly idHeader?: string;
	/** What starts a generated message id, for example `msg_`. */
	readonly idPrefix?: string;
	/** Header that names the event, in the sender's own spelling. */
	readonly eventHeader?: string;
	/** Headers that stand in for another one when that is absent, by lower-case name. */
	readonly headerAliases?: Readonly<Record<string, string>>;
	/** The signed bytes: these parts, joined without anything between them. */
	readonly content: readonly ContentPart[];
	/** How the bytes of a body become a value. Default: `json`. */
	readonly bodyFormat?: BodyFormat;
	/**
	 * The readings of the body that are tried, in this order. Default: only the bytes received. What
	 * is sent is always signed as it is sent.
	 */
	readonly bodyReadings?: readonly BodyReading[];
	/**
	 * Query parameter of the signed URL that holds the hex SHA-256 of the body, which must then be
	 * right. Without it in the URL, the body is a form. Goes with the body format `signedForm`.
	 */
	readonly bodyHashParameter?: string;
	/**
	 * Escapes in the URL, such as `%3A`, that some senders write as the character itself in the text that
	 * they sign. The URL is then tried in that form, too: only another reading of what is signed.
	 */
	readonly decodedUrlEscapes?: readonly string[];
	/** Whether a body must be a JSON object, because the sender signs other texts on request. */
	readonly requiresJsonObject?: boolean;
	readonly repeats: RepeatRule;
	readonly event: EventLocators;
	/**
	 * Fields of the body besides the signature by which a request, or the next one, could be taken for
	 * genuine: legacy tokens, secrets, what a signature covers. Items, which n8n stores, hold none of
	 * them; `*` stands for every element of an array. What a workflow needs to act on an event, such as
	 * a token to reply with, is none of them.
	 */
	readonly hiddenFields?: readonly BodyPath[];
	/** Requests by which the provider checks the URL before it sends events. */
	readonly handshakes?: readonly Handshake[];
	/** The addresses from which the provider says it sends. */
	readonly sourceAddresses?: SourceAddresses;
}

import type { KeyObject } from 'crypto';

/** How a signature is computed. Grows by kinds; a request can never choose one. */
export interface SignatureAlgorithm {
	readonly kind: 'hmac';
	readonly hash: 'sha256';
}

/** How the bytes of a signature are written as text. Hex is lower case when we write it. */
export type SignatureEncoding = 'hex' | 'base64';

/**
 * How the text of a secret becomes key bytes.
 *
 * - `text`: the UTF-8 bytes of the secret as it stands.
 * - `base64`, `hex`: the decoded bytes.
 * - `whsec`: an optional `whsec_` prefix is removed, the rest is base64 of 24 to 64 bytes
 *   (Standard Webhooks, section "Signature scheme").
 */
export type KeyFormat = 'text' | 'base64' | 'hex' | 'whsec';

/**
 * How signatures are laid out in the signature header.
 *
 * - `single`: one signature behind a fixed prefix (empty for none).
 * - `list`: entries of `<version><versionSeparator><signature>`; entries of other versions are
 *   skipped, so a sender may introduce new ones.
 * - `pairs`: `key=value` pairs which hold the timestamp once and any number of signatures.
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
			readonly timestampKey: string;
	  };

/** Where the signed timestamp is found, and how far it may be from the clock. */
export interface TimestampRule {
	/** Name of the header that holds it (lower case), or `pairs` when the signature header does. */
	readonly from: { readonly header: string } | 'pairs';
	/** Unit of the number since 1970-01-01 UTC. */
	readonly unit: 'seconds';
	/** Accepted distance from the clock, in both directions. */
	readonly toleranceSeconds: number;
}

/** One part of the signed bytes, in the order in which they are joined. */
export type ContentPart = 'id' | 'timestamp' | 'body' | { readonly literal: string };

/** Where a fact about the event is read from. The first place that holds it wins. */
export type EventLocator =
	{ readonly header: string } | { readonly body: readonly [string, ...string[]] };

/** Where the facts about an event stand in a request. */
export interface EventLocators {
	/** The id that stays the same when the sender tries again. */
	readonly id: readonly EventLocator[];
	/** The name of the event. */
	readonly name: readonly EventLocator[];
	/** Paths in the body of the event's own data; the whole body where none of them exists. */
	readonly data: ReadonlyArray<readonly [string, ...string[]]>;
	/** Field of a form-encoded body that holds the JSON text, for senders that can send forms. */
	readonly formField?: string;
}

/**
 * A signature scheme as data. The same definition drives signing and verification, so the two
 * cannot drift apart.
 */
export interface SignatureScheme {
	/** Stable identifier in kebab-case; stored in workflows, never renamed. */
	readonly id: string;
	/** Name shown to users. */
	readonly displayName: string;
	/** One line shown below the name. */
	readonly description: string;
	/** The provider's own page that defines the scheme, if there is one. */
	readonly documentationUrl?: string;
	readonly algorithm: SignatureAlgorithm;
	readonly encoding: SignatureEncoding;
	readonly keyFormat: KeyFormat;
	readonly signature: {
		/** Header name in the sender's own spelling. */
		readonly header: string;
		/** Whether users choose the header name; `header` is then the default. */
		readonly headerIsConfigurable?: boolean;
		readonly format: SignatureFormat;
	};
	/** Absent when the scheme signs no time; an old request can then not be told from a new one. */
	readonly timestamp?: TimestampRule;
	/** Header that holds the message id, in the sender's own spelling. */
	readonly idHeader?: string;
	/** What starts a generated message id, for example `msg_`. */
	readonly idPrefix?: string;
	/** Header that names the event, in the sender's own spelling. */
	readonly eventHeader?: string;
	/** The signed bytes: these parts, joined without anything between them. */
	readonly content: readonly ContentPart[];
	readonly event: EventLocators;
}

/** A secret made ready for use. Holds no text of the secret. */
export interface SigningKey {
	/** Which of the stored secrets this is; shown to users, so never the secret itself. */
	readonly name: string;
	readonly key: KeyObject;
}

/** All values of one header, in order of arrival; empty when the header is absent. */
export type HeaderLookup = (lowerCaseName: string) => readonly string[];

/** Why a request was not proven genuine. A closed list: logs and tests depend on it. */
export type RejectReason =
	| 'duplicateHeader'
	| 'headerTooLong'
	| 'malformedId'
	| 'malformedSignature'
	| 'malformedTimestamp'
	| 'missingHeader'
	| 'missingRawBody'
	| 'noMatch'
	| 'timestampTooNew'
	| 'timestampTooOld'
	| 'tooManySignatures'
	| 'unsupportedVersion';

/** A refusal, with what an operator needs to find the cause. Never shown to the caller. */
export interface Rejection {
	readonly ok: false;
	readonly reason: RejectReason;
	/** Header the reason is about, where it is about one. */
	readonly header?: string;
	/** Age of the signed timestamp; negative when it lies in the future. */
	readonly ageSeconds?: number;
}

/** What the headers of a request claim, before any secret is needed. */
export interface SignatureClaim {
	readonly ok: true;
	/** Signatures of the right form, as text. */
	readonly candidates: readonly string[];
	/** Message id as received. */
	readonly id?: string | undefined;
	/** Timestamp as received: this text is signed, never a number printed again. */
	readonly timestamp?: string | undefined;
	/** Age of the timestamp; negative when it lies in the future. */
	readonly ageSeconds?: number | undefined;
}

/** Proof that a request is genuine. */
export interface Match {
	readonly ok: true;
	/** Name of the key that matched. */
	readonly keyName: string;
}

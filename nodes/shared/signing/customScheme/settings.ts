import type { KeyFormat, SignatureEncoding, TimestampUnit } from '../scheme';

/** How signatures are made. With `token`, the secret itself is sent along. */
export type CustomAlgorithm =
	| 'ecdsa-p256-sha256'
	| 'ed25519'
	| 'hmac-sha1'
	| 'hmac-sha256'
	| 'hmac-sha512'
	| 'rsa-sha256'
	| 'token';

/** What stands between the entries of a signature header. */
export type CustomSeparator = 'comma' | 'semicolon' | 'space';

/** The characters that the names of separators stand for. */
export const SEPARATORS: Readonly<Record<CustomSeparator, string>> = {
	comma: ',',
	semicolon: ';',
	space: ' ',
};

/**
 * How signatures are laid out in their header.
 *
 * - `single`: one signature behind a prefix, which may be empty.
 * - `list`: signatures behind a label such as `v1,` or `v1=`, which may be empty. The last character
 *   of the label ends the version; entries of other versions are skipped.
 * - `pairs`: signatures as values of a key, such as `t=...,v1=...`.
 */
export type CustomFormat =
	| { readonly kind: 'single'; readonly prefix: string }
	| { readonly kind: 'list'; readonly separator: CustomSeparator; readonly versionLabel: string }
	| { readonly kind: 'pairs'; readonly separator: CustomSeparator; readonly signatureKey: string };

/** How a signed time is written, and how far it may be from the clock in both directions. */
export interface CustomTimeRule {
	readonly unit: TimestampUnit;
	/** From 1 to 86400. */
	readonly toleranceSeconds: number;
}

/** Where the signed time stands; `pairs` is a pair of the signature header. */
export type CustomTimestamp =
	| { readonly place: 'none' }
	| (CustomTimeRule & { readonly place: 'header'; readonly header: string })
	| (CustomTimeRule & { readonly place: 'pairs'; readonly key: string })
	| (CustomTimeRule & { readonly place: 'body'; readonly path: string });

/** Where facts about the event stand. Empty texts leave it to the usual places. */
export interface CustomEventFields {
	readonly nameHeader: string;
	/** Keys in the JSON body, joined by dots; so are the other paths. */
	readonly namePath: string;
	readonly idHeader: string;
	readonly idPath: string;
	readonly dataPath: string;
}

/** A signature scheme as a user describes it, field by field. */
export interface CustomSchemeSettings {
	/** Name of a header, or several names separated by commas, any of which may hold a signature. */
	readonly signatureHeader: string;
	readonly algorithm: CustomAlgorithm;
	/** `text` is for tokens only. */
	readonly encoding: SignatureEncoding;
	/** How shared secrets become key bytes. Asymmetric keys leave no choice. */
	readonly keyFormat: Exclude<KeyFormat, 'asymmetric'>;
	/** For tokens, always `single`. */
	readonly format: CustomFormat;
	/** Template of the signed bytes; see `parseContentTemplate`. Tokens sign nothing: it is ignored. */
	readonly signedContent: string;
	/** For tokens, always `none`. */
	readonly timestamp: CustomTimestamp;
	/** Header of the message id; empty for none. */
	readonly idHeader: string;
	readonly event: CustomEventFields;
}

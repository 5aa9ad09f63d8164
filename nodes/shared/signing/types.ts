import type { KeyObject } from 'crypto';
import type { BodyReading } from './scheme';

/** A secret made ready for use. Holds no text of the secret. */
export interface SigningKey {
	/** Which of the stored secrets this is; shown to users, so never the secret itself. */
	readonly name: string;
	readonly key: KeyObject;
}

/** All values of one header, in order of arrival; empty when the header is absent. */
export type HeaderLookup = (lowerCaseName: string) => readonly string[];

/** What of a request can be signed. */
export interface SignedRequest {
	readonly headers: HeaderLookup;
	/** The exact bytes of the body. */
	readonly body: Buffer;
	/** In upper case. */
	readonly method: string;
	/** The complete public URL that the sender called. Asked only by schemes that sign it. */
	readonly url: () => string;
	/**
	 * The value of the body, `undefined` where it cannot be read. Before the signature is proven, only
	 * schemes ask whose signature stands in the body, covers fields of it, or its JSON written anew.
	 */
	readonly payload: () => unknown;
	/**
	 * The fields of a form as they are signed, empty for other bodies, `undefined` where there are too
	 * many. Asked only by schemes that sign them.
	 */
	readonly formBytes: () => Buffer | undefined;
	/** Time of receipt, in milliseconds since 1970. */
	readonly receivedAt: number;
}

/** Why a request was not proven genuine. A closed list: logs and tests depend on it. */
export type RejectReason =
	| 'bodyHashMismatch'
	| 'claimMismatch'
	| 'duplicateHeader'
	| 'handshakeRefused'
	| 'headerTooLong'
	| 'malformedId'
	| 'malformedSignature'
	| 'malformedTimestamp'
	| 'missingField'
	| 'missingHeader'
	| 'missingRawBody'
	| 'noMatch'
	| 'timestampTooNew'
	| 'timestampTooOld'
	| 'tooManyFields'
	| 'tooManySignatures'
	| 'unsignedHeader'
	| 'unsupportedVersion';

/** A refusal, with what an operator needs to find the cause. Never shown to the caller. */
export interface Rejection {
	readonly ok: false;
	readonly reason: RejectReason;
	/** Header the reason is about, where it is about one. */
	readonly header?: string;
	/** Field of the body the reason is about, keys joined by dots, where it is about one. */
	readonly field?: string;
	/** Age of the signed timestamp; negative when it lies in the future. */
	readonly ageSeconds?: number;
}

/** A signed timestamp. */
export interface SignedTime {
	/** As received: this text is signed, never a number printed again. */
	readonly timestamp: string;
	/** The same as milliseconds since 1970. */
	readonly signedAt: number;
	/** Age on receipt; negative when it lies in the future. */
	readonly ageSeconds: number;
}

/** What the headers of a request claim, before any secret is needed. */
export interface SignatureClaim {
	readonly ok: true;
	/** Signatures of the right form, as text. */
	readonly candidates: readonly string[];
	/** Message id as received. */
	readonly id?: string | undefined;
	readonly time?: SignedTime | undefined;
}

/** Proof that a request is genuine. */
export interface Match {
	readonly ok: true;
	/** Name of the key that matched. */
	readonly keyName: string;
	/** The signed time; absent when the scheme signs none. */
	readonly time?: SignedTime | undefined;
	/** How the body had to be read; absent when the scheme has one reading only. */
	readonly reading?: BodyReading | undefined;
	/** The bytes of the body in this reading, which are what was proven. */
	readonly signedBody?: Buffer | undefined;
}

/** How strictly requests are checked. */
export interface VerifyOptions {
	/** Accepted distance of the timestamp from the clock. Default: the scheme's own. */
	readonly toleranceSeconds?: number | undefined;
}

/** Verifying takes a public key, signing a private one; a shared secret does both. */
export type KeyPurpose = 'sign' | 'verify';

/** Why a secret cannot be used. A closed list: each has its own advice. */
export type KeyProblem =
	| 'asymmetricKey'
	| 'empty'
	| 'noPrivateKey'
	| 'noPublicKey'
	| 'notBase64'
	| 'notHex'
	| 'pastedAlong'
	| 'surroundingWhiteSpace'
	| 'wrongKeyType'
	| 'wrongLength';

/** Usable keys, any of which may match, or why there is none. */
export type KeyResult =
	| { readonly ok: true; readonly keys: readonly [KeyObject, ...KeyObject[]] }
	| { readonly ok: false; readonly problem: KeyProblem };

import type { SignatureScheme } from '../scheme';
import type { Rejection, RejectReason } from '../rejection';
import type { SignedRequest } from '../request';
import type { SigningKey } from '../keys';

/** Why a request was refused, where more can be told than the check itself could. A closed list. */
export type DiagnosisCause =
	| 'bodyByteOrderMark'
	| 'bodyEscapes'
	| 'bodyLineEndings'
	| 'bodyMissing'
	| 'bodyReserialised'
	| 'bodyWasDecompressed'
	| 'bodyWhiteSpace'
	| 'emptyBodySigned'
	| 'genuineButTooNew'
	| 'genuineButTooOld'
	| 'otherContent'
	| 'otherEncoding'
	| 'otherFormat'
	| 'otherHash'
	| 'otherPrefix'
	| 'otherScheme'
	| 'otherSchemeHeader'
	| 'otherUrl'
	| 'passedProxy'
	| 'secretIsBase64'
	| 'secretIsHex'
	| 'secretIsText'
	| 'secretPrefix'
	| 'secretWhiteSpace'
	| 'signatureQuoted'
	| 'timestampUnit';

/** A cause that was found, else the reason that the check gave. */
export type DiagnosisCode = DiagnosisCause | RejectReason;

/** What an operator should know. Holds no secret, no signature and nothing of the payload. */
export interface Diagnosis {
	readonly code: DiagnosisCode;
	/** One or two sentences: what was found, and what to do. */
	readonly hint: string;
}

/** A refused request, and what it was checked with. */
export interface DiagnosisInput {
	readonly scheme: SignatureScheme;
	readonly rejection: Rejection;
	readonly request: SignedRequest;
	readonly keys: readonly SigningKey[];
	/** Schemes among which one may fit better. */
	readonly knownSchemes: readonly SignatureScheme[];
}

/** Puts a cause and what it means together. */
export function found(code: DiagnosisCode, hint: string): Diagnosis {
	return { code, hint };
}

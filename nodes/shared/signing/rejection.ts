import { MAX_FORM_FIELDS } from './content/form';

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

/** Why a request was rejected, with what an operator needs to find the cause. Never shown to the caller. */
export interface Rejection {
	readonly reason: RejectReason;
	/** Header the reason is about, where it is about one. */
	readonly header?: string;
	/** Field of the body the reason is about, keys joined by dots, where it is about one. */
	readonly field?: string;
	/** Age of the signed timestamp; negative when it lies in the future. */
	readonly ageSeconds?: number;
}

/**
 * Whether a check turned the request down instead of giving what it found. Checks give the one or the
 * other and no `Result` around it: they run for every request, and also for those of strangers.
 */
export const isRejection = (checked: unknown): checked is Rejection =>
	typeof checked === 'object' && checked !== null && 'reason' in checked;

const MINUTE_SECONDS = 60;

function howLong(seconds: number): string {
	return seconds < 2 * MINUTE_SECONDS
		? `${seconds} seconds`
		: `${Math.round(seconds / MINUTE_SECONDS)} minutes`;
}

/**
 * Tells an operator why a request was rejected and what to look at. For logs only: a caller that
 * cannot sign must not learn any of it. Names headers, never their values.
 */
export function describeRejection(rejection: Rejection): string {
	const header = rejection.header ?? 'signature header';
	const field = rejection.field ?? 'signature';
	const { ageSeconds } = rejection;
	const age = howLong(Math.abs(ageSeconds ?? 0));
	switch (rejection.reason) {
		case 'missingHeader':
			return `The header ${header} is missing. Check that the sender has a secret and uses the chosen scheme.`;
		case 'duplicateHeader':
			return `The header ${header} was sent more than once. A proxy may have added its own, or someone is trying to slip one in.`;
		case 'headerTooLong':
			return `The header ${header} is longer than any genuine one.`;
		case 'malformedSignature':
			return `The header ${header} does not hold a signature of the chosen scheme. Check the scheme.`;
		case 'unsupportedVersion':
			return `The header ${header} holds no signature of a version that the chosen scheme knows.`;
		case 'tooManySignatures':
			return `The header ${header} holds more signatures than any genuine one.`;
		case 'malformedTimestamp':
			return `The timestamp in ${rejection.field ?? header} is not a single time in the form that the chosen scheme uses.`;
		case 'malformedId':
			return `The message id in ${header} is too long or has characters that could make the signed text ambiguous.`;
		case 'timestampTooOld':
			if (ageSeconds === undefined) return `The token in ${header} has expired.`;
			return `The timestamp is ${age} old. Someone replayed the request, it was delayed, or this machine's clock is ahead.`;
		case 'timestampTooNew':
			if (ageSeconds === undefined) return `The token in ${header} is not valid yet.`;
			return `The timestamp is ${age} in the future. The clock of this machine or of the sender is wrong.`;
		case 'tooManyFields':
			return `The body is a form of more than ${MAX_FORM_FIELDS} fields, which is more than any sender of signed fields sends. Ask the sender to split it, or use a scheme that signs the whole body.`;
		case 'bodyHashMismatch':
			return 'The hash of the body in the URL is missing or wrong, so nothing proves the body. The body was changed, or the sender left the hash out.';
		case 'claimMismatch':
			return `The token in ${header} is genuine but was made for another request: a claim that binds it to this one differs.`;
		case 'handshakeRefused':
			return "The request that checks the URL was refused: its verify token differs from the field 'Verify Token' of the credential, or it asks to sign a text that could be an event.";
		case 'missingField':
			return `The field ${field} is missing from the body. Check that the sender has a secret and uses the chosen scheme.`;
		case 'unsignedHeader':
			return `The header ${header} is not among those that the sender signed, so it proves nothing.`;
		case 'missingRawBody':
			return 'The bytes of the body are not available, as with multipart forms, so the trigger cannot check a signature over them.';
		case 'noMatch':
			return 'No secret in the credential matches this signature. The sender uses a different secret, or something changed the body on the way.';
	}
}

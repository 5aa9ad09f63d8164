import type { DiagnosisCode } from '../../../signing/diagnose/diagnosis';
import type { Outcome } from '../../../receive/outcome';

/** Why a request did not start the workflow, for machines. A closed list. */
export type RejectionCode =
	| DiagnosisCode
	| Exclude<
			Outcome['kind'],
			| 'accepted'
			| 'badSignature'
			| 'duplicate'
			| 'handshake'
			| 'healthy'
			| 'ignored'
			| 'rateLimited'
	  >
	| 'tooManyEvents'
	| 'tooManyFailures';

/** Each code in a few words, for the title of an error. */
export const rejectionTitles: Readonly<Record<RejectionCode, string>> = {
	badPayload: 'the body cannot be used',
	bodyByteOrderMark: 'a byte order mark was added or removed',
	bodyEscapes: 'the JSON was rewritten with other escapes',
	bodyHashMismatch: 'the URL does not prove the body',
	bodyLineEndings: 'the line endings of the body were changed',
	bodyMissing: 'the body arrived empty',
	bodyReserialised: 'the JSON was rewritten after signing',
	bodyWasDecompressed: 'the body came compressed',
	bodyWhiteSpace: 'white space around the body was changed',
	busy: 'too many events are waiting',
	claimMismatch: 'the token was made for another request',
	duplicateHeader: 'a header came more than once',
	emptyBodySigned: 'the sender signed an empty body',
	forbiddenAddress: 'the address of the sender is not allowed',
	genuineButTooNew: 'genuine, but its time is in the future',
	genuineButTooOld: 'genuine, but too old',
	handshakeRefused: 'the check of the URL failed',
	headerTooLong: 'a header is too long',
	internalError: 'something failed that should not',
	malformedId: 'the event ID cannot be used',
	malformedSignature: 'this is not a signature of the chosen scheme',
	malformedTimestamp: 'the timestamp cannot be read',
	methodNotAllowed: 'only POST requests are events',
	missingField: 'a signed field is missing in the body',
	missingHeader: 'the signature is missing',
	missingRawBody: 'the bytes of the body are not available',
	noMatch: 'the signature does not match',
	notConfigured: 'this node is not ready',
	otherContent: 'the sender signs other content',
	otherEncoding: 'the signature is encoded differently',
	otherFormat: 'the signature header has another format',
	otherHash: 'the sender uses another hash',
	otherPrefix: 'the signature has another prefix',
	otherScheme: 'the sender uses another scheme',
	otherSchemeHeader: 'the sender seems to use another scheme',
	otherUrl: 'the sender signs another URL',
	passedProxy: 'the signature does not match, and a proxy may be why',
	secretIsBase64: 'the secret is base64',
	secretIsHex: 'the secret is hex',
	secretIsText: 'the secret is text',
	secretPrefix: 'the prefix is no part of the secret',
	secretWhiteSpace: 'the secret has white space at its end',
	signatureQuoted: 'the signature is in quotes',
	timestampTooNew: 'the timestamp is in the future',
	timestampTooOld: 'the timestamp is too old',
	timestampUnit: 'the timestamp is in another unit',
	tooLarge: 'the body is too large',
	tooManyEvents: 'too many events',
	tooManyFailures: 'too many failed checks of this address',
	tooManyFields: 'the body has too many fields',
	tooManySignatures: 'too many signatures',
	unsignedHeader: 'a header that the sender did not sign',
	unsupportedVersion: 'an unknown version of the signature',
};

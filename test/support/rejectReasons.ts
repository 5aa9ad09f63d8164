import type { RejectReason } from '../../nodes/shared/signing/rejection';

// An object instead of a list: the type checker asks for every reason there is.
const all: Readonly<Record<RejectReason, true>> = {
	bodyHashMismatch: true,
	claimMismatch: true,
	duplicateHeader: true,
	handshakeRefused: true,
	headerTooLong: true,
	malformedId: true,
	malformedSignature: true,
	malformedTimestamp: true,
	missingField: true,
	missingHeader: true,
	missingRawBody: true,
	noMatch: true,
	timestampTooNew: true,
	timestampTooOld: true,
	tooManyFields: true,
	tooManySignatures: true,
	unsignedHeader: true,
	unsupportedVersion: true,
};

/** Every reason for which a check can fail. */
export const rejectReasons = Object.keys(all) as RejectReason[];

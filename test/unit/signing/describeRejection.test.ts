import { describeRejection } from '../../../nodes/shared/signing/rejection';
import type { RejectReason } from '../../../nodes/shared/signing/rejection';

const reasons: Record<RejectReason, RegExp> = {
	bodyHashMismatch: /hash of the body/,
	claimMismatch: /made for another request/,
	duplicateHeader: /X-Sig was sent more than once/,
	handshakeRefused: /verify token/,
	headerTooLong: /X-Sig is longer/,
	malformedId: /message id in X-Sig/,
	malformedSignature: /Check the scheme/,
	malformedTimestamp: /not a single time/,
	missingField: /field signature is missing/,
	missingHeader: /X-Sig is missing/,
	missingRawBody: /multipart/,
	noMatch: /uses a different secret/,
	timestampTooNew: /301 seconds in the future|5 minutes in the future/,
	timestampTooOld: /5 minutes old/,
	tooManyFields: /more than 10000 fields/,
	tooManySignatures: /more signatures/,
	unsignedHeader: /X-Sig is not among/,
	unsupportedVersion: /version/,
};

test.each(Object.entries(reasons))('%s is explained', (reason, pattern) => {
	const text = describeRejection({
		reason: reason as RejectReason,
		header: 'X-Sig',
		ageSeconds: reason === 'timestampTooNew' ? -301 : 301,
	});
	expect(text).toMatch(pattern);
});

test('short ages are told in seconds', () => {
	const rejection = {
		reason: 'timestampTooOld',
		ageSeconds: 61,
	} as const;
	expect(describeRejection(rejection)).toContain('61 seconds old');
});

// STUB
import { describeRejection } from './describeRejection';
import type { SignatureScheme } from './scheme';
import type { Rejection, SignedRequest, SigningKey } from './types';
export function diagnose(input: {
	scheme: SignatureScheme;
	rejection: Rejection;
	request: SignedRequest;
	keys: readonly SigningKey[];
	knownSchemes: readonly SignatureScheme[];
}): { code: string; hint: string } {
	return { code: input.rejection.reason, hint: describeRejection(input.rejection) };
}

import { headersFromRawList } from '../../nodes/shared/signing/headers';
import { parseKey } from '../../nodes/shared/signing/keys';
import { signMessage } from '../../nodes/shared/signing/sign';
import type {
	Match,
	Rejection,
	SignatureScheme,
	SigningKey,
} from '../../nodes/shared/signing/types';
import { matchSignature, readSignatureClaim } from '../../nodes/shared/signing/verify';

const KEY_NAMES = ['current', 'previous', 'previous2'];

/** Ready keys of a scheme, the current one first. */
export function keysOf(
	scheme: SignatureScheme,
	...secrets: string[]
): [SigningKey, ...SigningKey[]] {
	return secrets.map((secret, index) => {
		const result = parseKey(secret, scheme.keyFormat);
		if (!result.ok) throw new Error(`Secret ${index} cannot be used: ${result.problem}`);
		return { name: KEY_NAMES[index] as string, key: result.key };
	}) as [SigningKey, ...SigningKey[]];
}

/** A secret that the scheme takes, different for each number. */
export function secretFor(scheme: SignatureScheme, number = 1): string {
	const bytes = Buffer.alloc(32, number);
	return scheme.keyFormat === 'whsec' ? `whsec_${bytes.toString('base64')}` : `secret ${number}`;
}

/** Verifies a request as the trigger does, in one call. */
export function verify(
	scheme: SignatureScheme,
	keys: readonly SigningKey[],
	request: { rawHeaders: readonly string[]; body: Buffer; nowMs: number },
): Match | Rejection {
	const headers = headersFromRawList(request.rawHeaders);
	const claim = readSignatureClaim(scheme, headers, { nowMs: request.nowMs });
	return claim.ok ? matchSignature(scheme, claim, request.body, keys) : claim;
}

/** The headers of a genuine request, as Node's raw list. */
export function signedRawHeaders(
	scheme: SignatureScheme,
	keys: readonly [SigningKey, ...SigningKey[]],
	message: { body: Buffer; id: string; nowMs: number },
): string[] {
	return Object.entries(signMessage(scheme, keys, message).headers).flat();
}

import type { ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';
import { readSigningKeys } from './signingCredential';
import type { KeyRule } from './signingCredential';

const ANY_SCHEME: KeyRule = { algorithm: { kind: 'hmac', hash: 'sha256' }, keyFormat: 'text' };

/**
 * Tests a signing credential. There is no server to ask: only the form of the secrets can be
 * checked here, and the first genuine event shows whether they are the right ones.
 */
export async function testSigningCredential(
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	// Read as text unless the credential says otherwise, since it may serve any scheme.
	const keys = readSigningKeys(credential.data ?? {}, ANY_SCHEME, 'verify');
	return keys.ok
		? {
				status: 'OK',
				message:
					'The secrets have a usable form. The first genuine event shows whether they are the right ones.',
			}
		: { status: 'Error', message: keys.problem };
}

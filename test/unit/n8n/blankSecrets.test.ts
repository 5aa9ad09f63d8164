import {
	findKeyProblem,
	findVerifyTokenProblem,
	readOwnKeys,
	readSigningKeys,
} from '../../../nodes/shared/n8n/credentials/signing';
import { testSigningCredential } from '../../../nodes/shared/n8n/credentials/secretTest';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { secretFor } from '../../support/schemes';

const blanks = [' ', '\t\n', '\u00a0', '\u200b', '\ufeff \u2060'];

test.each(blanks)('a secret of %j is none, for every scheme and use', (blank) => {
	for (const scheme of signatureSchemes) {
		const isEmpty = /field '[^']+' of the credential .* is empty\. Paste/;
		for (const purpose of ['sign', 'verify'] as const) {
			const keys = readSigningKeys({ secret: blank }, scheme, purpose);
			expect(keys.ok ? 'usable' : keys.problem).toMatch(isEmpty);
		}
		const own = readOwnKeys(blank, scheme, 'own', 'The secret');
		expect(own.ok ? 'usable' : own.problem).toMatch(/^The secret is empty/);
		expect(findKeyProblem(blank, scheme)).toMatch(/^is empty/);
	}
});

test.each(blanks)(
	'a verify token of %j is none, but no obstacle to events',
	async (verifyToken) => {
		const scheme = signatureSchemes.find(({ keyFormat }) => keyFormat === 'text');
		if (!scheme) throw new Error('No scheme');
		const data = { secret: secretFor(scheme), verifyToken };
		expect(readSigningKeys(data, scheme, 'verify').ok).toBe(true);
		expect(findVerifyTokenProblem(data)).toMatch(/^The field 'Verify Token'/);
		const credential = { id: '1', name: 'c', type: 'signedWebhookApi', data };
		expect(await testSigningCredential(credential)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining("The field 'Verify Token'") as string,
		});
	},
);

test.each(['', ' token\n', 'token'])('a verify token of %j is fine', (verifyToken) => {
	expect(findVerifyTokenProblem({ verifyToken })).toBeUndefined();
});

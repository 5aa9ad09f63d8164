import {
	findKeyProblem,
	readOwnKeys,
	readSigningKeys,
} from '../../../nodes/shared/n8n/signingCredential';
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

test.each(blanks)('a verify token of %j is none', (verifyToken) => {
	const scheme = signatureSchemes.find(({ keyFormat }) => keyFormat === 'text');
	if (!scheme) throw new Error('No scheme');
	const data = { secret: secretFor(scheme), verifyToken };
	const keys = readSigningKeys(data, scheme, 'verify');
	expect(keys.ok ? 'usable' : keys.problem).toContain("The field 'Verify Token'");
});

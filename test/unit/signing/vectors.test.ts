import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { keysOf, verify } from '../../support/schemes';
import { vectorFiles as files } from '../../support/vectors';

test('every scheme has a file of vectors, and no file is left over', () => {
	expect(files.map(({ scheme }) => scheme).sort()).toEqual(
		signatureSchemes.map(({ id }) => id).sort(),
	);
	for (const { name, scheme } of files) expect(name).toBe(`${scheme}.json`);
});

describe.each(files)('$scheme', ({ scheme: id, cases }) => {
	const scheme = findScheme(id);
	if (!scheme) throw new Error(`No scheme ${id}`);

	test.each(cases)('$name', (vector) => {
		const verdict = verify(scheme, keysOf(scheme, ...vector.secrets), {
			rawHeaders: vector.headers.flat(),
			body: Buffer.from(vector.bodyBase64, 'base64'),
			nowMs: vector.nowSeconds * 1000,
			...(vector.method !== undefined && { method: vector.method }),
			...(vector.url !== undefined && { url: vector.url }),
		});
		const { expected } = vector;
		expect(verdict).toMatchObject(
			expected.ok ? { ok: true, keyName: expected.secret } : { ok: false, reason: expected.reason },
		);
		expect('reading' in verdict ? verdict.reading : undefined).toBe(
			expected.ok ? expected.reading : undefined,
		);
	});
});

import { recompute } from '../../../scripts/lib/recomputeVector';
import { vectorFiles } from '../../support/vectors';

const accepted = vectorFiles.map(({ scheme, cases }) => ({
	scheme,
	cases: cases.filter(({ expected }) => expected.ok),
}));

test.each(accepted)('$scheme: what is accepted is signed as computed elsewhere', (each) => {
	const { scheme, cases } = each;
	expect(cases).not.toEqual([]);
	for (const vector of cases) {
		const { name } = vector;
		expect({ name, isProven: recompute(scheme, vector).isProven }).toEqual({
			name,
			isProven: true,
		});
	}
});

test.each(accepted)('$scheme: with another secret it would not be', ({ scheme, cases }) => {
	for (const vector of cases) {
		const secrets = vector.secrets.map(() => 'YW5vdGhlciBzZWNyZXQgb2YgdGhlIHJpZ2h0IHNpemU=');
		expect(recompute(scheme, { ...vector, secrets }).isProven).toBe(false);
	}
});

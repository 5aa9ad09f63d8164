import { vectorFiles } from '../../support/vectors';
import type { Proof, Vector } from '../../support/vectors';
import { vendors } from '../../vendors';

/** How `source` names a package that is not in test/vendors. */
const AGREED = /(?:accepted|signed) by (\S+) ([\d.]+)$/;
const OWN_VALUES = /^(?:computed with|written by hand)/;

const textOf = (proof: Proof): string => JSON.stringify(proof);

/** What the SDKs in test/vendors and the sources of the vectors say by themselves. */
function derived(scheme: string, cases: readonly Vector[]): Proof[] {
	const compared = vendors.filter((vendor) => vendor.scheme === scheme);
	const agreed = cases.flatMap(({ source }) => {
		const [, name = '', version = ''] = AGREED.exec(source) ?? [];
		return name === '' ? [] : [{ package: name, version }];
	});
	return [...compared.map((vendor) => ({ package: vendor.package })), ...agreed];
}

const unique = (proofs: readonly Proof[]): string[] => [...new Set(proofs.map(textOf))].sort();

test.each(vectorFiles)('$scheme: it is proven with what its vectors say', (file) => {
	const { scheme, provenWith, cases } = file;
	const accepted = cases.filter(({ expected }) => expected.ok);
	const packages = provenWith.filter((proof) => 'package' in proof);
	expect(packages.map(textOf).sort()).toEqual(unique(derived(scheme, accepted)));

	const published = provenWith.flatMap((proof) => {
		if ('example' in proof) return [proof.example];
		return 'standard' in proof ? [proof.standard] : [];
	});
	const foreign = accepted
		.map(({ source }) => source)
		.filter((source) => !OWN_VALUES.test(source) && !AGREED.test(source));
	for (const text of published) expect(foreign.join('\n')).toContain(text);
	for (const source of foreign) {
		expect({ source, isNamed: published.some((text) => source.startsWith(text)) }).toEqual({
			source,
			isNamed: true,
		});
	}

	const hasMore = provenWith.some((proof) => !('documentation' in proof || 'receivers' in proof));
	expect(provenWith.some((proof) => 'documentation' in proof)).toBe(
		!hasMore && provenWith.length > 0,
	);
});

test('only schemes of no sender are proven with nothing', () => {
	const unproven = vectorFiles.filter(({ provenWith }) => provenWith.length === 0);
	expect(unproven.map(({ scheme }) => scheme)).toEqual([
		'hmac-sha256-hex-prefixed',
		'hmac-sha256-hex',
		'shared-token',
	]);
});

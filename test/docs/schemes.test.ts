import { withTables } from '../../scripts/docs';
import { signatureSchemes } from '../../nodes/shared/signing/schemes';
import { readPage, section, tableRows } from './pages';

const page = readPage('docs/schemes.md');
const names = signatureSchemes.map(({ displayName }) => displayName);
const nameIn = (cell = ''): string => /^\[(.+)\]\(/.exec(cell)?.[1] ?? cell;

test('the tables are as "npm run docs" writes them', () => {
	expect(withTables(page, signatureSchemes)).toBe(page);
});

test('a changed definition changes the page', () => {
	const changed = signatureSchemes.map((scheme) => ({ ...scheme, id: `${scheme.id}-2` }));
	expect(withTables(page, changed)).not.toBe(page);
});

test('every scheme has a row, in the order of the editor', () => {
	const rows = tableRows(section(page, 'The schemes'));
	expect(rows.map(([cell]) => nameIn(cell))).toEqual(names);
	expect(rows.map(([, id]) => id)).toEqual(signatureSchemes.map(({ id }) => `\`${id}\``));
});

test('every page that defines a scheme is linked', () => {
	for (const { documentationUrl } of signatureSchemes) {
		if (documentationUrl) expect(section(page, 'The schemes')).toContain(`](${documentationUrl})`);
	}
});

test('all handshakes are listed', () => {
	const rows = tableRows(section(page, 'Handshakes'));
	const expected = signatureSchemes.flatMap(({ displayName, handshakes = [] }) =>
		handshakes.map(({ name }) => [displayName, `\`${name}\``]),
	);
	expect(rows.map((row) => row.slice(0, 2))).toEqual(expected);
});

test('all published addresses are listed, with their page and date', () => {
	const text = section(page, 'Addresses');
	for (const { sourceAddresses } of signatureSchemes) {
		if (!sourceAddresses) continue;
		expect(text).toContain(`](${sourceAddresses.documentationUrl}) | ${sourceAddresses.readAt} |`);
		for (const network of sourceAddresses.networks) expect(text).toContain(`\`${network}\``);
	}
});

test('every scheme tells where its secret is found and what to know', () => {
	const rows = tableRows(section(readPage('docs/providers.md'), 'The providers'));
	expect(rows.map(([name]) => name)).toEqual(names);
	// The panel of the trigger shows the same.
	expect(rows.map((cells) => cells[1])).toEqual(
		signatureSchemes.map(({ secretPlace }) => secretPlace),
	);
	for (const cells of rows) {
		expect(cells).toHaveLength(3);
		for (const cell of cells) expect(cell).not.toBe('');
	}
});

test('the read-me and the changelog count them right', () => {
	const handshaking = signatureSchemes.filter(({ handshakes }) => handshakes !== undefined);
	expect(readPage('README.md')).toContain(
		`The nodes know ${signatureSchemes.length} [signature schemes]`,
	);
	const changelog = readPage('CHANGELOG.md').replace(/\s+/g, ' ');
	expect(changelog).toContain(`- ${signatureSchemes.length} schemes:`);
	expect(changelog).toContain(`the handshakes of ${handshaking.length} providers`);
});

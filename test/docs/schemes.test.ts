import { signatureSchemes } from '../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../nodes/shared/signing/types';
import { readPage, section, tableRows } from './pages';

const page = readPage('docs/schemes.md');
const names = signatureSchemes.map(({ displayName }) => displayName);

test.each(['What is signed', 'Time', 'What the item holds', 'What the signature does not cover'])(
	'"%s" has one row for each scheme, in their order',
	(heading) => {
		expect(tableRows(section(page, heading)).map(([name]) => name)).toEqual(names);
	},
);

const rowOf = (heading: string, { displayName }: SignatureScheme): string =>
	tableRows(section(page, heading))
		.find(([name]) => name === displayName)
		?.join(' | ') ?? '';

const signedBytes = ({ content }: SignatureScheme): string =>
	content
		.map((part) => (typeof part === 'object' ? part.literal : part))
		.map((part) => ({ id: '<id>', timestamp: '<time>', body: '<body>' })[part] ?? part)
		.join('');

describe.each(signatureSchemes)('$displayName', (scheme) => {
	test('what is signed', () => {
		const row = rowOf('What is signed', scheme);
		expect(row).toContain(`\`${scheme.id}\``);
		expect(row).toContain(`\`${scheme.signature.header}\``);
		expect(row).toContain(`| ${scheme.encoding} |`);
		expect(row).toContain(`| \`${signedBytes(scheme)}\` |`);
		expect(row.endsWith('| text')).toBe(scheme.keyFormat === 'text');
		expect(row.includes('your choice')).toBe(scheme.signature.headerIsConfigurable === true);
	});

	test('the time and how far it may be off', () => {
		const { timestamp } = scheme;
		const row = rowOf('Time', scheme);
		expect(row).toContain(timestamp ? `${timestamp.toleranceSeconds} s` : '| nowhere | none |');
		if (timestamp) expect(row).toContain(timestamp.unit);
		if (timestamp && timestamp.from !== 'pairs') expect(row).toContain(timestamp.from.header);
	});

	test('where the parts of the item come from', () => {
		const row = rowOf('What the item holds', scheme).toLowerCase();
		for (const locator of [...scheme.event.id, ...scheme.event.name]) {
			expect(row).toContain('header' in locator ? locator.header : locator.body.join('.'));
		}
		for (const path of scheme.event.data)
			expect(row).toContain(`\`${path.join('.')}\` in the body`);
		expect(row.endsWith('the whole body')).toBe(scheme.event.data.length === 0);
	});

	test('the page of its owner', () => {
		if (scheme.documentationUrl) {
			expect(section(page, 'Sources')).toContain(`<${scheme.documentationUrl}>`);
		}
	});
});

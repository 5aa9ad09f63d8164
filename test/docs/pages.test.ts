import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { codeSpans, pages, projectRoot, readPage, section, tableRows } from './pages';

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly engines: { readonly node: string };
	readonly scripts: Readonly<Record<string, string>>;
	readonly dependencies?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readPage('package.json')) as Manifest;
const rig = JSON.parse(readPage('test/rig/package.json')) as Manifest;

/** Blocks of code: what looks like a link or a heading in them is none. */
const CODE_BLOCK = /^```[^]*?^```/gm;

function linksOf(text: string): string[] {
	const prose = text.replace(CODE_BLOCK, '').replace(/`[^`\n]*`/g, '');
	return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string);
}

/** The anchors of a page, as GitHub makes them from its headings. */
function anchorsOf(text: string): string[] {
	return [...text.replace(CODE_BLOCK, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

test('there are pages', () => {
	expect(pages).toEqual(
		expect.arrayContaining(['README.md', 'CHANGELOG.md', 'docs/schemes.md', 'examples/README.md']),
	);
});

describe.each(pages)('%s', (page) => {
	const text = readPage(page);

	test('its links and images lead somewhere', () => {
		for (const link of linksOf(text).filter((each) => !/^[a-z]+:/.test(each))) {
			const [file = '', anchor] = link.split('#');
			const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
			expect({ link, exists: existsSync(path.join(projectRoot, target)) }).toEqual({
				link,
				exists: true,
			});
			if (anchor !== undefined) expect(anchorsOf(readPage(target))).toContain(anchor);
		}
	});

	test('its npm commands are there', () => {
		const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
		for (const name of named) expect(Object.keys(manifest.scripts)).toContain(name);
	});

	test('it names no machine and ends in one line break', () => {
		expect(text).not.toMatch(/\/(?:home\/(?!node\b)|root\/|tmp\/|Users\/)/);
		expect(text).toMatch(/[^\n]\n$/);
	});
});

describe('the read-me', () => {
	const readme = readPage('README.md');

	test('gives the two commands', () => {
		expect(readme).toContain('```sh\nnpm start\n```');
		expect(readme).toContain('```sh\nnpm test\n```');
		expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(['start', 'test']));
	});

	test('names the package and the versions as they are', () => {
		expect(readme).toContain(`enter \`${manifest.name}\``);
		expect(readme).toContain(`Node.js ${manifest.engines.node.replace('>=', '')} or newer`);
		const n8nVersions = [...readme.matchAll(/n8n (\d+\.\d+\.\d+)/g)].map(([, version]) => version);
		expect(new Set(n8nVersions)).toEqual(new Set([rig.dependencies?.n8n]));
	});

	test('leads to every page', () => {
		const linked = pages.flatMap((page) =>
			linksOf(readPage(page)).map((link) =>
				path.posix.join(path.posix.dirname(page), link.split('#')[0] ?? ''),
			),
		);
		for (const page of pages.filter((each) => each !== 'README.md')) expect(linked).toContain(page);
	});
});

test('the changelog starts with this version, and its sections are in order', () => {
	const [, ...versions] = readPage('CHANGELOG.md').split(/^## /m);
	expect(versions[0]).toMatch(new RegExp(`^${manifest.version.replaceAll('.', '\\.')} `));
	const order = ['Breaking', 'Security', 'Added', 'Fixed', 'Internal'];
	for (const version of versions) {
		const sections = [...version.matchAll(/^### (.+)$/gm)].map(([, name]) => name as string);
		expect(sections).toEqual(order.filter((name) => sections.includes(name)));
	}
});

test('the list of examples has every example', () => {
	const files = readdirSync(path.join(projectRoot, 'examples')).filter(
		(name) => name !== 'README.md',
	);
	expect(linksOf(readPage('examples/README.md')).sort()).toEqual(
		expect.arrayContaining(files.sort()),
	);
});

describe('architecture', () => {
	const page = readPage('docs/architecture.md');

	test('every folder and file it names is there', () => {
		const folders = tableRows(section(page, 'Folders')).map(
			([folder = '']) => codeSpans(folder)[0],
		);
		const steps = ['A request comes in', 'A webhook goes out', 'A trigger is published']
			.map((heading) => section(page, heading))
			.join('');
		const files = codeSpans(steps).filter((name) => name.endsWith('.ts'));
		expect(files.length).toBeGreaterThan(10);
		for (const file of [
			...folders.map((name) => name ?? 'no name'),
			...files.map((name) => (/^[A-Z]/.test(name) ? `nodes/${name}` : `nodes/shared/${name}`)),
		]) {
			expect({ file, exists: existsSync(path.join(projectRoot, file)) }).toEqual({
				file,
				exists: true,
			});
		}
	});

	test('every decision is listed, short, and has the same three parts', () => {
		const files = readdirSync(path.join(projectRoot, 'docs/decisions'));
		const linked = linksOf(section(page, 'Decisions'));
		expect(linked).toEqual(files.sort().map((name) => `decisions/${name}`));
		for (const name of files) {
			const text = readPage(`docs/decisions/${name}`);
			expect(text.startsWith(`# ${name.slice(0, 4)}: `)).toBe(true);
			expect(text.match(/^## .+$/gm)).toEqual(['## Context', '## Decision', '## Consequence']);
			expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
		}
	});
});

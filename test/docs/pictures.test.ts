import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { listPictures, outOfDate } from '../../scripts/lib/pictures/list.js';
import { withPalette } from '../../scripts/lib/pictures/palette.js';
import { pages, projectRoot, readPage } from './pages';

/* Pictures of n8n's editor. "npm run pictures" takes them, and needs a browser; this needs none. */

const IMAGES = path.join(projectRoot, 'docs', 'images');
const MAX_BYTES = 2_500_000;
const MIN_ALT_LENGTH = 20;

const pictures = listPictures();
const images = readdirSync(IMAGES).filter((name) => /\.(?:png|svg)$/.test(name));

/** Where pages show an image, and what they say of it. */
const shown = pages.flatMap((page) =>
	[...readPage(page).matchAll(/!\[(.*?)\]\(([^)\s]+)\)/g)].map(([, alt = '', target = '']) => ({
		page,
		alt,
		file: path.posix.join(path.posix.dirname(page), target),
	})),
);

test('every node, every example and what happens has a picture, and there is no other', () => {
	const { n8n } = JSON.parse(readPage('package.json')) as { n8n: { nodes: string[] } };
	// Webhook Retry is no node that users can add.
	expect(pictures.filter(({ motif }) => motif.scene === 'panel')).toHaveLength(
		n8n.nodes.length - 1,
	);
	const examples = readdirSync(path.join(projectRoot, 'examples')).filter((name) =>
		name.endsWith('.json'),
	);
	const pictured = pictures.filter(({ motif }) => motif.scene === 'example');
	expect(pictured.map(({ motif }) => motif.of)).toEqual(examples.sort());
	expect(images.sort()).toEqual(['flow.svg', ...pictures.map(({ file }) => file)].sort());
});

test('every picture shows what is there now: otherwise run "npm run pictures"', () => {
	expect(outOfDate(pictures).map(({ file }) => file)).toEqual([]);
});

test('every picture is shown on a page, with a text that says what one sees', () => {
	const files = new Set(shown.map(({ file }) => file));
	for (const name of images) expect(files).toContain(`docs/images/${name}`);
	for (const { page, alt } of shown) {
		expect({ page, alt, length: alt.length }).toEqual({ page, alt, length: expect.any(Number) });
		expect(alt.length).toBeGreaterThan(MIN_ALT_LENGTH);
	}
	for (const { motif, file } of pictures) {
		const page = { panel: file.replace('node-', 'docs/nodes/').replace('.png', '.md') };
		const place = motif.scene === 'panel' ? page.panel : undefined;
		if (place === undefined) continue;
		expect(shown).toContainEqual(
			expect.objectContaining({ page: place, file: `docs/images/${file}` }),
		);
	}
});

test('all pictures together are small', () => {
	const sizes = images.map((name) => statSync(path.join(IMAGES, name)).size);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);
});

test('the palette refuses what is no screenshot', () => {
	expect(() => withPalette(Buffer.alloc(100))).toThrow('This is no PNG as a browser makes it.');
});

const answering = pages.filter((page) => /^docs\/(?!decisions)/.test(page));

test.each(answering)('%s starts with the question it answers', (page) => {
	const [title = '', first = ''] = readPage(page).split('\n\n');
	expect(title).toMatch(/^# .+$/);
	expect(first).toContain('?');
});

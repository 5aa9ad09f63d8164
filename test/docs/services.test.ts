import { readdirSync } from 'node:fs';
import path from 'node:path';
import { withServiceFacts } from '../../scripts/lib/servicePages';
import { webhookServices } from '../../nodes/shared/services';
import { projectRoot, readPage, section, tableRows } from './pages';

const pageOf = (id: string): string => readPage(`docs/services/${id}.md`);

test('every service has a page, and no page is left over', () => {
	const files = readdirSync(path.join(projectRoot, 'docs/services'));
	expect(files.sort()).toEqual(webhookServices.map(({ id }) => `${id}.md`).sort());
	for (const { id } of webhookServices) {
		expect(readPage('docs/providers.md')).toContain(`](services/${id}.md)`);
	}
});

describe.each(webhookServices)('the page of $displayName', (service) => {
	const page = pageOf(service.id);

	test('is as "npm run docs" writes it', () => {
		expect(withServiceFacts(page, service)).toBe(page);
	});

	test('changes with the definition', () => {
		const events = service.events.map((event) => ({ ...event, title: 'Another Title' }));
		expect(withServiceFacts(page, { ...service, events })).not.toBe(page);
	});

	test('lists every event, and names its source', () => {
		const cells = tableRows(section(page, 'Events')).flat();
		for (const { name, title, description } of service.events) {
			expect(cells).toEqual(expect.arrayContaining([`\`${name}\``, title, description]));
		}
		expect(page).toContain(`](${service.documentationUrl})`);
	});

	test('shows an example, and has the same parts as the others', () => {
		expect(section(page, 'What an event looks like')).toContain('```json\n{');
		expect(page.match(/^## .+$/gm)).toEqual([
			'## Set up',
			'## Events',
			'## What an event looks like',
			'## What to know',
		]);
		expect(page.split('\n')[0]).toBe(`# ${service.displayName}`);
	});
});

test('a mark that means nothing is a mistake', () => {
	const [service] = webhookServices;
	if (!service) throw new Error('There is no service');
	const marked = (mark: string) => `<!-- write: ${mark} -->\n<!-- end -->`;
	expect(() => withServiceFacts(marked('headers'), service)).toThrow('means nothing');
	expect(() => withServiceFacts(marked('sample: none'), service)).toThrow('has no event "none"');
});

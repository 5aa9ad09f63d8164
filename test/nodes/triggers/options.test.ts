import type { INodeProperties } from 'n8n-workflow';
import { JoAiTrigger } from '../../../nodes/JoAi/JoAiTrigger.node';
import { LuaTrigger } from '../../../nodes/Lua/LuaTrigger.node';
import { LvngTrigger } from '../../../nodes/Lvng/LvngTrigger.node';
import { TwigTrigger } from '../../../nodes/Twig/TwigTrigger.node';

/* What the triggers of single services offer. */

const triggers = [new JoAiTrigger(), new LuaTrigger(), new LvngTrigger(), new TwigTrigger()].map(
	({ description: { displayName, properties } }) => ({ displayName, properties }),
);

const find = (properties: readonly INodeProperties[], name: string): INodeProperties | undefined =>
	properties.find((property) => property.name === name);

const optionNames = (properties: readonly INodeProperties[]): string[] =>
	((find(properties, 'options')?.options ?? []) as INodeProperties[]).map(({ name }) => name);

test.each(triggers)('$displayName offers no scheme, and nothing that depends on one', (trigger) => {
	expect(find(trigger.properties, 'scheme')).toBeUndefined();
	expect(JSON.stringify(trigger.properties)).not.toContain('scheme');
});

test.each(triggers)('$displayName offers events by name, and all of them at first', (trigger) => {
	const events = find(trigger.properties, 'events');
	expect(events).toMatchObject({ type: 'multiOptions', default: [] });
	expect(events?.options?.length).toBeGreaterThan(2);
});

test('no tolerance of time is offered where no time is signed', () => {
	for (const { properties } of triggers) {
		expect(optionNames(properties)).not.toContain('toleranceSeconds');
	}
});

test('published addresses are offered where there are some', () => {
	const offering = triggers.filter(({ properties }) =>
		optionNames(properties).includes('publishedAddressesOnly'),
	);
	expect(offering.map(({ displayName }) => displayName)).toEqual(['Twig AI Trigger']);
});

test('registration by itself is offered where the service has an API for it', () => {
	const offering = triggers.filter(({ properties }) => find(properties, 'registration'));
	expect(offering.map(({ displayName }) => displayName)).toEqual([
		'Lua Trigger',
		'Twig AI Trigger',
	]);
});

test.each(triggers)(
	'$displayName lists every option once, in the order of the alphabet',
	(trigger) => {
		const options = (find(trigger.properties, 'options')?.options ?? []) as INodeProperties[];
		const names = options.map(({ displayName }) => displayName);
		const sorted = [...new Set(names)].sort((left, right) => left.localeCompare(right, 'en'));
		expect(names).toEqual(sorted);
	},
);

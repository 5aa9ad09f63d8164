import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { ClawletTrigger } from '../../nodes/Clawlet/ClawletTrigger.node';
import { Lua } from '../../nodes/Lua/Lua.node';
import { LuaTrigger } from '../../nodes/Lua/LuaTrigger.node';
import { SendSignedWebhook } from '../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { SignedWebhookTrigger } from '../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { TwigTrigger } from '../../nodes/Twig/TwigTrigger.node';
import { WaitForSignedWebhook } from '../../nodes/WaitForSignedWebhook/WaitForSignedWebhook.node';
import { WebhookMonitor } from '../../nodes/WebhookMonitor/WebhookMonitor.node';
import { WebhookSignature } from '../../nodes/WebhookSignature/WebhookSignature.node';
import { projectRoot, readPage, section } from './pages';

/* The files of examples/. That a real n8n imports and runs them is tested end to end. */

interface ExampleNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly webhookId?: string;
	readonly position: readonly [x: number, y: number];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, { id: null; name: string }>>;
}

interface Example {
	readonly id: string;
	readonly name: string;
	readonly nodes: readonly ExampleNode[];
	readonly connections: Readonly<Record<string, { main: Array<Array<{ node: string }>> }>>;
}

const PACKAGE = 'n8n-nodes-signed-webhooks.';
const NOTE = 'n8n-nodes-base.stickyNote';

/** Fields of credentials and what n8n, Slack and Clawlet call things of theirs. */
const FOREIGN_LABELS = [
	'API Key',
	'Basic Information',
	'Credential',
	'Error workflow',
	'Event Subscriptions',
	'Lua API',
	'On Error',
	'Request URL',
	'Secret',
	'Signing Secret',
	'Twig API',
];

const descriptionsByType = new Map<string, INodeTypeDescription>(
	[
		new ClawletTrigger(),
		new Lua(),
		new LuaTrigger(),
		new SendSignedWebhook(),
		new SignedWebhookTrigger(),
		new TwigTrigger(),
		new WaitForSignedWebhook(),
		new WebhookMonitor(),
		new WebhookSignature(),
	].map(({ description }) => [PACKAGE + description.name, description]),
);

const propertiesOf = (type: string): readonly INodeProperties[] =>
	descriptionsByType.get(type)?.properties ?? [];

/** Paths where they have to be others than the name of the file. */
const OWN_PATHS: Readonly<Record<string, readonly string[]>> = {
	'clawlet-configuration': ['github', 'stripe', 'custom', 'myservice'],
};

const files = readdirSync(path.join(projectRoot, 'examples')).filter((name) =>
	name.endsWith('.json'),
);
const examples = files.map((file) => ({
	file,
	example: JSON.parse(readPage(`examples/${file}`)) as Example,
}));

const camelCase = (text: string): string =>
	text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The names of fields, and of what stands inside of collections, that the node does not have. */
function unknownNames(
	values: Readonly<Record<string, unknown>>,
	properties: readonly INodeProperties[],
): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		// A field may be there twice, with other options for another operation.
		const named = properties.filter((each) => each.name === name);
		if (named.length === 0) return [name];
		if (named.some(({ type }) => type !== 'collection')) return [];
		const options = named.flatMap((each) => each.options as INodeProperties[]);
		return unknownNames(value as Record<string, unknown>, options);
	});
}

/** The labels of fields and options, without their units. */
const labelsOf = (properties: readonly INodeProperties[]): string[] =>
	properties.flatMap(({ type, displayName, options }) => [
		displayName.replace(/ \(.+\)$/, ''),
		...(type === 'collection' ? labelsOf(options as INodeProperties[]) : []),
	]);

/** What a node covers on the canvas: a note all of its size, another node its icon and name. */
function areaOf({ type, position: [x, y], parameters }: ExampleNode) {
	const { width, height } = parameters as { width: number; height: number };
	return type === NOTE
		? { left: x, top: y, right: x + width, bottom: y + height }
		: { left: x - 32, top: y, right: x + 128, bottom: y + 144 };
}

function overlap(one: ExampleNode, other: ExampleNode): boolean {
	const [a, b] = [areaOf(one), areaOf(other)];
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

describe.each(examples)('$file', ({ file, example }) => {
	const { nodes, connections } = example;
	const ours = nodes.filter(({ type }) => type.startsWith(PACKAGE));
	const title = file.replace('.json', '');

	test('its nodes of this package have only fields that there are', () => {
		expect(ours.length).toBeGreaterThan(0);
		for (const { type, parameters } of ours) {
			expect(unknownNames(parameters, propertiesOf(type))).toEqual([]);
		}
	});

	test('its id, its name and its path are those of the file', () => {
		expect(example.id).toBe(camelCase(title));
		expect(example.name.toLowerCase().replaceAll(' ', '-')).toBe(title);
		const paths = ours.filter(({ webhookId }) => webhookId).map((each) => each.parameters.path);
		expect(paths).toEqual(OWN_PATHS[title] ?? [title]);
	});

	test('its credentials have a name and nothing else, and it holds no secret', () => {
		for (const { type, credentials = {} } of nodes) {
			const named = { id: null, name: expect.stringMatching(/\w/) as unknown };
			const given = Object.values(credentials);
			expect(given).toEqual(given.map(() => named));
			if (descriptionsByType.get(type)?.credentials) expect(given).toHaveLength(1);
		}
		const texts = JSON.stringify(nodes.map(({ parameters }) => parameters));
		expect(texts).not.toMatch(/wh(?:sec|sk|pk)_|-----BEGIN|xox[a-z]-|Bearer /);
	});

	test('its connections join nodes that there are, and leave none out but notes', () => {
		const targets = Object.values(connections).flatMap(({ main }) =>
			main.flat().map(({ node }) => node),
		);
		const joined = new Set([...Object.keys(connections), ...targets]);
		const names = nodes.filter(({ type }) => type !== NOTE).map(({ name }) => name);
		expect([...joined].sort()).toEqual(names.sort());
	});

	test('its notes say what it does, then what to change, by names that the editor shows', () => {
		const notes = nodes.filter(({ type }) => type === NOTE);
		const text = notes.map(({ parameters }) => String(parameters.content)).join('\n');
		expect(text).toMatch(/^## What it does\n\n[^#]+## What to change\n/m);
		expect(text.match(/^## What to change$/gm)).toHaveLength(1);
		const known = [
			...nodes.map(({ name }) => name),
			...ours.flatMap(({ type }) => labelsOf(propertiesOf(type))),
			...FOREIGN_LABELS,
		];
		const named = [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name as string);
		expect(named.length).toBeGreaterThan(0);
		for (const name of named) expect(known).toContain(name);
	});

	test('nothing on its canvas covers anything else', () => {
		const pairs = nodes.flatMap((node, index) =>
			nodes.slice(index + 1).map((other) => [node, other] as const),
		);
		const covered = pairs.filter(([one, other]) => overlap(one, other));
		expect(covered.map(([one, other]) => `${one.name}, ${other.name}`)).toEqual([]);
	});

	test('it is listed with a sentence in the read-me, too', () => {
		const list = section(readPage('README.md'), 'Examples');
		expect(list).toMatch(new RegExp(`^- \\[${example.name}\\]\\(examples/${file}\\): .+`, 'm'));
	});
});

test('no two examples share an id', () => {
	const nodes = examples.flatMap(({ example }) => example.nodes);
	const ids = nodes.flatMap(({ id, webhookId }) => [id, ...(webhookId ? [webhookId] : [])]);
	expect(new Set(ids).size).toBe(ids.length);
});

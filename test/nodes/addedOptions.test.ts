import { getNodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { JoAiTrigger } from '../../nodes/JoAi/JoAiTrigger.node';
import { Lua } from '../../nodes/Lua/Lua.node';
import { LuaTrigger } from '../../nodes/Lua/LuaTrigger.node';
import { optionsSchema as luaOptionsSchema } from '../../nodes/Lua/sendEvent';
import { LvngTrigger } from '../../nodes/Lvng/LvngTrigger.node';
import { readOptions } from '../../nodes/SendSignedWebhook/prepare';
import { SendSignedWebhook } from '../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { requestOptionsShape } from '../../nodes/shared/n8n/fields/request/read';
import { readRetryPolicy } from '../../nodes/shared/n8n/fields/retryPolicy/read';
import { optionsSchema as triggerOptionsSchema } from '../../nodes/shared/n8n/trigger/configuration/options';
import { readTriggerConfig } from '../../nodes/shared/n8n/trigger/configuration';
import { signatureSchemes } from '../../nodes/shared/signing/schemes';
import { SignedWebhookTrigger } from '../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { signedWebhookTrigger } from '../../nodes/SignedWebhookTrigger/trigger';
import { readTask as readTwigTask } from '../../nodes/Twig/task';
import { Twig } from '../../nodes/Twig/Twig.node';
import { TwigTrigger } from '../../nodes/Twig/TwigTrigger.node';
import { readCallbackConfig } from '../../nodes/WaitForSignedWebhook/settings';
import { readSettings } from '../../nodes/WebhookMonitor/settings';
import { WaitForSignedWebhook } from '../../nodes/WaitForSignedWebhook/WaitForSignedWebhook.node';
import { WebhookMonitor } from '../../nodes/WebhookMonitor/WebhookMonitor.node';
import { readMessage, readRequest } from '../../nodes/WebhookSignature/request';
import { WebhookSignature } from '../../nodes/WebhookSignature/WebhookSignature.node';
import { SAID_BY_LABEL } from '../support/n8n/saidByLabel';

/* Adding an option to a node changes nothing by itself, except where its label says what adding it does. */

interface Added {
	readonly node: string;
	/** The collection that the option is added to. */
	readonly collection: string;
	readonly option: INodeProperties;
	/** The settings of the node, in a form that can be compared. */
	readonly settingsWith: (value: Record<string, unknown>) => unknown;
}

/** What a field holds: what is given here, or its default. */
const parametersOf =
	(properties: readonly INodeProperties[], given: Record<string, unknown>) =>
	(name: string): unknown =>
		name in given ? given[name] : properties.find((each) => each.name === name)?.default;

const optionsIn = (
	properties: readonly INodeProperties[],
	collection: string,
): INodeProperties[] => {
	const found = properties
		.filter(({ name, type }) => name === collection && type === 'collection')
		.flatMap(({ options }) => options as INodeProperties[]);
	return found.filter((each, index) => found.findIndex(({ name }) => name === each.name) === index);
};

const addedTo = (
	{ description: { displayName, properties } }: INodeType,
	collection: string,
	settings: (parameter: (name: string) => unknown) => unknown,
	given: Record<string, unknown> = {},
): Added[] =>
	optionsIn(properties, collection).map((option) => ({
		node: displayName,
		collection,
		option,
		settingsWith: (options) =>
			settings(parametersOf(properties, { ...given, [collection]: options })),
	}));

const PAYLOADS = [{}, [], { id: 'evt_1', type: 'a' }, 'text', 7, null];

/** Functions in settings count by being there. */
function comparable(value: unknown): unknown {
	if (typeof value === 'function') return 'a function';
	if (Array.isArray(value)) return value.map(comparable);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, comparable(each)]));
}

function triggerSettings(definition: typeof signedWebhookTrigger) {
	return (parameter: (name: string) => unknown): unknown => {
		const read = readTriggerConfig(definition, parameter, 1.3);
		if (!read.ok) return read;
		const { receive, ...rest } = read.value;
		// What finds nothing does as much as what is not there.
		const { findEnvelopeProblem = () => undefined, scheme, ...others } = receive;
		const envelope = PAYLOADS.map((payload) => findEnvelopeProblem(payload));
		return comparable({ ...rest, ...others, envelope, scheme: scheme.id });
	};
}

const clock = { nowMs: Date.UTC(2026, 0, 31), timeZone: 'UTC' };
const body = Buffer.from('{"id":"evt_1"}');

const added: Added[] = [
	...signatureSchemes.flatMap(({ id }) =>
		addedTo(new SignedWebhookTrigger(), 'options', triggerSettings(signedWebhookTrigger), {
			scheme: id,
		}).filter(({ option }) => {
			const shown = option.displayOptions?.show?.['/scheme'];
			return shown === undefined || shown.includes(id);
		}),
	),
	...[new JoAiTrigger(), new LuaTrigger(), new LvngTrigger(), new TwigTrigger()].flatMap((node) =>
		// What a JSON Schema or a condition finds is compared above.
		addedTo(node, 'options', (parameter) => ({
			...triggerOptionsSchema.parse(parameter('options')),
			jsonSchema: undefined,
			onlyEventsWhere: undefined,
		})),
	),
	...['standard-webhooks', 'exponential', 'none', 'stripe-live'].flatMap((retryPolicy) =>
		addedTo(
			new SendSignedWebhook(),
			'options',
			(parameter) => {
				const read = readOptions(parameter('options'));
				if (!read.ok) return read;
				const retries = readRetryPolicy(parameter, read.value);
				// What a node of the newest version does without the option.
				const { inactiveEndpoints = 'hold', ...others } = read.value;
				return { ...others, inactiveEndpoints, jitter: undefined, retries };
			},
			{ retryPolicy },
		),
	),
	...(['sign', 'verify'] as const).flatMap((operation) =>
		signatureSchemes
			.filter(({ id }) => ['slack', 'stripe', 'standard-webhooks', 'github', 'twilio'].includes(id))
			.flatMap((scheme) =>
				addedTo(
					new WebhookSignature(),
					'options',
					(parameter) => {
						if (operation === 'sign') return readMessage(parameter, scheme, body, clock);
						const read = readRequest(parameter, scheme, body, clock);
						return read.ok ? { ...read.value, request: comparable(read.value.request) } : read;
					},
					{ headers: '{}', eventId: 'evt_1' },
				),
			),
	),
	...['github', 'standard-webhooks'].flatMap((scheme) =>
		addedTo(
			new WaitForSignedWebhook(),
			'options',
			(parameter) => {
				const start = z.object(requestOptionsShape).parse(parameter('options'));
				const read = readCallbackConfig(parameter);
				if (!read.ok) return read;
				const { findEnvelopeProblem = () => undefined, ...receive } = read.value.receive;
				const envelope = PAYLOADS.map((payload) => findEnvelopeProblem(payload));
				return comparable({ ...read.value, receive, envelope, start });
			},
			{ scheme },
		),
	),
	...addedTo(new WebhookMonitor(), 'options', readSettings),
	...addedTo(new WebhookMonitor(), 'limits', readSettings),
	...addedTo(new Lua(), 'options', (parameter) => luaOptionsSchema.parse(parameter('options'))),
	...addedTo(new Twig(), 'options', readTwigTask, {
		operation: 'create',
		resource: 'webhook',
		url: 'https://example.com',
	}),
	...addedTo(new SignedWebhookTrigger(), 'restOptions', triggerSettings(signedWebhookTrigger), {
		scheme: 'github',
		registration: 'rest',
	}),
];

for (const name of ['JoAI Trigger', 'Lua Trigger', 'LVNG Trigger', 'Twig AI Trigger']) {
	SAID_BY_LABEL[name] = SAID_BY_LABEL['Signed Webhook Trigger'] as string[];
}

test('there are options of every node to look at', () => {
	expect(new Set(added.map(({ node }) => node)).size).toBe(11);
	expect(added.length).toBeGreaterThan(500);
});

test('an added option changes nothing, unless its label says what adding it does', () => {
	const changing = added.filter(({ option, settingsWith }) => {
		const before = JSON.stringify(settingsWith({}));
		return JSON.stringify(settingsWith({ [option.name]: option.default })) !== before;
	});
	const found: Record<string, string[]> = {};
	for (const { node, option } of changing) {
		found[node] = [...new Set([...(found[node] ?? []), option.displayName])].sort();
	}
	for (const [node, labels] of Object.entries(found)) {
		expect({ node, labels: labels.filter((each) => !SAID_BY_LABEL[node]?.includes(each)) }).toEqual(
			{
				node,
				labels: [],
			},
		);
	}
	const all = Object.values(found).flat();
	const unneeded = Object.values(SAID_BY_LABEL).flat();
	expect(unneeded.filter((label) => !all.includes(label))).toEqual([]);
});

test('n8n stores every added option, also at its start value, so a saved workflow keeps its own', () => {
	// Of lists, only entries are stored; an empty one is worth as much as none.
	const single = added.filter(({ option }) => option.type !== 'fixedCollection');
	for (const { node, collection, option } of single) {
		const properties: INodeProperties[] = [
			{
				displayName: 'Options',
				name: collection,
				type: 'collection',
				default: {},
				options: [{ ...option, displayOptions: {} }],
			},
		];
		const value = option.default;
		const given = { [collection]: { [option.name]: value } } as INodeParameters;
		const stored = getNodeParameters(properties, given, false, false, null, null);
		expect({ node, stored }).toEqual({ node, stored: given });
		// And one that was not added is not there when the node runs.
		const run = getNodeParameters(properties, { [collection]: {} }, true, false, null, null);
		expect({ node, run }).toEqual({ node, run: { [collection]: {} } });
	}
});

test.each<[string, string | number | boolean]>([
	['healthCheck', false],
	['ignoreDuplicates', false],
	['maxBodyKilobytes', 1024],
	['proxyHops', 1],
	['responseCode', 202],
	['responseType', 'text'],
	['toleranceSeconds', 300],
])('a workflow that was saved when %s started at %j keeps it', (name, value) => {
	const node = new SignedWebhookTrigger();
	const { properties } = node.description;
	const saved = { scheme: 'stripe', options: { [name]: value } };
	const full = getNodeParameters(properties, saved, true, false, null, node.description);
	expect(full?.options).toEqual({ [name]: value });
	const run = triggerOptionsSchema.parse(full?.options) as Record<string, unknown>;
	expect(run[name]).toBe(value);
});

test.each<[string, string | boolean]>([
	['circuitBreaker', false],
	['contentType', 'application/json'],
	['finalStatuses', '400-404, 422'],
	['retriedStatuses', '408, 425, 429'],
	['verifyCertificate', false],
])('a sending node that was saved when %s started at %j keeps it', (name, value) => {
	const node = new SendSignedWebhook();
	const { properties } = node.description;
	const saved = { url: 'https://example.com', options: { [name]: value } };
	const full = getNodeParameters(properties, saved, true, false, null, node.description);
	expect(full?.options).toEqual({ [name]: value });
	const read = readOptions(full?.options);
	const unlike = readOptions({});
	expect(JSON.stringify(read)).not.toBe(JSON.stringify(unlike));
});

const everyNumber = (properties: readonly INodeProperties[]): INodeProperties[] =>
	properties.flatMap((each) => {
		const inside = (each.options ?? []).flatMap((option) =>
			'values' in option ? option.values : 'type' in option ? [option] : [],
		);
		return [...(each.type === 'number' ? [each] : []), ...everyNumber(inside)];
	});

test('no number is shown with zeros behind the point', () => {
	const nodes = [
		new SignedWebhookTrigger(),
		new SendSignedWebhook(),
		new WaitForSignedWebhook(),
		new WebhookMonitor(),
		new Lua(),
	];
	const numbers = nodes.flatMap(({ description }) => everyNumber(description.properties));
	expect(numbers.length).toBeGreaterThan(15);
	const padded = numbers.filter(({ typeOptions }) => typeOptions?.numberPrecision !== undefined);
	expect(padded.map(({ displayName }) => displayName)).toEqual([]);
});

test('labels of options are short enough to be shown whole', () => {
	const long = added.filter(({ option }) => option.displayName.length > 32);
	expect(long.map(({ option }) => option.displayName)).toEqual([]);
});

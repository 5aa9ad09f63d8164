import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { SignedWebhookApi } from '../../credentials/SignedWebhookApi.credentials';
import { optionsSchema } from '../../nodes/SendSignedWebhook/options';
import { SendSignedWebhook } from '../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { ClawletTrigger } from '../../nodes/Clawlet/ClawletTrigger.node';
import { JoAiTrigger } from '../../nodes/JoAi/JoAiTrigger.node';
import { Lua } from '../../nodes/Lua/Lua.node';
import { LuaTrigger } from '../../nodes/Lua/LuaTrigger.node';
import { FORWARDING_CODE } from '../../nodes/Lua/forwardingCode';
import { optionsSchema as luaOptionsSchema } from '../../nodes/Lua/sendEvent';
import { LvngTrigger } from '../../nodes/Lvng/LvngTrigger.node';
import { optionsSchema as triggerOptionsSchema } from '../../nodes/shared/n8n/trigger/configuration/options';
import { SignedWebhookTrigger } from '../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { Twig } from '../../nodes/Twig/Twig.node';
import { TwigTrigger } from '../../nodes/Twig/TwigTrigger.node';
import { WaitForSignedWebhook } from '../../nodes/WaitForSignedWebhook/WaitForSignedWebhook.node';
import { WebhookMonitor } from '../../nodes/WebhookMonitor/WebhookMonitor.node';
import { WebhookSignature } from '../../nodes/WebhookSignature/WebhookSignature.node';
import { customSchemeProperties } from '../../nodes/shared/n8n/fields/customScheme/properties';
import { formats } from '../../nodes/shared/receive/jsonSchema/formats';
import { keywords } from '../../nodes/shared/receive/jsonSchema/keywords';
import { codeSpans, example, readPage, section, tableRows } from './pages';

const TRIGGER_PAGE = 'docs/nodes/signed-webhook-trigger.md';

interface Documented {
	readonly page: string;
	readonly properties: readonly INodeProperties[];
	/** What the options are worth when none is added, by name. */
	readonly whenNotAdded?: Readonly<Record<string, unknown>>;
	/** What the page calls the lack of a value that has no form of its own, by name. */
	readonly absent?: Readonly<Record<string, string>>;
	/** Fields whose default is told in another way, by name. */
	readonly defaults?: Readonly<Record<string, string>>;
}

/** Fields with so many choices that a page of their own has them. */
const LONG_LISTS = new Set(['scheme', 'testEvent']);

const isCollection = ({ type }: INodeProperties): boolean => type === 'collection';

/** The fields of a node, but for notices and those that the page about the custom scheme explains. */
const ownFields = (properties: readonly INodeProperties[]): INodeProperties[] =>
	properties.filter(
		({ name, type }) =>
			type !== 'notice' && !customSchemeProperties.some((custom) => custom.name === name),
	);

/** Triggers of one service: their options are those of the Signed Webhook Trigger. */
const serviceTriggers = [
	{ page: 'docs/nodes/clawlet-trigger.md', node: new ClawletTrigger() },
	{ page: 'docs/nodes/joai-trigger.md', node: new JoAiTrigger() },
	{ page: 'docs/nodes/lua-trigger.md', node: new LuaTrigger() },
	{ page: 'docs/nodes/lvng-trigger.md', node: new LvngTrigger() },
	{ page: 'docs/nodes/twig-trigger.md', node: new TwigTrigger() },
].map(({ page, node }) => ({ page, properties: ownFields(node.description.properties) }));

const documented: readonly Documented[] = [
	{
		page: TRIGGER_PAGE,
		properties: ownFields(new SignedWebhookTrigger().description.properties),
		whenNotAdded: {
			...triggerOptionsSchema.parse({}),
			checkMethod: 'GET',
			missedIdPath: 'id',
			missedOrder: 'newest',
			missedTimeFormat: 'iso',
		},
		absent: {
			...Object.fromEntries(
				[
					'checkBody',
					'checkHeaders',
					'checkUrl',
					'missedBodyPath',
					'missedHeaders',
					'missedListPath',
					'missedNamePath',
					'missedNextPath',
					'missedPageParameter',
					'missedUrl',
					'createHeaders',
					'deleteBody',
					'deleteHeaders',
					'entryIdPath',
					'entryUrlPath',
					'listPath',
				].map((name) => [name, 'none']),
			),
			batchWindowMs: 'no batches',
			onlyEventsWhere: 'all events',
			severalEvents: 'follows the version',
			jsonSchema: 'no check',
			maxEvents: 'no limit',
			proxyHops: "n8n's setting",
			toleranceSeconds: "the scheme's own",
		},
	},
	{
		page: 'docs/nodes/send-signed-webhook.md',
		properties: ownFields(new SendSignedWebhook().description.properties),
		whenNotAdded: optionsSchema.parse({}),
		absent: {
			concurrencyPerEndpoint: '10, or all',
			contentType: 'follows the body',
			inactiveEndpoints: 'follows the version',
			jitter: 'follows the policy',
			ratePerSecond: 'no limit',
			totalBudgetMinutes: 'none',
		},
		defaults: { testEvent: 'the first of the service' },
	},
	{
		page: 'docs/nodes/webhook-signature.md',
		properties: ownFields(new WebhookSignature().description.properties),
		whenNotAdded: { eventName: '', method: 'POST', url: '' },
		absent: {
			atTime: 'now',
			contentType: 'no form',
			toleranceSeconds: "the scheme's own",
		},
	},
	{
		page: 'docs/nodes/wait-for-signed-webhook.md',
		properties: ownFields(new WaitForSignedWebhook().description.properties),
		whenNotAdded: { ...triggerOptionsSchema.parse({}), ...optionsSchema.parse({}) },
		absent: {
			onlyEventsWhere: 'none',
			contentType: 'follows the body',
			jsonSchema: 'no check',
			proxyHops: "n8n's setting",
			toleranceSeconds: "the scheme's own",
		},
	},
	{
		page: 'docs/nodes/webhook-monitor.md',
		properties: ownFields(new WebhookMonitor().description.properties),
		whenNotAdded: { actionUrl: '', endpoint: '', event: '', maxFailures: 50, skip: 0 },
		absent: {
			maxFailed: 'no limit',
			maxQuietHours: 'no limit',
			maxResponseMs: 'no limit',
			minSuccessPercent: 'no limit',
		},
		defaults: { statuses: 'Failed' },
	},
	{
		page: 'docs/custom-scheme.md',
		properties: customSchemeProperties,
		whenNotAdded: { dataPath: '', idHeader: '', idPath: '', nameHeader: '', namePath: '' },
	},
	{ page: 'docs/credentials.md', properties: new SignedWebhookApi().properties },
	{
		page: 'docs/nodes/lua.md',
		properties: new Lua().description.properties,
		whenNotAdded: luaOptionsSchema.parse({}),
	},
	{
		page: 'docs/nodes/twig.md',
		properties: new Twig().description.properties,
		whenNotAdded: { description: 'Made by n8n', includeSecret: false },
	},
	...serviceTriggers.map(({ page, properties }) => ({
		page,
		properties: properties.filter((property) => !isCollection(property)),
		defaults: { forwardingCode: 'see below' },
	})),
];

const choicesOf = (property: INodeProperties): INodePropertyOptions[] =>
	property.type === 'options' ? (property.options as INodePropertyOptions[]) : [];

/** A value as the pages write it. */
function written(property: INodeProperties, value: unknown, absent = ''): string {
	if (value === undefined) return absent;
	const choice = choicesOf(property).find((each) => each.value === value);
	if (choice) return choice.name;
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return 'none';
	return value === '' ? 'empty' : `\`${value.replace(/\s+/g, ' ')}\``;
}

const numbersIn = (text: string): number[] =>
	[...text.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));

describe.each(documented)('$page', (each) => {
	const { page, properties, whenNotAdded = {}, absent = {} } = each;
	const defaults: Readonly<Record<string, string>> = {
		signatureHeader: 'that of the scheme',
		...each.defaults,
	};
	const rows = tableRows(readPage(page));
	const rowOf = ({ displayName }: INodeProperties): readonly string[] =>
		rows.find(([name]) => name === `\`${displayName}\``) ?? [];
	const options = properties
		.filter(isCollection)
		.flatMap((collection) => collection.options as INodeProperties[])
		// For nodes of an earlier version, an option may be there once more, with another default.
		.filter((option, index, all) => all.findIndex(({ name }) => name === option.name) === index);
	const fields = properties.filter((property) => !isCollection(property));

	test.each(fields)('the field $displayName has its default', (field) => {
		const [, standard] = rowOf(field);
		expect(standard).toBe(defaults[field.name] ?? written(field, field.default));
	});

	if (options.length > 0) {
		test.each(options)('the option $displayName has its values, added and not', (option) => {
			const [, notAdded, onAdding] = rowOf(option);
			expect({ notAdded, onAdding }).toEqual({
				notAdded: written(option, whenNotAdded[option.name], absent[option.name]),
				onAdding: written(option, option.default),
			});
		});
	}

	test('numbers have their bounds', () => {
		for (const option of [...fields, ...options]) {
			const { minValue, maxValue } = option.typeOptions ?? {};
			const numbers = numbersIn(rowOf(option).slice(1).join(' '));
			for (const bound of [minValue, maxValue]) {
				if (bound !== undefined) expect(numbers).toContain(bound);
			}
		}
	});

	test('choices have their names', () => {
		for (const property of [...fields, ...options].filter(({ name }) => !LONG_LISTS.has(name))) {
			const row = rowOf(property).join(' ');
			for (const { name } of choicesOf(property)) expect(row).toContain(name);
		}
	});

	test('lists name what one entry holds', () => {
		const lists = [...fields, ...options].filter(({ type }) => type === 'fixedCollection');
		for (const property of lists) {
			const row = rowOf(property).join(' ');
			for (const { displayName, values } of property.options as INodePropertyCollection[]) {
				for (const name of [displayName, ...values.map((each) => each.displayName)]) {
					expect(row).toContain(`\`${name}\``);
				}
			}
		}
	});

	test('no field is described that there is not', () => {
		const text =
			readPage(page).split(
				/^## (?:URLs|What is sent|What each scheme|The items?$|The forwarding code|What is refused)/m,
			)[0] ?? '';
		const names = tableRows(text)
			.map(([name = '']) => name)
			.filter((name) => /^`[A-Z]/.test(name));
		// A field may be there twice, for different schemes.
		const labels = [...fields, ...options].map(({ displayName }) => `\`${displayName}\``);
		expect(names.sort()).toEqual([...new Set(labels)].sort());
	});
});

const optionsOf = (properties: readonly INodeProperties[]): INodeProperties[] =>
	(properties.find(({ name }) => name === 'options')?.options ?? []) as INodeProperties[];

test.each(serviceTriggers)('$page names the options that are not there', ({ page, properties }) => {
	const offered = optionsOf(properties).map(({ displayName }) => displayName);
	const all = optionsOf(new SignedWebhookTrigger().description.properties);
	const missing = all
		.map(({ displayName }) => displayName)
		.filter((each) => !offered.includes(each));
	const [, sentence = ''] =
		/with\s+the\s+same\s+meaning,\s+except\s+for\s+([^]*?)\.\n/.exec(readPage(page)) ?? [];
	expect(codeSpans(sentence)).toEqual([...new Set(missing)]);
	expect(offered.every((name) => all.some(({ displayName }) => displayName === name))).toBe(true);
});

test('the code of the Lua webhook is the one that the node shows', () => {
	expect(example('docs/nodes/lua-trigger.md', 'forwarding')).toBe(FORWARDING_CODE);
});

test('the keywords and formats of JSON Schema that are understood are listed, and no others', () => {
	const text = section(readPage('docs/nodes/signed-webhook-trigger.md'), 'JSON Schema');
	const rows = tableRows(text);
	const listed = rows.flatMap(([, names = '']) => codeSpans(names));
	expect(listed.sort()).toEqual([...keywords.keys()].sort());
	const [, sentence = ''] = /The formats ([^]*?) are checked/.exec(text) ?? [];
	expect(codeSpans(sentence).sort()).toEqual([...formats.keys()].sort());
});

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { SignedWebhookApi } from '../../credentials/SignedWebhookApi.credentials';
import { optionsSchema } from '../../nodes/SendSignedWebhook/options';
import { SendSignedWebhook } from '../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { optionsSchema as triggerOptionsSchema } from '../../nodes/shared/n8n/trigger/options';
import { SignedWebhookTrigger } from '../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { WebhookSignature } from '../../nodes/WebhookSignature/WebhookSignature.node';
import { customSchemeProperties } from '../../nodes/shared/n8n/customSchemeProperties';
import { formats } from '../../nodes/shared/receive/jsonSchema/formats';
import { keywords } from '../../nodes/shared/receive/jsonSchema/keywords';
import { codeSpans, readPage, section, tableRows } from './pages';

interface Documented {
	readonly page: string;
	readonly properties: readonly INodeProperties[];
	/** What the options are worth when none is added, by name. */
	readonly whenNotAdded?: Readonly<Record<string, unknown>>;
	/** What the page calls the lack of a value that has no form of its own, by name. */
	readonly absent?: Readonly<Record<string, string>>;
}

/** The fields of a node, but for those that the page about the custom scheme explains. */
const ownFields = (properties: readonly INodeProperties[]): INodeProperties[] =>
	properties.filter((property) => !customSchemeProperties.includes(property));

const documented: readonly Documented[] = [
	{
		page: 'docs/nodes/signed-webhook-trigger.md',
		properties: ownFields(new SignedWebhookTrigger().description.properties),
		whenNotAdded: triggerOptionsSchema.parse({}),
		absent: {
			batchWindowMs: 'no batches',
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
		absent: { contentType: 'follows the body' },
	},
	{
		page: 'docs/nodes/webhook-signature.md',
		properties: ownFields(new WebhookSignature().description.properties),
		whenNotAdded: { eventName: '', method: 'POST', url: '' },
		absent: {
			atTime: 'now',
			contentType: 'as in the headers',
			toleranceSeconds: "the scheme's own",
		},
	},
	{
		page: 'docs/custom-scheme.md',
		properties: customSchemeProperties,
		whenNotAdded: { dataPath: '', idHeader: '', idPath: '', nameHeader: '', namePath: '' },
	},
	{ page: 'docs/credentials.md', properties: new SignedWebhookApi().properties },
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

describe.each(documented)('$page', ({ page, properties, whenNotAdded = {}, absent = {} }) => {
	const rows = tableRows(readPage(page));
	const rowOf = ({ displayName }: INodeProperties): readonly string[] =>
		rows.find(([name]) => name === `\`${displayName}\``) ?? [];
	const collections = properties.filter(({ type }) => type === 'collection');
	const options = collections.flatMap((each) => each.options as INodeProperties[]);
	const fields = properties.filter((each) => !collections.includes(each));

	test.each(fields)('the field $displayName has its default', (field) => {
		const [, standard] = rowOf(field);
		expect(standard).toBe(written(field, field.default));
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
		for (const property of [...fields, ...options].filter(({ name }) => name !== 'scheme')) {
			const row = rowOf(property).join(' ');
			for (const { name } of choicesOf(property)) expect(row).toContain(name);
		}
	});

	test('lists name what one entry holds', () => {
		for (const property of options.filter(({ type }) => type === 'fixedCollection')) {
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
				/^## (?:URLs|What is sent|What each scheme|The items|What is refused)/m,
			)[0] ?? '';
		const names = tableRows(text).map(([name]) => name);
		// A field may be there twice, for different schemes.
		const labels = [...fields, ...options].map(({ displayName }) => `\`${displayName}\``);
		expect(names).toEqual([...new Set(labels)]);
	});
});

test('the keywords and formats of JSON Schema that are understood are listed, and no others', () => {
	const text = section(readPage('docs/nodes/signed-webhook-trigger.md'), 'JSON Schema');
	const rows = tableRows(text);
	const listed = rows.flatMap(([, names = '']) => codeSpans(names));
	expect(listed.sort()).toEqual([...keywords.keys()].sort());
	const [, sentence = ''] = /The formats ([^]*?) are checked/.exec(text) ?? [];
	expect(codeSpans(sentence).sort()).toEqual([...formats.keys()].sort());
});

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { SignedWebhookApi } from '../../credentials/SignedWebhookApi.credentials';
import { optionsSchema } from '../../nodes/SendSignedWebhook/options';
import { SendSignedWebhook } from '../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { readReceiveConfig } from '../../nodes/SignedWebhookTrigger/config';
import { SignedWebhookTrigger } from '../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { readPage, tableRows } from './pages';

interface Documented {
	readonly page: string;
	readonly properties: readonly INodeProperties[];
	/** What the options are worth when none is added, by name. */
	readonly whenNotAdded?: Readonly<Record<string, unknown>>;
}

const triggerDefaults = readReceiveConfig((name) =>
	name === 'scheme' ? 'standard-webhooks' : undefined,
);

const documented: readonly Documented[] = [
	{
		page: 'docs/nodes/signed-webhook-trigger.md',
		properties: new SignedWebhookTrigger().description.properties,
		whenNotAdded: { ...(triggerDefaults.ok && triggerDefaults.config) },
	},
	{
		page: 'docs/nodes/send-signed-webhook.md',
		properties: new SendSignedWebhook().description.properties,
		whenNotAdded: optionsSchema.parse({}),
	},
	{ page: 'docs/credentials.md', properties: new SignedWebhookApi().properties },
];

/** What a page calls the lack of a value that has no form of its own. */
const ABSENT: Readonly<Record<string, string>> = {
	contentType: 'follows the body',
	toleranceSeconds: "the scheme's own",
};

const choicesOf = (property: INodeProperties): INodePropertyOptions[] =>
	property.type === 'options' ? (property.options as INodePropertyOptions[]) : [];

/** A value as the pages write it. */
function written(property: INodeProperties, value: unknown): string {
	if (value === undefined) return ABSENT[property.name] ?? 'a value that has no words yet';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return 'none';
	const choice = choicesOf(property).find((each) => each.value === value);
	if (choice) return choice.name;
	return value === '' ? 'empty' : `\`${value.replace(/\s+/g, ' ')}\``;
}

describe.each(documented)('$page', ({ page, properties, whenNotAdded = {} }) => {
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
				notAdded: written(option, whenNotAdded[option.name]),
				onAdding: written(option, option.default),
			});
		});
	}

	test('numbers have their bounds', () => {
		for (const option of [...fields, ...options]) {
			const { minValue, maxValue } = option.typeOptions ?? {};
			const [, , , values = ''] = rowOf(option);
			for (const bound of [minValue, maxValue]) {
				if (bound !== undefined) expect(values.split(/\D+/)).toContain(String(bound));
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
		const text = readPage(page).split(/^## (?:URLs|What is sent|What each scheme)/m)[0] ?? '';
		const names = tableRows(text).map(([name]) => name);
		expect(names).toEqual([...fields, ...options].map(({ displayName }) => `\`${displayName}\``));
	});
});

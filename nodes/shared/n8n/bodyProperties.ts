import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { BodySource } from './body';

/** What a node says about one of its fields: its description, and more where it differs. */
type Wording = Pick<INodeProperties, 'description'> &
	Partial<Pick<INodeProperties, 'default' | 'placeholder'>>;

/** In what the fields of the body differ from node to node. */
export interface BodyWording {
	/** Of the field 'Body'. */
	readonly description: string;
	/** The choices that the node offers there, and what each of them means. */
	readonly sources: Readonly<Partial<Record<BodySource, { readonly description: string }>>>;
	readonly defaultSource: BodySource;
	readonly json?: Wording;
	readonly text: Wording;
}

const sourceCondition = (
	...sources: BodySource[]
): NonNullable<INodeProperties['displayOptions']> => ({
	show: { bodySource: sources },
});

const SOURCE_NAMES: Readonly<Record<BodySource, string>> = {
	binary: 'Binary File',
	field: 'Item Field',
	form: 'Form',
	item: 'Item',
	json: 'JSON',
	text: 'Text',
};

function sourceOptions(sources: BodyWording['sources']): INodePropertyOptions[] {
	return Object.entries(sources).map(([value, { description }]) => ({
		name: SOURCE_NAMES[value as BodySource],
		value,
		description,
	}));
}

const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryField',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input field containing the file',
	displayOptions: sourceCondition('binary'),
};

const itemField: INodeProperties = {
	displayName: 'Item Field',
	name: 'bodyField',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order.customer',
	description: 'Name of the field of the item, with dots to reach inner ones',
	displayOptions: sourceCondition('field'),
};

const formFields: INodeProperties[] = [
	{
		displayName: 'Form',
		name: 'formSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Fields Below', value: 'fields', description: 'Names and values that you enter' },
			{
				name: 'Item',
				value: 'item',
				description: "The fields of the item's JSON. A list repeats its name; null is left out.",
			},
		],
		default: 'fields',
		description: 'Where the fields of the form come from',
		displayOptions: sourceCondition('form'),
	},
	{
		displayName: 'Form Fields',
		name: 'formFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add field',
		default: {},
		description: 'Sent in this order',
		displayOptions: { show: { bodySource: ['form'], formSource: ['fields'] } },
		options: [
			{
				displayName: 'Field',
				name: 'values',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
];

/** The fields by which users say what the body is. `readBody` and `readBodyOrFile` read them. */
export const bodyProperties = ({
	description,
	sources,
	defaultSource,
	json,
	text,
}: BodyWording): INodeProperties[] => [
	{
		displayName: 'Body',
		name: 'bodySource',
		type: 'options',
		noDataExpression: true,
		options: sourceOptions(sources),
		default: defaultSource,
		description,
	},
	...(sources.binary ? [binaryField] : []),
	...(sources.field ? [itemField] : []),
	...(sources.form ? formFields : []),
	{
		displayName: 'JSON',
		name: 'jsonBody',
		type: 'json',
		typeOptions: { rows: 6 },
		required: true,
		default: '',
		...json,
		displayOptions: sourceCondition('json'),
	},
	{
		displayName: 'Text',
		name: 'textBody',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		...text,
		displayOptions: sourceCondition('text'),
	},
];

import type { INodeProperties } from 'n8n-workflow';
import type { BodySource } from './read';

/** What a node says about one of its fields: its description, and more where it differs. */
type Wording = Pick<INodeProperties, 'description'> &
	Partial<Pick<INodeProperties, 'default' | 'placeholder'>>;

/** In what the fields of the body differ from node to node. */
export interface BodyWording {
	/** Of the field 'Body'. */
	readonly description: string;
	/** The choices that the node offers there, in their order. */
	readonly sources: readonly BodySource[];
	readonly defaultSource: BodySource;
	/** What they mean where the node does not send the body. */
	readonly sourceWording?: Readonly<Partial<Record<BodySource, { readonly description: string }>>>;
	/** Default: an example that is sent as it stands. */
	readonly json?: Wording;
	/** Default: a text that is sent as it stands. */
	readonly text?: Wording;
}

const sourceCondition = (
	...sources: BodySource[]
): NonNullable<INodeProperties['displayOptions']> => ({
	show: { bodySource: sources },
});

const SOURCES: Readonly<
	Record<BodySource, { readonly name: string; readonly description: string }>
> = {
	binary: {
		name: 'Binary File',
		description: 'The file in a binary field of the item, byte for byte',
	},
	field: { name: 'Item Field', description: "One field of the item's JSON" },
	form: { name: 'Form', description: 'Names and values, as a web form sends them' },
	item: { name: 'Item', description: "The item's JSON as it comes in" },
	json: { name: 'JSON', description: 'JSON that you enter below' },
	text: { name: 'Text', description: 'Text sent exactly as it is' },
};

const SENT_JSON: Wording = {
	default: '{\n  "type": "order.created",\n  "data": {}\n}',
	description: 'Sent exactly as you enter it, including spaces',
};

const SENT_TEXT: Wording = { description: 'Sent exactly as you enter it. May be empty.' };

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
	description: 'Name of the field of the item. Use dots for nested fields.',
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
	sourceWording = {},
	defaultSource,
	json = SENT_JSON,
	text = SENT_TEXT,
}: BodyWording): INodeProperties[] => [
	{
		displayName: 'Body',
		name: 'bodySource',
		type: 'options',
		noDataExpression: true,
		options: sources.map((value) => {
			const { name, description: usual } = SOURCES[value];
			return { name, value, description: usual, ...sourceWording[value] };
		}),
		default: defaultSource,
		description,
	},
	...(sources.includes('binary') ? [binaryField] : []),
	...(sources.includes('field') ? [itemField] : []),
	...(sources.includes('form') ? formFields : []),
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

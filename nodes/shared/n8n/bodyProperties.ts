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

const SOURCE_NAMES: Readonly<Record<BodySource, string>> = {
	binary: 'Binary File',
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
	displayOptions: { show: { bodySource: ['binary'] } },
};

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
	{
		displayName: 'JSON',
		name: 'jsonBody',
		type: 'json',
		typeOptions: { rows: 6 },
		required: true,
		default: '',
		...json,
		displayOptions: { show: { bodySource: ['json'] } },
	},
	{
		displayName: 'Text',
		name: 'textBody',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		...text,
		displayOptions: { show: { bodySource: ['text'] } },
	},
];

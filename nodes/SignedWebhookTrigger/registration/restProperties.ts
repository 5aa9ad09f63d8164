import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

const show: Pick<INodeProperties, 'displayOptions'> = {
	displayOptions: { show: { registration: ['rest'] } },
};

const method = (label: string, name: string, usual: string, others: string[]): INodeProperties => ({
	displayName: `${label} Method`,
	name,
	type: 'options',
	noDataExpression: true,
	options: [usual, ...others].map((value) => ({ name: value, value })),
	default: usual,
	description: 'HTTP method of the call',
});

const header: INodePropertyCollection = {
	displayName: 'Header',
	name: 'header',
	values: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			noDataExpression: true,
			default: '',
			placeholder: 'e.g. Accept',
		},
		{ displayName: 'Value', name: 'value', type: 'string', noDataExpression: true, default: '' },
	],
};

const headers = (label: string, name: string): INodeProperties => ({
	displayName: `${label} Headers`,
	name,
	type: 'fixedCollection',
	noDataExpression: true,
	typeOptions: { multipleValues: true },
	placeholder: 'Add header',
	default: {},
	options: [header],
	description: 'Headers besides the key, which the credential holds',
});

const body = (label: string, name: string, description: string): INodeProperties => ({
	displayName: `${label} Body`,
	name,
	type: 'json',
	noDataExpression: true,
	typeOptions: { rows: 5 },
	default: '',
	description,
});

const path = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	noDataExpression: true,
	default: '',
	placeholder: PATH_EXAMPLE,
	description,
});

// Of its own, since n8n's linter would spell the placeholders in capitals.
const PATH_EXAMPLE = 'e.g. data.id';
const CREATE_BODY_HELP =
	'{url} is the webhook URL, {events} the list of events ({events:,} as one text with commas), {secret} the secret of the credential, or one that is made up for you';
const DELETE_URL_HELP =
	'Called when the workflow is unpublished; {id} is the ID of the webhook. Leave it empty when the service cannot delete webhooks by API.';
const CREATE_BODY = '{\n  "url": "{url}",\n  "events": "{events}",\n  "secret": "{secret}"\n}';

/** Calls that some services need besides creating and deleting. */
const moreCalls: INodeProperties[] = [
	body('Check', 'checkBody', 'JSON that goes with the call; empty for none'),
	headers('Check', 'checkHeaders'),
	method('Check', 'checkMethod', 'GET', ['POST']),
	{
		displayName: 'Check URL',
		name: 'checkUrl',
		type: 'string',
		noDataExpression: true,
		default: '',
		description:
			'Shows the webhook, or lists all. With it, a webhook that was deleted at the service is made anew when the workflow is published.',
	},
	headers('Create', 'createHeaders'),
	body('Delete', 'deleteBody', 'JSON that goes with the call; empty for none'),
	headers('Delete', 'deleteHeaders'),
	path(
		'ID of Entry',
		'entryIdPath',
		'Where in an entry the ID is. With it, every webhook in the list that leads to this trigger is taken for its own, and doubles are removed.',
	),
	path(
		'List in Answer',
		'listPath',
		"Where in the answer of the check the list is; leave it empty when the answer is the list, and fill in 'URL of Entry'",
	),
	path('URL of Entry', 'entryUrlPath', 'Where in an entry of the list the webhook URL is'),
];

/** How a service is asked to create and delete webhooks. */
export const restProperties: INodeProperties[] = [
	{ ...method('Create', 'restCreateMethod', 'POST', ['PUT', 'PATCH']), ...show },
	{
		displayName: 'Create URL',
		name: 'restCreateUrl',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: '/webhooks',
		description:
			'Path below the base URL of the credential. It may hold the same placeholders as the body, but no secret.',
		...show,
	},
	{
		...body('Create', 'restCreateBody', CREATE_BODY_HELP),
		default: CREATE_BODY,
		...show,
	},
	{
		...path('ID in Answer', 'restIdPath', 'Where in the answer the ID of the new webhook is'),
		default: 'id',
		...show,
	},
	{
		...path(
			'Secret in Answer',
			'restSecretPath',
			'Where in the answer the signing secret is, for services that choose it; then remove {secret} from the body',
		),
		placeholder: 'e.g. secret',
		...show,
	},
	{ ...method('Delete', 'restDeleteMethod', 'DELETE', ['POST', 'PUT', 'PATCH']), ...show },
	{
		displayName: 'Delete URL',
		name: 'restDeleteUrl',
		type: 'string',
		noDataExpression: true,
		default: '/webhooks/{id}',
		description: DELETE_URL_HELP,
		...show,
	},
	{
		displayName: 'More Settings',
		name: 'restOptions',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: moreCalls,
		...show,
	},
];

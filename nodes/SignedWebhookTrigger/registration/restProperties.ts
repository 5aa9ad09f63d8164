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
	description: 'More headers. The credential adds the one with the key.',
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
	'{url} is the webhook URL, {events} the list of events ({events:,} as text with commas), and {secret} the secret of the credential, or a generated one';
const MISSED_URL_HELP =
	'Lists events, or deliveries that failed, since a time: {since} is the time, {id} the ID of the webhook. The trigger then fetches missed events after each start of n8n and at each check. Leave it empty if the service has no such list.';
const DELETE_URL_HELP =
	'Called when you unpublish the workflow. {id} is the ID of the webhook. Leave it empty if the service cannot delete webhooks by API.';
const CREATE_BODY = '{\n  "url": "{url}",\n  "events": "{events}",\n  "secret": "{secret}"\n}';

/** How the service lists what it could not deliver. */
const missedEvents: INodeProperties[] = [
	path(
		'Missed Event Body',
		'missedBodyPath',
		'Path to the body in an entry of the list. Leave it empty if the entry is the body that the service would send.',
	),
	{
		...path(
			'Missed Event ID',
			'missedIdPath',
			'Path to the ID in an entry of the list. It must be the ID that the trigger recognizes repeats by.',
		),
		default: 'id',
	},
	path(
		'Missed Event Name',
		'missedNamePath',
		'Path to the event name in an entry of the list, so that only wanted events are fetched',
	),
	headers('Missed Events', 'missedHeaders'),
	path(
		'Missed Events List',
		'missedListPath',
		'Path to the list in the response. Leave it empty if the response is the list.',
	),
	path(
		'Missed Events Next Page',
		'missedNextPath',
		'Path to the URL or cursor of the next page in the response. Leave it empty if there is only one page.',
	),
	{
		displayName: 'Missed Events Order',
		name: 'missedOrder',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Newest First', value: 'newest' },
			{ name: 'Oldest First', value: 'oldest' },
		],
		default: 'newest',
		description: 'How the service sorts the list',
	},
	{
		displayName: 'Missed Events Page Parameter',
		name: 'missedPageParameter',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. cursor',
		description:
			'Query parameter that takes the cursor of the next page. Leave it empty if the response gives the URL of the next page.',
	},
	{
		displayName: 'Missed Events Time Format',
		name: 'missedTimeFormat',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'ISO 8601', value: 'iso' },
			{ name: 'Unix Milliseconds', value: 'milliseconds' },
			{ name: 'Unix Seconds', value: 'seconds' },
		],
		default: 'iso',
		description: 'How {since} is written in the URL',
	},
	{
		displayName: 'Missed Events URL',
		name: 'missedUrl',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. /events?created_after={since}',
		description: MISSED_URL_HELP,
	},
];

/** Calls that some services need besides creating and deleting. */
const moreCalls: INodeProperties[] = [
	body('Check', 'checkBody', 'JSON body of the call. Leave it empty for none.'),
	headers('Check', 'checkHeaders'),
	method('Check', 'checkMethod', 'GET', ['POST']),
	{
		displayName: 'Check URL',
		name: 'checkUrl',
		type: 'string',
		noDataExpression: true,
		default: '',
		description:
			'URL that returns the webhook, or lists all. If someone deletes the webhook at the service, publishing then creates a new one.',
	},
	headers('Create', 'createHeaders'),
	body('Delete', 'deleteBody', 'JSON body of the call. Leave it empty for none.'),
	headers('Delete', 'deleteHeaders'),
	path(
		'ID of Entry',
		'entryIdPath',
		'Path to the ID in an entry. The trigger then treats every webhook in the list that has its URL as its own, and deletes duplicates.',
	),
	path(
		'List in Answer',
		'listPath',
		"Path to the list in the response of the check. Leave it empty if the response is the list, and fill in 'URL of Entry'.",
	),
	...missedEvents,
	path('URL of Entry', 'entryUrlPath', 'Path to the webhook URL in an entry of the list'),
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
			'Path below the base URL of the credential. It may contain the same placeholders as the body, except {secret}.',
		...show,
	},
	{
		...body('Create', 'restCreateBody', CREATE_BODY_HELP),
		default: CREATE_BODY,
		...show,
	},
	{
		...path('ID in Answer', 'restIdPath', 'Path to the ID of the new webhook in the response'),
		default: 'id',
		...show,
	},
	{
		...path(
			'Secret in Answer',
			'restSecretPath',
			'Path to the signing secret in the response, for services that choose it. Then remove {secret} from the body.',
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

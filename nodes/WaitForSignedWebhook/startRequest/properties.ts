import type { INodeProperties } from 'n8n-workflow';
import { bodyProperties } from '../../shared/n8n/fields/body/properties';
import { requestOptionProperties } from '../../shared/n8n/fields/request/properties';
import { METHODS, METHODS_WITH_BODY } from './read';

/** Shown while this node sends the request itself. */
const whenSending = (property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		show: { ...property.displayOptions?.show, start: ['request'] },
	},
});

const whenBody = (property: INodeProperties): INodeProperties =>
	whenSending({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, method: [...METHODS_WITH_BODY] },
		},
	});

const startProperties: INodeProperties[] = [
	{
		displayName: 'Start the Job',
		name: 'start',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send a Request',
				value: 'request',
				description:
					'This node asks the service to start, then waits. If that fails, it does not wait.',
			},
			{
				name: 'Only Wait',
				value: 'none',
				description: 'An earlier node gives the service the callback URL, or somebody else does',
			},
		],
		default: 'request',
		description: 'How the service learns what to do, and where to call back',
	},
	{
		displayName:
			'Let an earlier node give the service the expression $execution.resumeUrl: that is the callback URL. It ends with a token, so treat it like a password.',
		name: 'onlyWaitNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { start: ['none'] } },
	},
];

const requestProperties: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		options: METHODS.map((value) => ({ name: value, value })),
		default: 'POST',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://api.example.com/v1/jobs',
		description: 'Address at which the service starts a job',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'None', value: 'none' },
			{
				name: 'REST Webhook API',
				value: 'restApi',
				description: 'The key of a credential, sent to addresses below its Base URL only',
			},
		],
		default: 'none',
		description: 'How the service knows that you may start a job',
	},
].map((property) => whenSending(property as INodeProperties));

const callbackNotice = whenSending({
	displayName:
		'Put the expression $execution.resumeUrl where the service expects the callback URL: in the body, in a header, or in the URL with encodeURIComponent(…) around it.',
	name: 'callbackNotice',
	type: 'notice',
	default: '',
});

const startBody = bodyProperties({
	description: 'What to send to the service',
	sources: ['form', 'item', 'json', 'text'],
	defaultSource: 'json',
	json: {
		default: '={\n  "webhook": "{{ $execution.resumeUrl }}"\n}',
		description: 'Sent exactly as you enter it, including spaces',
	},
}).map(whenBody);

/** How the job is started, and with which request. */
export const startRequestProperties: INodeProperties[] = [
	...startProperties,
	...requestProperties,
	callbackNotice,
	...startBody,
];

const OWN_TEXTS: Readonly<Record<string, Pick<INodeProperties, 'description'>>> = {
	headers: { description: 'More headers of the request that starts the job' },
	contentType: {
		description:
			'Media type of the body that starts the job. Leave it empty for the one that fits the body.',
	},
	timeoutSeconds: { description: 'Time limit for the request that starts the job' },
};

/** Options of that request. */
export const startOptionProperties: INodeProperties[] = requestOptionProperties.map((option) => ({
	...option,
	...OWN_TEXTS[option.name],
	displayOptions: { show: { '/start': ['request'] } },
}));

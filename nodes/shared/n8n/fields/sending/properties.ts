import type { INodeProperties } from 'n8n-workflow';
import { sendingMethods } from '../../../http/transport';

/** The method of requests. */
export const methodProperty: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: [...sendingMethods].sort().map((method) => ({ name: method, value: method })),
	default: 'POST',
	description: 'The HTTP method of every request',
};

/** Options about the form of requests, for a node that sends each of them more than once. */
export const sendingOptionProperties: INodeProperties[] = [
	{
		displayName: 'Attempt Number Header',
		name: 'attemptNumberHeader',
		type: 'string',
		default: '',
		placeholder: 'e.g. X-Webhook-Attempt',
		description:
			'Header that holds the number of the attempt, from 1. Leave it empty to send none. It is not signed.',
	},
	{
		displayName: 'First Attempt Header',
		name: 'firstAttemptHeader',
		type: 'string',
		default: '',
		placeholder: 'e.g. X-Webhook-First-Attempt',
		description:
			'Header that holds the time of the first attempt, such as 2026-01-31T12:00:00.000Z. Leave it empty to send none. It is not signed.',
	},
	methodProperty,
];

import type { INodeProperties } from 'n8n-workflow';

/** Options for the collection of a node that can send later. `readSendAt` reads them. */
export const sendAtOptionProperties: INodeProperties[] = [
	{
		displayName: 'Send After',
		name: 'sendAfter',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2h',
		description:
			'How long to wait before the first attempt: a number with s, m, h or d, up to 366d. The wait survives restarts of n8n.',
	},
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		description:
			"When to make the first attempt, up to a year ahead. A time without a zone is in the workflow's time zone. The wait survives restarts of n8n.",
	},
];

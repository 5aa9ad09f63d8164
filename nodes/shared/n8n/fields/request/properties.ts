import type { INodeProperties } from 'n8n-workflow';
import { timeoutProperty } from '../options';

/** Options of a request that a node makes: where it may go, and what goes along. */
export const requestOptionProperties: INodeProperties[] = [
	{
		displayName: 'Allow HTTP',
		name: 'allowHttp',
		type: 'boolean',
		default: true,
		description:
			'Whether URLs may start with http://. Anyone on the network path can then read what you send. For tests on this machine, use Allow Local Addresses instead.',
	},
	{
		displayName: 'Allow Local Addresses',
		name: 'allowLocalAddresses',
		type: 'boolean',
		default: true,
		description:
			'Whether URLs may lead to localhost or to another address of your own network, over http:// as well. The Internet stays HTTPS only. Switch it on only if nobody else chooses the URL.',
	},
	{
		displayName: 'Allow Private Addresses',
		name: 'allowPrivateAddresses',
		type: 'boolean',
		default: true,
		description:
			'Whether URLs may lead to this machine or to a private network. Switch it on only if nobody else chooses the URL.',
	},
	{
		displayName: 'Content Type',
		name: 'contentType',
		type: 'string',
		default: '',
		placeholder: 'e.g. application/json',
		description: 'Media type of the body. Leave it empty for the one that fits the body.',
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add header',
		default: {},
		description: 'More headers to send. They are not signed.',
		options: [
			{
				displayName: 'Header',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-Environment',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	timeoutProperty,
	{
		displayName: 'Verify Certificate',
		name: 'verifyCertificate',
		type: 'boolean',
		default: true,
		description:
			"Whether to check the receiver's certificate. On without this option. Without the check, anyone on the network path can pose as the receiver.",
	},
];

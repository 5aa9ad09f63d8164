import type { INodeProperties } from 'n8n-workflow';

/** Options by which users say which answers count as success. */
export const successOptionProperties: INodeProperties[] = [
	{
		displayName: 'Retry Unsuccessful Responses',
		name: 'retryUnsuccessful',
		type: 'boolean',
		default: true,
		description:
			'Whether to retry when a response breaks the Success Rules. On without this option.',
	},
	{
		displayName: 'Success Rules',
		name: 'successRules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add rule',
		default: {},
		description:
			'What the response body must be like, in addition to a 2xx status, for services that report errors in it. All rules must hold. A body that is not JSON breaks them.',
		options: [
			{
				displayName: 'Rule',
				name: 'values',
				values: [
					{
						displayName: 'Path',
						name: 'path',
						type: 'string',
						default: '',
						placeholder: 'e.g. success',
						description:
							'Keys from the outermost value on, joined by dots, such as data.status or errors.0.message',
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: [
							{ name: 'Contains', value: 'contains' },
							{ name: 'Does Not Equal', value: 'notEquals' },
							{ name: 'Does Not Exist', value: 'notExists' },
							{ name: 'Equals', value: 'equals' },
							{ name: 'Exists', value: 'exists' },
						],
						default: 'equals',
						description: 'A value of null counts as one that does not exist',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. true',
						description: 'Text, number, true or false to compare with',
						displayOptions: { hide: { operator: ['exists', 'notExists'] } },
					},
				],
			},
		],
	},
];

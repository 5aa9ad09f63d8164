import type { INodeProperties } from 'n8n-workflow';

/** The values of the field 'Survive Restarts' at which deliveries outlive a restart. */
const SURVIVING = [true, 'everything'];

/** The fields by which users say what outlives a restart of n8n. `readSurvival` reads them. */
export const survivalProperties: INodeProperties[] = [
	{
		displayName: 'Survive Restarts',
		name: 'durable',
		type: 'options',
		noDataExpression: true,
		// The first two are what this field was when it was a switch.
		options: [
			{
				name: 'Everything',
				value: 'everything',
				description:
					'Each delivery is stored before its first attempt. Wherever n8n crashes, the attempt is made again.',
			},
			{
				name: 'Nothing',
				value: false,
				description: 'All waits are spent in memory. A restart of n8n loses what waits.',
			},
			{
				name: 'Retries',
				value: true,
				description:
					'A delivery is stored when it has to wait for more than a minute. A crash during the first attempts loses the run.',
			},
		],
		default: true,
		description:
			'What continues after n8n crashed or was restarted. Everything takes some more time and space for each run.',
	},
	{
		displayName: 'While a Delivery Waits',
		name: 'whileWaiting',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Hold the Workflow',
				value: 'hold',
				description: 'The execution waits, and goes on with the result of every delivery',
			},
			{
				name: 'Go on at Once',
				value: 'goOn',
				description:
					'Each item leaves after its first attempt; what is left goes on in the background',
			},
		],
		default: 'hold',
		displayOptions: { show: { durable: SURVIVING } },
	},
	{
		displayName: 'Result Workflow',
		name: 'resultWorkflow',
		type: 'workflowSelector',
		noDataExpression: true,
		default: '',
		description:
			"Workflow that gets the record of each delivery when it has ended in the background. It must be published and begin with 'When Executed by Another Workflow'. Leave empty to tell none; your error workflow hears of failures either way.",
		displayOptions: { show: { durable: SURVIVING, whileWaiting: ['goOn'] } },
	},
];

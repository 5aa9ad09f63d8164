import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { MAX_DELAY_MS, MAX_FACTOR, MAX_RETRIES } from '../../../delivery/policy/limits';
import { publishedSchedules } from '../../../delivery/policy/schedules';

/** When the fields of a node are shown, as n8n describes it. */
type Condition = NonNullable<IDisplayOptions['show']>;

const DELAY_SECONDS = { minValue: 0, maxValue: MAX_DELAY_MS / 1000 };

const ownPolicies: INodePropertyOptions[] = [
	{
		name: 'Exponential Backoff',
		value: 'exponential',
		description: 'Each wait is longer than the one before, by a factor that you choose',
	},
	{
		name: 'Fixed Delay',
		value: 'fixed',
		description: 'The same wait before each retry',
	},
	{
		name: 'List of Delays',
		value: 'list',
		description: 'A wait of your own before each retry',
	},
	{
		name: 'None',
		value: 'none',
		description: 'A single attempt',
	},
];

const publishedPolicies: INodePropertyOptions[] = publishedSchedules.map(
	({ id, displayName, description }) => ({ name: displayName, value: id, description }),
);

const fixedFields: INodeProperties[] = [
	{
		displayName: 'Delay (Seconds)',
		name: 'fixedDelaySeconds',
		type: 'number',
		typeOptions: DELAY_SECONDS,
		default: 60,
		description: 'Wait before each retry',
	},
];

const exponentialFields: INodeProperties[] = [
	{
		displayName: 'Initial Delay (Seconds)',
		name: 'initialDelaySeconds',
		type: 'number',
		typeOptions: DELAY_SECONDS,
		default: 5,
		description: 'Wait before the first retry',
	},
	{
		displayName: 'Factor',
		name: 'factor',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_FACTOR },
		default: 2,
		description: 'Multiplier for each delay: 2 doubles it',
	},
	{
		displayName: 'Max Delay (Seconds)',
		name: 'maxDelaySeconds',
		type: 'number',
		typeOptions: DELAY_SECONDS,
		default: 3600,
		description: 'Waits grow up to this length, and then stay the same',
	},
];

const countFields: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MAX_RETRIES },
		default: 5,
		description: 'How often a failed delivery is tried again. 0 for a single attempt.',
	},
];

const listFields: INodeProperties[] = [
	{
		displayName: 'Delays',
		name: 'delays',
		type: 'string',
		required: true,
		default: '5s, 30s, 5m, 1h',
		placeholder: 'e.g. 5s, 30s, 5m, 1h',
		description:
			'The wait before each retry, counted from the attempt before. Units: s, m, h and d. There are as many retries as waits.',
	},
];

const shownFor = (
	fields: readonly INodeProperties[],
	policies: string[],
	condition: Condition,
): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { ...condition, retryPolicy: policies } },
	}));

/**
 * The fields by which users say when a failed delivery is tried again. `readRetryPolicy` reads them.
 *
 * @param condition when the node shows them
 */
export const retryPolicyProperties = (condition: Condition): INodeProperties[] => [
	{
		displayName: 'Retry Policy',
		name: 'retryPolicy',
		type: 'options',
		noDataExpression: true,
		options: [...ownPolicies, ...publishedPolicies],
		default: 'standard-webhooks',
		description:
			'When a failed delivery is tried again. A receiver can ask for a longer wait, never for a shorter one.',
		displayOptions: { show: condition },
	},
	...shownFor(countFields, ['exponential', 'fixed'], condition),
	...shownFor(exponentialFields, ['exponential'], condition),
	...shownFor(fixedFields, ['fixed'], condition),
	...shownFor(listFields, ['list'], condition),
];

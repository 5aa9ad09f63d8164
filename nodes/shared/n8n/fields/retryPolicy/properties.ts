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
		description: 'Each delay is longer than the one before, by a factor that you choose',
	},
	{
		name: 'Fixed Delay',
		value: 'fixed',
		description: 'The same delay before each retry',
	},
	{
		name: 'List of Delays',
		value: 'list',
		description: 'A list of delays, one for each retry',
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
		description: 'Delay before each retry',
	},
];

const exponentialFields: INodeProperties[] = [
	{
		displayName: 'Initial Delay (Seconds)',
		name: 'initialDelaySeconds',
		type: 'number',
		typeOptions: DELAY_SECONDS,
		default: 5,
		description: 'Delay before the first retry',
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
		description: 'Delays grow up to this length and then stay the same',
	},
];

const countFields: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MAX_RETRIES },
		default: 5,
		description: 'How often to retry a failed delivery. 0 for a single attempt.',
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
			'The delay before each retry, counted from the previous attempt. Units: s, m, h and d. The number of delays is the number of retries.',
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
			'When to retry a failed delivery. A receiver can ask for a longer delay, but not for a shorter one.',
		displayOptions: { show: condition },
	},
	...shownFor(countFields, ['exponential', 'fixed'], condition),
	...shownFor(exponentialFields, ['exponential'], condition),
	...shownFor(fixedFields, ['fixed'], condition),
	...shownFor(listFields, ['list'], condition),
];

import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { jitters } from '../../../delivery/policy/jitter';
import {
	DEFAULT_MAX_RETRY_AFTER_MS,
	MAX_DELAY_MS,
	MAX_TOTAL_BUDGET_MS,
} from '../../../delivery/policy/limits';
import { parseStatuses } from '../../../delivery/policy/statuses';
import { optionChecks } from '../checks';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const MIN_BUDGET_MINUTES = 0.1;
const MAX_BUDGET_MINUTES = MAX_TOTAL_BUDGET_MS / MINUTE_MS;
const DEFAULT_MAX_RETRY_AFTER_SECONDS = DEFAULT_MAX_RETRY_AFTER_MS / SECOND_MS;

/** Options for the collection of a node that has the fields of `retryPolicyProperties`. */
export const retryOptionProperties: INodeProperties[] = [
	{
		displayName: 'Final Statuses',
		name: 'finalStatuses',
		type: 'string',
		default: '',
		placeholder: 'e.g. 400-404, 422',
		description:
			'Status codes after which not to retry, in addition to 3xx and 410. You can use ranges such as 400-404 and classes such as 4xx.',
	},
	{
		displayName: 'Jitter',
		name: 'jitter',
		type: 'options',
		options: [
			{
				name: 'Equal',
				value: 'equal',
				description: 'Between half of the delay and all of it',
			},
			{
				name: 'Full',
				value: 'full',
				description: 'Between no delay and all of it',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Exactly as long as the retry policy says',
			},
			{
				name: 'Plus or Minus 20 %',
				value: 'twentyPercent',
				description: 'Up to a fifth shorter or longer',
			},
		],
		default: 'twentyPercent',
		description:
			'How to vary delays at random, so many failed deliveries do not all retry at the same time. Without this option: plus or minus 20 %, unless the published schedule has no jitter.',
	},
	{
		displayName: 'Max Retry-After (Seconds)',
		name: 'maxRetryAfterSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MAX_DELAY_MS / SECOND_MS },
		default: DEFAULT_MAX_RETRY_AFTER_SECONDS,
		description:
			'Longest delay that a receiver may ask for. If it asks for more, the delivery is not retried.',
	},
	{
		displayName: 'Retried Statuses',
		name: 'retriedStatuses',
		type: 'string',
		default: '',
		placeholder: 'e.g. 408, 425, 429',
		description:
			'Status codes after which to retry although they are final otherwise: exceptions to Final Statuses, 3xx and 410. The node retries after all other failures anyway.',
	},
	{
		displayName: 'Time Budget (Minutes)',
		name: 'totalBudgetMinutes',
		type: 'number',
		typeOptions: {
			minValue: MIN_BUDGET_MINUTES,
			maxValue: MAX_BUDGET_MINUTES,
		},
		default: 1440,
		description:
			'Longest time from the start of the first attempt to the start of the last. The node makes no later retries.',
	},
];

const statusesOption = (label: string) =>
	z
		.custom<string | number>(
			(value) => typeof value === 'string' || typeof value === 'number',
			`The option '${label}' must be text.`,
		)
		.transform((value, issues) => {
			const statuses = parseStatuses(String(value), label);
			if (statuses.ok) return statuses.value;
			issues.addIssue({ code: 'custom', message: statuses.problem });
			return z.NEVER;
		})
		.default('');

/** Checks the options of `retryOptionProperties`, as a part of the schema of a node's options. */
export const retryOptionsShape = {
	finalStatuses: statusesOption('Final Statuses'),
	jitter: optionChecks.choice('Jitter', jitters).optional(),
	maxRetryAfterSeconds: optionChecks
		.number('Max Retry-After (Seconds)', 0, MAX_DELAY_MS / SECOND_MS)
		.default(DEFAULT_MAX_RETRY_AFTER_SECONDS),
	retriedStatuses: statusesOption('Retried Statuses'),
	totalBudgetMinutes: optionChecks
		.number('Time Budget (Minutes)', MIN_BUDGET_MINUTES, MAX_BUDGET_MINUTES)
		.optional(),
};

/** The options about retries, with the defaults filled in. */
export type RetryOptions = z.infer<z.ZodObject<typeof retryOptionsShape>>;

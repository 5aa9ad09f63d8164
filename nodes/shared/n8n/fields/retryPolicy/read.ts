import { z } from 'zod';
import { exponentialDelaysMs } from '../../../delivery/policy/exponential';
import type { Jitter } from '../../../delivery/policy/jitter';
import { MAX_DELAY_MS, MAX_FACTOR, MAX_RETRIES } from '../../../delivery/policy/limits';
import { parseDelays } from '../../../delivery/policy/parseDelays';
import type { SuccessRules } from '../../../delivery/policy/successRules';
import type { DelaysResult } from '../../../delivery/policy/parseDelays';
import { publishedSchedules } from '../../../delivery/policy/schedules';
import type { RetryPolicy } from '../../../delivery/policy/retryPolicySchema';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { fieldChecks, readFields } from '../checks';
import { readText } from '../../parameters';
import type { ParameterReader } from '../../parameters';
import type { RetryOptions } from './options';

/** A retry policy as the user configured it, or the sentences that say what to change. */
export type RetryPolicyChoice = Result<RetryPolicy>;

const DEFAULT_JITTER: Jitter = 'twentyPercent';

const toMs = (seconds: number): number => Math.round(seconds * 1000);

const delayField = (label: string): z.ZodNumber =>
	fieldChecks.number(label, 0, MAX_DELAY_MS / 1000);

const maxRetries = fieldChecks.wholeNumber('Max Retries', 0, MAX_RETRIES);

const fixedSchema = z.object({
	maxRetries,
	fixedDelaySeconds: delayField('Delay (Seconds)'),
});

const exponentialSchema = z.object({
	maxRetries,
	initialDelaySeconds: delayField('Initial Delay (Seconds)'),
	factor: fieldChecks.number('Factor', 1, MAX_FACTOR),
	maxDelaySeconds: delayField('Max Delay (Seconds)'),
});

function readDelaysFrom<Shape extends z.ZodRawShape>(
	schema: z.ZodObject<Shape>,
	parameter: ParameterReader,
	toDelaysMs: (fields: z.output<z.ZodObject<Shape>>) => readonly number[],
): DelaysResult {
	const names = Object.keys(schema.shape);
	const values = Object.fromEntries(names.map((name) => [name, parameter(name)]));
	const fields = readFields(schema, values);
	return fields.ok ? success(toDelaysMs(fields.value)) : fields;
}

interface PolicyReader {
	readonly readDelays: (parameter: ParameterReader) => DelaysResult;
	/** Unless the user chooses another. */
	readonly jitter: Jitter;
}

const readers: ReadonlyMap<string, PolicyReader> = new Map<string, PolicyReader>([
	[
		'exponential',
		{
			jitter: DEFAULT_JITTER,
			readDelays: (parameter) =>
				readDelaysFrom(exponentialSchema, parameter, (fields) =>
					exponentialDelaysMs({
						maxRetries: fields.maxRetries,
						initialDelayMs: toMs(fields.initialDelaySeconds),
						factor: fields.factor,
						maxDelayMs: toMs(fields.maxDelaySeconds),
					}),
				),
		},
	],
	[
		'fixed',
		{
			jitter: DEFAULT_JITTER,
			readDelays: (parameter) =>
				readDelaysFrom(fixedSchema, parameter, (fields) =>
					Array.from({ length: fields.maxRetries }, () => toMs(fields.fixedDelaySeconds)),
				),
		},
	],
	[
		'list',
		{
			jitter: DEFAULT_JITTER,
			readDelays: (parameter) => parseDelays(readText(parameter('delays')), 'Delays'),
		},
	],
	['none', { jitter: 'none', readDelays: () => success([]) }],
	...publishedSchedules.map(({ id, delaysMs, jitter }): [string, PolicyReader] => [
		id,
		{ jitter, readDelays: () => success(delaysMs) },
	]),
]);

/**
 * Reads the retry policy that a user chose with `retryPolicyProperties`.
 *
 * @param options as checked by `retryOptionsShape`
 * @param rules when an answer counts as success. Default: its status alone decides.
 */
export function readRetryPolicy(
	parameter: ParameterReader,
	options: RetryOptions,
	rules?: SuccessRules,
): RetryPolicyChoice {
	const id = readText(parameter('retryPolicy'));
	const reader = readers.get(id);
	if (!reader) {
		const known = [...readers.keys()].join(', ');
		return failure(`The field 'Retry Policy' holds '${id}', which is none of: ${known}.`);
	}
	const delays = reader.readDelays(parameter);
	if (!delays.ok) return delays;
	const { finalStatuses, retriedStatuses, totalBudgetMinutes } = options;
	return success({
		delaysMs: delays.value,
		jitter: options.jitter ?? reader.jitter,
		maxRetryAfterMs: toMs(options.maxRetryAfterSeconds),
		...(totalBudgetMinutes !== undefined && { totalBudgetMs: toMs(totalBudgetMinutes * 60) }),
		finalStatuses,
		retriedStatuses,
		...(rules && { success: rules }),
	});
}

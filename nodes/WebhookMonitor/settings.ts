import { z } from 'zod';
import type { AlertLimits } from '../shared/monitor/alerts';
import { fieldChecks, optionChecks, readFields } from '../shared/n8n/fields/checks';
import type { ParameterReader } from '../shared/n8n/parameters';
import type { Result } from '../shared/result';

const HOUR_MS = 3_600_000;
const MAX_HOURS = 8760;

const settingsSchema = z.object({
	lastHours: fieldChecks.number('Last Hours', 0.1, MAX_HOURS).default(24),
	limits: z
		.object({
			maxFailed: optionChecks.wholeNumber('Failed Deliveries', 0, 1_000_000),
			maxQuietHours: optionChecks.number('Hours Without Delivery', 0.1, MAX_HOURS),
			maxResponseMs: optionChecks.number('Response Time (Ms)', 1, 3_600_000),
			minSuccessPercent: optionChecks.number('Success Rate (Percent)', 0, 100),
		})
		.partial()
		.default({})
		.transform(({ maxFailed, maxQuietHours, maxResponseMs, minSuccessPercent }): AlertLimits => ({
			maxFailed,
			maxResponseTimeMs: maxResponseMs,
			maxQuietMs: maxQuietHours === undefined ? undefined : maxQuietHours * HOUR_MS,
			minSuccessRate: minSuccessPercent === undefined ? undefined : minSuccessPercent / 100,
		})),
	limitsApplyTo: fieldChecks.choice('Limits Apply To', ['all', 'each']).default('all'),
	okAfterChecks: fieldChecks.wholeNumber('OK After Checks', 1, 100).default(2),
	statuses: z
		.array(fieldChecks.choice('Statuses', ['cancelled', 'delivered', 'failed', 'held', 'pending']))
		.default([]),
	limit: fieldChecks.wholeNumber('Limit', 1, 1_000_000).default(50),
	title: fieldChecks.text('Title').default(''),
	options: z
		.object({
			actionUrl: optionChecks.text('Action URL').default(''),
			maxFailures: optionChecks.wholeNumber('Max Failures', 1, 1000).default(50),
			endpoint: optionChecks.text('Endpoint').default(''),
			event: optionChecks.text('Event').default(''),
			skip: optionChecks.wholeNumber('Skip', 0, 1_000_000).default(0),
		})
		.default({}),
});

/** The fields of the node, checked; fields that n8n hides have their defaults. */
export type MonitorSettings = z.output<typeof settingsSchema>;

/** Reads the fields of the node, or says which of them to change. */
export function readSettings(parameter: ParameterReader): Result<MonitorSettings> {
	const names = Object.keys(settingsSchema.shape);
	return readFields(
		settingsSchema,
		Object.fromEntries(names.map((name) => [name, parameter(name)])),
	);
}

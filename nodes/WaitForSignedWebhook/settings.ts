import { z } from 'zod';
import type { IWebhookFunctions } from 'n8n-workflow';
import { fieldChecks, readFields } from '../shared/n8n/fields/checks';
import { readScheme } from '../shared/n8n/fields/scheme/read';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { readTriggerConfig } from '../shared/n8n/trigger/configuration';
import type { TriggerConfig } from '../shared/n8n/trigger/configuration';
import { DIVIDES_FROM_VERSION } from '../shared/n8n/trigger/configuration/properties/severalEvents';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { signedWebhookCredential } from '../shared/services/credentials';
import { EVENT_OUTPUT } from './outputs';

const UNIT_MS = {
	seconds: 1_000,
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
} as const;

const UNITS = Object.keys(UNIT_MS) as [keyof typeof UNIT_MS, ...Array<keyof typeof UNIT_MS>];

const MAX_DAYS = 365;

const limitSchema = z.object({
	amount: fieldChecks.number('Wait at Most', 1, MAX_DAYS * 86_400),
	unit: fieldChecks.choice('Unit', UNITS),
});

/** Reads how long the node waits at most, in milliseconds. */
export function readLimit(parameter: ParameterReader): Result<number> {
	const read = readFields(limitSchema, {
		amount: parameter('limitAmount'),
		unit: parameter('limitUnit'),
	});
	if (!read.ok) return read;
	const limitMs = read.value.amount * UNIT_MS[read.value.unit];
	return limitMs <= MAX_DAYS * UNIT_MS.days
		? success(limitMs)
		: failure(
				`The field 'Wait at Most' is longer than ${MAX_DAYS} days. Choose a smaller number or another 'Unit'.`,
			);
}

/** The URL at which a waiting execution is called, as n8n gives it out. */
function resumeUrlOf(context: IWebhookFunctions): string {
	const url = context.evaluateExpression('{{ $execution.resumeUrl }}');
	return typeof url === 'string' ? url : '';
}

/** The query parameter of that URL in which n8n expects its token. */
const TOKEN_PARAMETER = 'signature';

/** Reads how callbacks are checked, and which of them ends the wait. */
export function readCallbackConfig(parameter: ParameterReader): Result<TriggerConfig> {
	const read = readTriggerConfig(
		{
			readScheme,
			readEvents: (of) => readText(of('events')),
			readCredential: () => signedWebhookCredential,
		},
		parameter,
		DIVIDES_FROM_VERSION,
	);
	if (!read.ok) return read;
	const { receive, request, ...config } = read.value;
	return success({
		...config,
		receive: { ...receive, secretParameter: TOKEN_PARAMETER },
		request: { ...request, ownUrl: resumeUrlOf },
		resumes: { output: EVENT_OUTPUT },
	});
}

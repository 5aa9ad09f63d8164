import type { ParameterReader } from '../../parameters';

/** What outlives a restart of n8n: nothing, deliveries from their first wait on, or all of them. */
export type Survival = 'nothing' | 'retries' | 'everything';

/** Reads the field 'Survive Restarts'. Without a value, as before it had three, it is Retries. */
export function readSurvival(parameter: ParameterReader): Survival {
	const value = parameter('durable');
	if (value === false) return 'nothing';
	return value === 'everything' ? 'everything' : 'retries';
}

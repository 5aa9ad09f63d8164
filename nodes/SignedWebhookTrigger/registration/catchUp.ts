import type { INodeProperties } from 'n8n-workflow';
import type { ParameterReader } from '../../shared/n8n/parameters';

/** Whether events are fetched that the service could not deliver. */
export const catchUpProperty = (schemes: string[]): INodeProperties => ({
	displayName: 'Catch Up',
	name: 'catchUp',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description:
		'Whether to fetch events that the service could not deliver, for example while n8n was down. The trigger asks soon after n8n starts, and whenever it checks its webhook.',
	displayOptions: { show: { scheme: schemes, registration: ['automatic'] } },
});

/** What the user chose in `catchUpProperty`. */
export const readsMissed = (parameter: ParameterReader): boolean => parameter('catchUp') !== false;

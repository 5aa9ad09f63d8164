import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { optionChecks } from '../shared/n8n/fields/checks';
import { requestOptionProperties } from '../shared/n8n/fields/request/properties';
import { requestOptionsShape } from '../shared/n8n/fields/request/read';
import { retryOptionProperties, retryOptionsShape } from '../shared/n8n/fields/retryPolicy/options';
import { inactiveEndpointsOptions } from './inactiveEndpoints';

const MAX_CONCURRENCY = 1000;
const DEFAULT_CONCURRENCY = 50;
const DEFAULT_DURABLE_AFTER_SECONDS = 60;

/** The options of the node, in the order in which users see them. */
export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Circuit Breaker',
		name: 'circuitBreaker',
		type: 'boolean',
		default: true,
		description:
			'Whether to pause for a minute when an endpoint fails more often than not. Its deliveries wait for as long as their retry policy lasts. On without this option.',
	},
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
		default: DEFAULT_CONCURRENCY,
		description: 'How many requests to send at the same time',
	},
	{
		displayName: 'Concurrency per Endpoint',
		name: 'concurrencyPerEndpoint',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
		default: 10,
		description:
			'How many of them may go to the same address. Without this option: 10 if there are several endpoints, so a slow one does not hold up the others, or else all.',
	},
	{
		displayName: 'Keep Order',
		name: 'keepOrder',
		type: 'boolean',
		default: true,
		description:
			'Whether each endpoint gets the webhooks of a run strictly one after another. A webhook that is retried holds up those after it.',
	},
	{
		displayName: 'Longest Wait in Memory (Seconds)',
		name: 'durableAfterSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 300 },
		default: DEFAULT_DURABLE_AFTER_SECONDS,
		description:
			"Waits up to this length keep the execution running and end with it; longer ones are kept in n8n's database. n8n looks there once a minute.",
	},
	{
		displayName: 'Rate Limit (Per Second)',
		name: 'ratePerSecond',
		type: 'number',
		typeOptions: { minValue: 0.01, maxValue: 1000 },
		default: 10,
		description: 'How many requests per second to send to an endpoint, evenly spaced',
	},
	...inactiveEndpointsOptions,
	...requestOptionProperties,
	...retryOptionProperties,
].sort((a, b) => a.displayName.localeCompare(b.displayName)) as INodeProperties[];

const countOption = (label: string) => optionChecks.wholeNumber(label, 1, MAX_CONCURRENCY);

/** Checks the options and fills in the defaults. Messages name the option and what it takes. */
export const optionsSchema = z.object({
	circuitBreaker: optionChecks.toggle('Circuit Breaker').default(true),
	concurrency: countOption('Concurrency').default(DEFAULT_CONCURRENCY),
	concurrencyPerEndpoint: countOption('Concurrency per Endpoint').optional(),
	durableAfterSeconds: optionChecks
		.number('Longest Wait in Memory (Seconds)', 0, 300)
		.default(DEFAULT_DURABLE_AFTER_SECONDS),
	inactiveEndpoints: optionChecks.choice('Inactive Endpoints', ['hold', 'skip']).optional(),
	keepOrder: optionChecks.toggle('Keep Order').default(false),
	ratePerSecond: optionChecks.number('Rate Limit (Per Second)', 0.01, 1000).optional(),
	...requestOptionsShape,
	...retryOptionsShape,
});

/** The options with all defaults filled in. */
export type SendOptions = z.infer<typeof optionsSchema>;

const ABOUT_THE_RUN = new Set([
	'allowHttp',
	'allowLocalAddresses',
	'allowPrivateAddresses',
	'circuitBreaker',
	'concurrency',
	'concurrencyPerEndpoint',
	'durableAfterSeconds',
	'keepOrder',
	'ratePerSecond',
]);

/** The options of a redelivery: its record says the rest. */
export const redeliverOptionProperties: INodeProperties[] = optionProperties.filter(({ name }) =>
	ABOUT_THE_RUN.has(name),
);

import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { readHeaders } from '../shared/delivery/headers';
import { optionChecks } from '../shared/n8n/fields/checks';
import { timeoutProperty } from '../shared/n8n/fields/options';
import { retryOptionProperties, retryOptionsShape } from '../shared/n8n/fields/retryPolicy/options';
import { isHeaderValue } from '../shared/signing/headers';

const MAX_CONCURRENCY = 1000;
const DEFAULT_CONCURRENCY = 50;
const DEFAULT_DURABLE_AFTER_SECONDS = 60;

/** The options of the node, in the order in which users see them. */
export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Allow HTTP',
		name: 'allowHttp',
		type: 'boolean',
		default: true,
		description:
			'Whether URLs may start with http://. Anyone on the network path can then read what you send. For tests on this machine, use Allow Local Addresses instead.',
	},
	{
		displayName: 'Allow Local Addresses',
		name: 'allowLocalAddresses',
		type: 'boolean',
		default: true,
		description:
			'Whether URLs may lead to localhost or to another address of your own network, over http:// as well. The Internet stays HTTPS only. Switch it on only if nobody else chooses the URL.',
	},
	{
		displayName: 'Allow Private Addresses',
		name: 'allowPrivateAddresses',
		type: 'boolean',
		default: true,
		description:
			'Whether URLs may lead to this machine or to a private network. Switch it on only if nobody else chooses the URL.',
	},
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
		displayName: 'Content Type',
		name: 'contentType',
		type: 'string',
		default: '',
		placeholder: 'e.g. application/json',
		description: 'Media type of the body. Leave it empty for the one that fits the body.',
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add header',
		default: {},
		description: 'More headers to send. They are not signed.',
		options: [
			{
				displayName: 'Header',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-Environment',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
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
	...retryOptionProperties,
	timeoutProperty,
	{
		displayName: 'Verify Certificate',
		name: 'verifyCertificate',
		type: 'boolean',
		default: true,
		description:
			"Whether to check the receiver's certificate. On without this option. Without the check, anyone on the network path can pose as the receiver.",
	},
].sort((a, b) => a.displayName.localeCompare(b.displayName)) as INodeProperties[];

const countOption = (label: string) => optionChecks.wholeNumber(label, 1, MAX_CONCURRENCY);

const headersSchema = z
	.object({ values: z.array(z.object({ name: z.unknown(), value: z.unknown() })).default([]) })
	.default({})
	.transform(({ values }, issues) => {
		const read = readHeaders(values.map(({ name, value }) => [name, value]));
		if (read.ok) return read.value;
		issues.addIssue({ code: 'custom', message: `The option 'Headers' ${read.problem}` });
		return z.NEVER;
	});

/** Checks the options and fills in the defaults. Messages name the option and what it takes. */
export const optionsSchema = z.object({
	allowHttp: optionChecks.toggle('Allow HTTP').default(false),
	allowLocalAddresses: optionChecks.toggle('Allow Local Addresses').default(false),
	allowPrivateAddresses: optionChecks.toggle('Allow Private Addresses').default(false),
	circuitBreaker: optionChecks.toggle('Circuit Breaker').default(true),
	concurrency: countOption('Concurrency').default(DEFAULT_CONCURRENCY),
	concurrencyPerEndpoint: countOption('Concurrency per Endpoint').optional(),
	contentType: z
		.string({ message: "The option 'Content Type' must be text." })
		.refine((text) => text === '' || (text.trim() !== '' && isHeaderValue(text)), {
			message: "The option 'Content Type' must be a media type, for example application/json.",
		})
		.transform((text) => (text === '' ? undefined : text))
		.optional(),
	durableAfterSeconds: optionChecks
		.number('Longest Wait in Memory (Seconds)', 0, 300)
		.default(DEFAULT_DURABLE_AFTER_SECONDS),
	headers: headersSchema,
	keepOrder: optionChecks.toggle('Keep Order').default(false),
	ratePerSecond: optionChecks.number('Rate Limit (Per Second)', 0.01, 1000).optional(),
	...retryOptionsShape,
	timeoutSeconds: optionChecks.number('Timeout (Seconds)', 1, 300).default(30),
	verifyCertificate: optionChecks.toggle('Verify Certificate').default(true),
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

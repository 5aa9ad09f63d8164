import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { isHeaderName, isHeaderValue, isReservedHeader } from '../shared/signing/headers';

/** The options of the node, in the order in which users see them. */
export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Allow HTTP',
		name: 'allowHttp',
		type: 'boolean',
		default: true,
		description:
			'Whether URLs may start with http://. Anyone on the way can then read what is sent; use it for local tests only.',
	},
	{
		displayName: 'Content Type',
		name: 'contentType',
		type: 'string',
		default: 'application/json',
		description: 'Media type of the body. Default: JSON, or plain text for a text body.',
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add header',
		default: {},
		description: 'Headers to send along. They are not signed.',
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
		displayName: 'Initial Delay (Seconds)',
		name: 'initialDelaySeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60, numberPrecision: 3 },
		default: 1,
		description: 'Wait before the first retry. Every further wait is twice as long.',
	},
	{
		displayName: 'Max Delay (Seconds)',
		name: 'maxDelaySeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 300, numberPrecision: 3 },
		default: 60,
		description:
			'Longest wait between two attempts. A receiver that asks for a longer one is not tried again in this run.',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 3,
		description: 'How often a failed delivery is tried again. 0 for a single attempt.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeoutSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 300 },
		default: 30,
		description: 'Time for one attempt, from connecting to the end of the answer',
	},
	{
		displayName: 'Verify Certificate',
		name: 'verifyCertificate',
		type: 'boolean',
		default: true,
		description:
			"Whether the receiver's certificate must be valid. Without the check, anyone on the way can pose as the receiver.",
	},
];

function numberOption(label: string, min: number, max: number, fallback: number) {
	const message = `The option '${label}' must be a number from ${min} to ${max}.`;
	return z.number({ message }).min(min, message).max(max, message).default(fallback);
}

function booleanOption(label: string, fallback: boolean) {
	return z.boolean({ message: `The option '${label}' must be on or off.` }).default(fallback);
}

const headerSchema = z.object({
	name: z
		.string({ message: "The option 'Headers' needs a text as 'Name'." })
		.refine(isHeaderName, (name) => ({
			message: `The option 'Headers' holds the name '${name}', which is not the name of an HTTP header. Use letters, digits and dashes.`,
		}))
		.refine(
			(name) => !isReservedHeader(name),
			(name) => ({
				message: `The option 'Headers' may not set '${name}': the node sets it itself. For the media type, use the option 'Content Type'.`,
			}),
		),
	value: z
		.union([z.string(), z.number(), z.boolean()], {
			message:
				"The option 'Headers' holds a value that is not a text. An expression in it may have found nothing.",
		})
		.transform(String)
		.refine(isHeaderValue, {
			message:
				"The option 'Headers' holds a value with a line break or another character that headers cannot carry.",
		}),
});

const maxRetriesMessage = "The option 'Max Retries' must be a whole number from 0 to 10.";

/** Checks the options and fills in the defaults. Messages name the option and what it takes. */
export const optionsSchema = z.object({
	allowHttp: booleanOption('Allow HTTP', false),
	contentType: z
		.string({ message: "The option 'Content Type' must be a text." })
		.refine((text) => text.trim() !== '' && isHeaderValue(text), {
			message: "The option 'Content Type' must be a media type, for example application/json.",
		})
		.optional(),
	headers: z
		.object({ values: z.array(headerSchema).default([]) })
		.default({})
		.transform(({ values }) => Object.fromEntries(values.map(({ name, value }) => [name, value]))),
	initialDelaySeconds: numberOption('Initial Delay (Seconds)', 0, 60, 1),
	maxDelaySeconds: numberOption('Max Delay (Seconds)', 0, 300, 60),
	maxRetries: z
		.number({ message: maxRetriesMessage })
		.int(maxRetriesMessage)
		.min(0, maxRetriesMessage)
		.max(10, maxRetriesMessage)
		.default(3),
	timeoutSeconds: numberOption('Timeout (Seconds)', 1, 300, 30),
	verifyCertificate: booleanOption('Verify Certificate', true),
});

/** The options with all defaults filled in. */
export type SendOptions = z.infer<typeof optionsSchema>;

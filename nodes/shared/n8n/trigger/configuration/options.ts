import { z } from 'zod';

const wholeNumber = (label: string, min: number, max: number) => {
	const message = `The option '${label}' must be a whole number from ${min} to ${max}.`;
	return z.number({ message }).int(message).min(min, message).max(max, message);
};

const switchOption = (label: string) =>
	z.boolean({ message: `The option '${label}' must be on or off.` });

const textOption = (label: string) => z.string({ message: `The option '${label}' must be text.` });

const choice = <const T extends readonly [string, ...string[]]>(label: string, values: T) =>
	z.enum(values, { message: `The option '${label}' must be one of: ${values.join(', ')}.` });

const DUPLICATE_WINDOW_PROBLEM =
	"The option 'Duplicate Window (Hours)' must be a number from 0.01 to 720.";

const RESPONSE_CODE_PROBLEM = "The option 'Response Code' must be 200 or 202.";

/** The trigger's options, with their defaults. */
export const optionsSchema = z.object({
	allowedAddresses: textOption('Allowed Addresses').default(''),
	batchSize: wholeNumber('Batch Size', 2, 1000).default(100),
	batchWindowMs: wholeNumber('Batch Window (Milliseconds)', 1, 5000).optional(),
	duplicateWindowHours: z
		.number({ message: DUPLICATE_WINDOW_PROBLEM })
		.min(0.01, DUPLICATE_WINDOW_PROBLEM)
		.max(720, DUPLICATE_WINDOW_PROBLEM)
		.default(24),
	headersToInclude: textOption('Headers to Include').default(''),
	healthCheck: switchOption('Health Check').default(true),
	ignoreDuplicates: switchOption('Ignore Duplicates').default(true),
	includeHeaders: choice('Include Headers', ['none', 'safe', 'all']).default('none'),
	includeRawBody: switchOption('Include Raw Body').default(false),
	jsonSchema: z.unknown(),
	logHeaders: switchOption('Log Headers').default(false),
	logPayload: switchOption('Log Payload').default(false),
	maxBodyKilobytes: wholeNumber('Maximum Body Size (KB)', 1, 1_048_576).default(5120),
	maxEvents: wholeNumber('Maximum Events', 1, 1_000_000).optional(),
	maxEventsWindowSeconds: wholeNumber('Maximum Events Window (Seconds)', 1, 86_400).default(60),
	maxFailuresPerMinute: wholeNumber('Maximum Failures per Minute', 1, 100_000).default(60),
	outputRejected: switchOption('Output Rejected Requests').default(false),
	proxyHops: wholeNumber('Proxy Hops', 0, 10).optional(),
	publicUrl: textOption('Public URL').default(''),
	publishedAddressesOnly: switchOption('Allow Only Published Addresses').default(false),
	refuseUnexpected: switchOption('Refuse Unexpected Bodies').default(false),
	repeatsBodyField: textOption('Repeats Body Field').default(''),
	repeatsBy: choice('Recognise Repeats By', [
		'automatic',
		'bodyField',
		'content',
		'deliveryId',
		'header',
		'nothing',
	]).default('automatic'),
	repeatsHeader: textOption('Repeats Header').default(''),
	responseBody: textOption('Response Body').default(''),
	responseCode: z
		.number({ message: RESPONSE_CODE_PROBLEM })
		.refine((code) => code === 200 || code === 202, { message: RESPONSE_CODE_PROBLEM })
		.default(200),
	responseType: choice('Response Type', ['json', 'text', 'empty']).default('json'),
	toleranceSeconds: wholeNumber('Timestamp Tolerance (Seconds)', 1, 86_400).optional(),
});

/** The trigger's options as they are used. */
export type TriggerOptions = z.infer<typeof optionsSchema>;

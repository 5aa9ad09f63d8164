import { z } from 'zod';
import { optionChecks } from '../../fields/checks';

const RESPONSE_CODE_PROBLEM = "The option 'Response Code' must be 200 or 202.";

/** The trigger's options, with their defaults. */
export const optionsSchema = z.object({
	allowedAddresses: optionChecks.text('Allowed Addresses').default(''),
	batchSize: optionChecks.wholeNumber('Batch Size', 2, 1000).default(100),
	batchWindowMs: optionChecks.wholeNumber('Batch Window (Milliseconds)', 1, 5000).optional(),
	duplicateWindowHours: optionChecks.number('Duplicate Window (Hours)', 0.01, 720).default(24),
	headersToInclude: optionChecks.text('Headers to Include').default(''),
	healthCheck: optionChecks.toggle('Health Check').default(true),
	ignoreDuplicates: optionChecks.toggle('Ignore Duplicates').default(true),
	includeHeaders: optionChecks.choice('Include Headers', ['none', 'safe', 'all']).default('none'),
	includeRawBody: optionChecks.toggle('Include Raw Body').default(false),
	jsonSchema: z.unknown(),
	logHeaders: optionChecks.toggle('Log Headers').default(false),
	logPayload: optionChecks.toggle('Log Payload').default(false),
	maxBodyKilobytes: optionChecks.wholeNumber('Maximum Body Size (KB)', 1, 1_048_576).default(5120),
	maxEvents: optionChecks.wholeNumber('Maximum Events', 1, 1_000_000).optional(),
	maxEventsWindowSeconds: optionChecks
		.wholeNumber('Maximum Events Window (Seconds)', 1, 86_400)
		.default(60),
	maxFailuresPerMinute: optionChecks
		.wholeNumber('Maximum Failures per Minute', 1, 100_000)
		.default(60),
	onlyEventsWhere: z.unknown(),
	outputRejected: optionChecks.toggle('Output Rejected Requests').default(false),
	proxyHops: optionChecks.wholeNumber('Proxy Hops', 0, 10).optional(),
	publicUrl: optionChecks.text('Public URL').default(''),
	publishedAddressesOnly: optionChecks.toggle('Allow Only Published Addresses').default(false),
	refuseUnexpected: optionChecks.toggle('Refuse Unexpected Bodies').default(false),
	repeatsBodyField: optionChecks.text('Repeats Body Field').default(''),
	repeatsBy: optionChecks
		.choice('Recognize Repeats By', [
			'automatic',
			'bodyField',
			'content',
			'deliveryId',
			'header',
			'nothing',
		])
		.default('automatic'),
	repeatsHeader: optionChecks.text('Repeats Header').default(''),
	responseBody: optionChecks.text('Response Body').default(''),
	responseCode: z
		.number({ message: RESPONSE_CODE_PROBLEM })
		.refine((code) => code === 200 || code === 202, { message: RESPONSE_CODE_PROBLEM })
		.default(200),
	responseType: optionChecks.choice('Response Type', ['json', 'text', 'empty']).default('json'),
	severalEvents: optionChecks.choice('Several Events in One Request', ['each', 'whole']).optional(),
	toleranceSeconds: optionChecks
		.wholeNumber('Timestamp Tolerance (Seconds)', 0, 86_400)
		.default(0)
		// Of the scheme.
		.transform((seconds) => (seconds === 0 ? undefined : seconds)),
	watchMinutes: optionChecks.wholeNumber('Check Webhook Every (Minutes)', 0, 1440).default(15),
});

/** The trigger's options as they are used. */
export type TriggerOptions = z.infer<typeof optionsSchema>;

import { z } from 'zod';
import type { AttemptHeaders } from '../../../delivery/delivery';
import { readHeaders } from '../../../delivery/headers';
import { sendingMethods } from '../../../http/transport';
import { optionChecks } from '../checks';

const headerOption = (label: string) =>
	optionChecks
		.text(label)
		.transform((text, issues) => {
			const name = text.trim();
			const read = name === '' ? undefined : readHeaders([[name, '']]);
			if (read?.ok === false) {
				issues.addIssue({ code: 'custom', message: `The option '${label}' ${read.problem}` });
				return z.NEVER;
			}
			return name;
		})
		.default('');

/** Checks the options of `sendingOptionProperties`, as a part of the schema of a node's options. */
export const sendingOptionsShape = {
	attemptNumberHeader: headerOption('Attempt Number Header'),
	firstAttemptHeader: headerOption('First Attempt Header'),
	method: optionChecks.choice('Method', sendingMethods).default('POST'),
};

/** The options about the form of requests, with the defaults filled in. */
export type SendingOptions = z.infer<z.ZodObject<typeof sendingOptionsShape>>;

/** The headers that say which attempt a request is; `undefined` when nobody asks for any. */
export function attemptHeadersIn(options: SendingOptions): AttemptHeaders | undefined {
	const { attemptNumberHeader: number, firstAttemptHeader: firstAttempt } = options;
	if (number === '' && firstAttempt === '') return undefined;
	return {
		...(number !== '' && { number }),
		...(firstAttempt !== '' && { firstAttempt }),
	};
}

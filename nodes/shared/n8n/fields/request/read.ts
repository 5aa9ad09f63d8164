import { z } from 'zod';
import { readHeaders } from '../../../delivery/headers';
import { isHeaderValue } from '../../../signing/headers';
import { optionChecks } from '../checks';

const headersSchema = z
	.object({ values: z.array(z.object({ name: z.unknown(), value: z.unknown() })).default([]) })
	.default({})
	.transform(({ values }, issues) => {
		const read = readHeaders(values.map(({ name, value }) => [name, value]));
		if (read.ok) return read.value;
		issues.addIssue({ code: 'custom', message: `The option 'Headers' ${read.problem}` });
		return z.NEVER;
	});

/** Checks of the options that `requestOptionProperties` declares, with their defaults. */
export const requestOptionsShape = {
	allowHttp: optionChecks.toggle('Allow HTTP').default(false),
	allowLocalAddresses: optionChecks.toggle('Allow Local Addresses').default(false),
	allowPrivateAddresses: optionChecks.toggle('Allow Private Addresses').default(false),
	contentType: z
		.string({ message: "The option 'Content Type' must be text." })
		.refine((text) => text === '' || (text.trim() !== '' && isHeaderValue(text)), {
			message: "The option 'Content Type' must be a media type, for example application/json.",
		})
		.transform((text) => (text === '' ? undefined : text))
		.optional(),
	headers: headersSchema,
	timeoutSeconds: optionChecks.number('Timeout (Seconds)', 1, 300).default(30),
	verifyCertificate: optionChecks.toggle('Verify Certificate').default(true),
};

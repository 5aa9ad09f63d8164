import { z } from 'zod';
import { readScheme } from '../shared/n8n/schemeProperties';
import type { ParameterReader } from '../shared/n8n/schemeProperties';
import type { ConfigChoice } from '../shared/n8n/receiveWebhook';

const TOLERANCE_PROBLEM =
	"The option 'Timestamp Tolerance (Seconds)' must be a whole number from 1 to 86400.";

const optionsSchema = z.object({
	includeHeaders: z
		.enum(['none', 'safe', 'all'], {
			message: "The option 'Include Headers' must be one of: none, safe, all.",
		})
		.default('none'),
	includeRawBody: z
		.boolean({ message: "The option 'Include Raw Body' must be on or off." })
		.default(false),
	toleranceSeconds: z
		.number({ message: TOLERANCE_PROBLEM })
		.int(TOLERANCE_PROBLEM)
		.min(1, TOLERANCE_PROBLEM)
		.max(86_400, TOLERANCE_PROBLEM)
		.optional(),
});

/** Reads the trigger's parameters. */
export function readReceiveConfig(parameter: ParameterReader): ConfigChoice {
	const choice = readScheme(parameter);
	if (!choice.ok) return choice;
	const options = optionsSchema.safeParse(parameter('options') ?? {});
	if (!options.success) {
		return {
			ok: false,
			problem: options.error.issues.map(({ message }) => message).join(' '),
		};
	}
	return { ok: true, config: { scheme: choice.scheme, ...options.data } };
}

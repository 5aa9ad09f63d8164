import { z } from 'zod';
import { readSuccessRule, successOperators } from '../../../delivery/policy/successRules';
import type { SuccessRule, SuccessRules } from '../../../delivery/policy/successRules';
import { readText } from '../../parameters';
import { optionChecks } from '../checks';

const toText = (value: unknown): string =>
	typeof value === 'boolean' ? String(value) : readText(value);

const ruleSchema = z
	.object({
		path: z.unknown().transform(toText),
		operator: optionChecks.choice('Success Rules', successOperators).default('equals'),
		value: z.unknown().transform(toText),
	})
	.superRefine((rule, issues) => {
		const read = readSuccessRule(rule);
		if (read.ok) return;
		issues.addIssue({ code: 'custom', message: `The option 'Success Rules' ${read.problem}` });
	});

/** Checks the options of `successOptionProperties`, as a part of the schema of a node's options. */
export const successOptionsShape = {
	retryUnsuccessful: optionChecks.toggle('Retry Unsuccessful Responses').default(true),
	successRules: z
		.object({ values: z.array(ruleSchema).default([]) })
		.default({})
		.transform(({ values }): readonly SuccessRule[] => values),
};

/** The options about success, with the defaults filled in. */
export type SuccessOptions = z.infer<z.ZodObject<typeof successOptionsShape>>;

/** When an answer counts as success; `undefined` when its status alone decides. */
export function successRulesIn({
	successRules,
	retryUnsuccessful,
}: SuccessOptions): SuccessRules | undefined {
	const [first, ...others] = successRules;
	return first && { rules: [first, ...others], isRetried: retryUnsuccessful };
}

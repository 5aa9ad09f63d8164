import { z } from 'zod';
import { readCondition } from '../../conditions/condition';
import type { Condition } from '../../conditions/condition';
import { readPath } from '../../conditions/path';
import { parseJson } from '../../json';
import { failure } from '../../result';
import type { Result } from '../../result';
import type { TransportResult } from '../../http/transport';

/** What a rule asks of the value at its path. */
export const successOperators = ['contains', 'equals', 'exists', 'notEquals', 'notExists'] as const;

/** One of them. */
export type SuccessOperator = (typeof successOperators)[number];

/** What the body of an answer has to be like. Plain data, as it is stored. */
export interface SuccessRule {
	/** Keys with dots between them, from the body's outermost value on. */
	readonly path: string;
	readonly operator: SuccessOperator;
	/** What it is compared to; of no meaning where there is nothing to compare. */
	readonly value: string;
}

/** When an answer with a status of success counts as one. */
export interface SuccessRules {
	/** All of them have to hold. */
	readonly rules: readonly [SuccessRule, ...SuccessRule[]];
	/** Whether the delivery is tried again when one does not. */
	readonly isRetried: boolean;
}

const rule = z
	.object({ path: z.string(), operator: z.enum(successOperators), value: z.string() })
	.strict();

/** Checks rules that come back from JSON. */
export const successRulesSchema = z
	.object({ rules: z.tuple([rule]).rest(rule), isRetried: z.boolean() })
	.strict();

const BODY = 'body';

type Field = readonly [string, ...string[]];

const CONDITIONS: Readonly<Record<SuccessOperator, (field: Field, value: string) => object>> = {
	contains: (field, value) => ({ field, contains: value }),
	equals: (field, value) => ({ field, equals: value }),
	exists: (field) => ({ field, exists: true }),
	notEquals: (field, value) => ({ not: { field, equals: value } }),
	notExists: (field) => ({ field, exists: false }),
};

const takesValue = (operator: SuccessOperator): boolean =>
	operator !== 'exists' && operator !== 'notExists';

/**
 * The condition that a rule stands for.
 *
 * @returns what is wrong with the rule, as the rest of a sentence that begins with it
 */
export function readSuccessRule({ path, operator, value }: SuccessRule): Result<Condition> {
	const keys = readPath(path);
	if (!keys.ok || /[[\]]/.test(path) || path.startsWith('$')) {
		return failure(
			`holds the path '${path}', which cannot be read. Join keys by dots and write positions in lists as numbers, for example errors.0.message.`,
		);
	}
	if (operator === 'contains' && value === '') {
		return failure(`needs a value for the path '${path}': every text contains an empty one.`);
	}
	return readCondition(CONDITIONS[operator]([BODY, ...keys.value], value), { roots: [BODY] });
}

const WORDS: Readonly<Record<SuccessOperator, string>> = {
	contains: 'contains',
	equals: 'equals',
	exists: 'exists',
	notEquals: 'does not equal',
	notExists: 'does not exist',
};

const describe = ({ path, operator, value }: SuccessRule): string =>
	[path, WORDS[operator], ...(takesValue(operator) ? [`'${value}'`] : [])].join(' ');

/**
 * Which rule an answer breaks, in words; `undefined` when all hold. Without JSON that can be read
 * there is nothing that could hold. Holds nothing of the answer.
 */
export function findUnmetRule(
	{ rules }: SuccessRules,
	{ body, bodyOmitted }: Extract<TransportResult, { kind: 'response' }>,
): string | undefined {
	if (body === undefined) return `the response was not read: ${bodyOmitted ?? 'unknown reason'}`;
	const parsed = parseJson(body.toString('utf8'));
	if (!parsed.ok) return body.length === 0 ? 'the response is empty' : 'the response is not JSON';
	const facts = { [BODY]: parsed.value };
	const unmet = rules.find((each) => {
		const condition = readSuccessRule(each);
		return !condition.ok || !condition.value(facts);
	});
	return unmet && describe(unmet);
}

import { expected, firstViolation } from './checks';
import type { Budget, Check, Violation } from './types';

/** A schema of a document. */
export interface SchemaNode {
	/** The steps that lead to it from the top. */
	readonly path: readonly string[];
	readonly definition: unknown;
	/** One for each keyword that limits something. */
	readonly checks: Check[];
	/** The schemas that it applies to the same value. */
	readonly sameValue: SchemaNode[];
}

const NOTHING = expected('nothing');
const LESS_WORK = expected('a value that takes less work to check');

/** Applies a schema to a value. Once the budget is exceeded, the answer means nothing. */
export function evaluate(node: SchemaNode, value: unknown, budget: Budget): Violation | undefined {
	if (node.definition === false) return NOTHING;
	if (budget.depthLeft === 0 || budget.stepsLeft === 0) budget.isExceeded = true;
	if (budget.isExceeded) return LESS_WORK;
	budget.stepsLeft -= 1;
	budget.depthLeft -= 1;
	const violation = firstViolation(node.checks, value, budget);
	budget.depthLeft += 1;
	return violation;
}

/**
 * Applies a schema to a whole value, with an end to how deep and how long it goes: a schema that
 * refers to itself may double the work with each level of the value.
 */
export function evaluateWithin(
	budget: Omit<Budget, 'isExceeded'>,
	check: Check,
	value: unknown,
): Violation | undefined {
	const own: Budget = { ...budget, isExceeded: false };
	const violation = check(value, own);
	return own.isExceeded ? LESS_WORK : violation;
}

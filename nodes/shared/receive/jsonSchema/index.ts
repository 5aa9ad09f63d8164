import { failure, success } from '../../result';
import type { Result } from '../../result';
import { compileDocument } from './compile';
import { evaluateWithin } from './evaluate';
import type { Violation } from './types';
import { isDeeperThan } from '../../signing/content/bodyValue';
import { expected } from './checks';

export type { Violation } from './types';

/** A schema that values can be checked against. */
export interface JsonSchema {
	/** Never throws. Returns the first violation, `undefined` when the value fits. */
	readonly validate: (value: unknown) => Violation | undefined;
}

const MAX_LEVELS = 200;
// Each of the last two takes less than a second where it is used up.
const BUDGET = { depthLeft: 500, stepsLeft: 2_000_000, matchStepsLeft: 20_000_000 };

const TOO_DEEP = expected(`at most ${MAX_LEVELS} levels of nesting`);

/**
 * Reads a JSON Schema, draft 2020-12. Of draft-07, `definitions`, `dependencies` and lists of
 * `items` are understood too. What is special:
 *
 * - A keyword that is not supported is a problem, since ignoring it would let more in.
 * - Formats that are known are checked; others say nothing.
 * - References lead to parts of the same document; keywords beside `$ref` count.
 * - Keywords are tried from cheap to costly, so `maxLength` bounds what a `pattern` can cost.
 * - A pattern that could take for ever is a problem, and any other takes time in proportion to the
 *   text.
 * - Values that are nested more than 200 levels deep, or take too much work, do not fit.
 *
 * @returns the schema, or the sentence that says what to change in it
 */
export function compileJsonSchema(schema: unknown): Result<JsonSchema> {
	if (isDeeperThan(schema, MAX_LEVELS)) {
		return failure(`it is nested more than ${MAX_LEVELS} levels deep. Simplify it.`);
	}
	const compiled = compileDocument(schema);
	if (!compiled.ok) return compiled;
	return success({
		validate: (value) =>
			isDeeperThan(value, MAX_LEVELS) ? TOO_DEEP : evaluateWithin(BUDGET, compiled.value, value),
	});
}

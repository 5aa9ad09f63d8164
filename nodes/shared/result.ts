/**
 * What was read or made, or why it could not be.
 *
 * @typeParam Problem what says why. Default: sentences for the user, which name the field to change
 * and how.
 */
export type Result<Value, Problem = string> =
	{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** A result that is known to have gone well. */
export type Success<Value> = Extract<Result<Value>, { readonly ok: true }>;

/** The result that all went well. */
export const success = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });

/** The result that something is wrong, with what is wrong. */
export const failure = <Problem>(problem: Problem): Result<never, Problem> => ({
	ok: false,
	problem,
});

/** Makes a call whose failure is part of the plan: what it throws is the problem. Never throws. */
export async function attempt<Value>(call: () => Promise<Value>): Promise<Result<Value, unknown>> {
	try {
		return success(await call());
	} catch (error) {
		return failure(error);
	}
}

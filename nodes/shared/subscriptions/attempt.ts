/** What a call gave, or why it failed. */
export type Attempt<Value> =
	{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown };

/** Makes a call whose failure is part of the plan. Never throws. */
export async function attempt<Value>(call: () => Promise<Value>): Promise<Attempt<Value>> {
	try {
		return { ok: true, value: await call() };
	} catch (error) {
		return { ok: false, error };
	}
}

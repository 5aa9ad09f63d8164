/** Lets everything run that waits for nothing but promises. */
export const settlePromises = async (): Promise<void> =>
	await new Promise((resolve) => setImmediate(resolve));

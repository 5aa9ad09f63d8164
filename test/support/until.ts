/** How long something may take, and how often it is looked at, in milliseconds. */
export interface Patience {
	/** Default: two and a half minutes, which n8n takes with its own clocks. */
	readonly timeoutMs?: number;
	/** Default: 100. */
	readonly everyMs?: number;
}

const TIMEOUT_MS = 150_000;
const EVERY_MS = 100;

/**
 * Looks until there is something to see, and gives it.
 *
 * @param what completes "until …"
 * @param look gives `undefined` or `false` while there is nothing
 * @throws {Error} when there is nothing in time
 */
export async function until<T>(
	what: string,
	look: () => Promise<T | undefined | false> | T | undefined | false,
	{ timeoutMs = TIMEOUT_MS, everyMs = EVERY_MS }: Patience = {},
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > deadline)
			throw new Error(`Waited ${timeoutMs / 1000} s, and it is still not so that ${what}`);
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
}

/**
 * Whether everything is run in full, by n8n's own clocks: `npm run test:long`. `npm test` runs a
 * sample of what takes long.
 */
export const isLong = process.env.SIGNED_WEBHOOKS_LONG_TESTS === 'true';

/**
 * How much of something that takes long is done: everything in `npm run test:long`, and a sample in
 * `npm test`.
 */
export function scaled<T>({ full, sample }: { readonly full: T; readonly sample: T }): T {
	return isLong ? full : sample;
}

/**
 * Some of these in `npm test`, and all of them in `npm run test:long`.
 *
 * @param one every how many of them is taken, and which: a test that is done several times takes
 *   others each time, so that each has its turn
 */
export function sampleOf<T>(
	items: readonly T[],
	one: { readonly in: number; readonly turn: number },
): readonly T[] {
	if (isLong) return items;
	return items.filter((_, index) => index % one.in === one.turn % one.in);
}

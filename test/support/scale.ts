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

/** What is known about where a request came from. */
export interface RequestPath {
	/** Address of the connection itself. */
	readonly socketAddress: string;
	/** Values of X-Forwarded-For, in their order of arrival. */
	readonly forwardedFor: readonly string[];
	/** Number of proxies whose word is taken. */
	readonly trustedHops: number;
}

function withoutPort(text: string): string {
	const entry = text.trim().replace(/^"(.*)"$/, '$1');
	const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(entry);
	if (bracketed) return bracketed[1] ?? '';
	return /^[\d.]+:\d+$/.test(entry) ? (entry.split(':')[0] ?? '') : entry;
}

/**
 * The address of the sender: that of the connection without trusted proxies, else what the outermost
 * trusted one saw, counted from the right of X-Forwarded-For. Everything further left could be made
 * up by the sender.
 *
 * @returns `undefined` when fewer proxies were passed than are trusted, or the entry is empty
 */
export function clientAddress(path: RequestPath): string | undefined {
	const { socketAddress, forwardedFor, trustedHops } = path;
	if (trustedHops === 0) return socketAddress;
	const entries = forwardedFor.flatMap((value) => value.split(','));
	return withoutPort(entries[entries.length - trustedHops] ?? '') || undefined;
}

/** The URL without user name and password, for records and messages. */
export function withoutCredentials(url: string): string {
	if (!URL.canParse(url)) return url;
	const parsed = new URL(url);
	if (parsed.username === '' && parsed.password === '') return url;
	parsed.username = '';
	parsed.password = '';
	return parsed.href;
}

/**
 * What stands for an endpoint where its limits and its health are kept: its address without the
 * query, which may differ from event to event, and without what is secret.
 */
export function endpointKeyOf(url: string): string {
	return withoutCredentials(url).split('?')[0] ?? '';
}

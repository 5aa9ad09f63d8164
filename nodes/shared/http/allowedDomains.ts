/** Hosts that something may be sent to: names, and with `*.` in front all names below one. */
export type AllowedDomains = readonly string[];

const WILDCARD = '*.';

/** A name as addresses have it: lower case, ASCII, no dot at its end. */
function hostOf(text: string): string {
	const url = `https://${text}`;
	const host = URL.canParse(url) ? new URL(url).hostname : text.toLowerCase();
	return host.replace(/\.$/, '');
}

/**
 * Reads a list with commas, as n8n's own credentials have it. `undefined` for an empty text, which
 * restricts nothing; a list in which nothing stands allows nothing.
 */
export function parseAllowedDomains(text: string): AllowedDomains | undefined {
	if (text.trim() === '') return undefined;
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '')
		.map((entry) =>
			entry.startsWith(WILDCARD) ? WILDCARD + hostOf(entry.slice(WILDCARD.length)) : hostOf(entry),
		);
}

/** Whether the host of a URL is among them. `*.example.com` is every name below, and not itself. */
export function isAllowedDomain(url: string, domains: AllowedDomains): boolean {
	if (!URL.canParse(url)) return false;
	const host = new URL(url).hostname.replace(/\.$/, '');
	return domains.some((domain) =>
		domain.startsWith(WILDCARD) ? host.endsWith(domain.slice(1)) : host === domain,
	);
}

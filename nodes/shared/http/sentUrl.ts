import { createHash } from 'crypto';

const parse = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/**
 * A URL as an HTTP client calls it: the one text that is signed and sent. Host in lower case and
 * ASCII, no default port, dots in the path resolved, everything else that is not plain
 * percent-encoded, no fragment. What is no URL stays as it is.
 */
export function sentUrl(text: string): string {
	const url = parse(text);
	if (url === undefined) return text;
	url.hash = '';
	// A question mark with nothing behind it is not sent.
	if (url.search === '') url.search = '';
	return url.href;
}

/** The URL without user name and password: they go out as a header, and no receiver sees them here. */
export function withoutLogin(text: string): string {
	const url = parse(text);
	if (url === undefined || (url.username === '' && url.password === '')) return text;
	url.username = '';
	url.password = '';
	return url.href;
}

function nameOf(pair: string): string {
	const [[name] = ['']] = new URLSearchParams(pair);
	return name;
}

/** The URL with the hash of the body in its query: the rest of the query stays byte for byte. */
export function withBodyHash(text: string, parameter: string, body: Buffer): string {
	const url = new URL(text);
	const others = url.search
		.slice(1)
		.split('&')
		.filter((pair) => pair !== '' && nameOf(pair) !== parameter);
	const hash = createHash('sha256').update(body).digest('hex');
	url.search = [...others, `${parameter}=${hash}`].join('&');
	return url.href;
}

import { isHeaderName, isHeaderValue, isReservedHeader } from '../signing/headers';
import type { OutboundRequest } from '../http/transport';

const CONTENT_TYPE = 'content-type';

/**
 * Why a request cannot go out as it stands, looked at the way n8n's HTTP client does: it refuses
 * some requests each time anew, and others it changes without a word, so that the signature would
 * not fit. The sentence holds no value of any header.
 */
export function findRequestProblem({ url, headers }: OutboundRequest): string | undefined {
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return 'The URL is not an HTTP address';
	const { username, password } = new URL(url);
	const names = Object.keys(headers);
	const lowerCase = names.map((name) => name.toLowerCase());
	if ((username !== '' || password !== '') && lowerCase.includes('authorization')) {
		return "The user name in the URL takes the place of the header 'Authorization'";
	}
	const twice = names.find((_, index) => lowerCase.indexOf(lowerCase[index] ?? '') !== index);
	if (twice !== undefined) return `The header '${twice}' is there twice`;
	const reserved = names.find(
		(name) => name.toLowerCase() !== CONTENT_TYPE && isReservedHeader(name),
	);
	if (reserved !== undefined) return `The header '${reserved}' cannot be set`;
	const unsendable = names.find(
		(name) => !isHeaderName(name) || !isHeaderValue(headers[name] ?? ''),
	);
	return unsendable === undefined
		? undefined
		: `The header '${unsendable}' holds characters that HTTP cannot carry`;
}

import { failure, success } from '../result';
import type { Result } from '../result';
import { isThisMachine } from './publicHost';

/** What an address may be; what it may not be is refused. */
export interface HttpUrlRules {
	/** Where http:// will do. */
	readonly plainHttp: 'anywhere' | 'nowhere' | 'thisMachine';
	/**
	 * What to say of http:// elsewhere: the rest of a sentence that begins with the field. Default:
	 * that it must start with https://.
	 */
	readonly httpsAdvice?: string;
	/** An address as it should look. Default: `https://example.com/webhook`. */
	readonly example?: string;
	/** What to do about such a part. Default: to remove it. */
	readonly partsAdvice?: string;
	/** Parts that it may not have. Default: none; a fragment is then left out when it is called. */
	readonly rejected?: ReadonlyArray<'fragment' | 'login' | 'query'>;
}

// A URL parser takes a missing slash, a backslash and line breaks for slips and repairs them, while
// HTTP clients differ in what they make of them.
const START = /^https?:\/\//i;
const OTHER_START = /^[a-z][a-z\d+.-]*:\/\//i;
const UNCERTAIN = /[\\\p{Cc}\p{Surrogate}]/u;

const PARTS = {
	fragment: { name: 'fragment', of: ({ hash, href }: URL) => hash !== '' || href.endsWith('#') },
	login: {
		name: 'user name',
		of: ({ username, password }: URL) => username !== '' || password !== '',
	},
	query: { name: 'query', of: ({ search }: URL) => search !== '' },
} as const;

function parse(text: string, example: string): URL | string {
	if (!START.test(text)) {
		const [other] = OTHER_START.exec(text) ?? [];
		return other === undefined
			? `is not a complete address. It must look like ${example}.`
			: `starts with ${other.toLowerCase()} but must start with https://.`;
	}
	if (UNCERTAIN.test(text)) {
		return 'holds a backslash, a line break or another character that no address has. Remove it, or percent-encode it.';
	}
	return URL.canParse(text)
		? new URL(text)
		: `is not a complete address. It must look like ${example}.`;
}

function mayBePlain({ hostname }: URL, plainHttp: HttpUrlRules['plainHttp']): boolean {
	return plainHttp === 'anywhere' || (plainHttp === 'thisMachine' && isThisMachine(hostname));
}

/**
 * Reads a complete address of HTTP. The one answer to whether a text is one: whatever passes, n8n's
 * HTTP client calls as the URL that comes back. The problem is the rest of a sentence that begins
 * with the field.
 *
 * @param text without white space around it
 */
export function readHttpUrl(text: string, rules: HttpUrlRules): Result<URL> {
	const {
		plainHttp,
		httpsAdvice = 'must start with https://.',
		rejected = [],
		partsAdvice = 'Remove it.',
	} = rules;
	const url = parse(text, rules.example ?? 'https://example.com/webhook');
	if (typeof url === 'string') return failure(url);
	if (url.protocol === 'http:' && !mayBePlain(url, plainHttp)) {
		return failure(httpsAdvice);
	}
	const found = rejected.filter((part) => PARTS[part].of(url)).map((part) => PARTS[part].name);
	return found.length === 0
		? success(url)
		: failure(`may hold no ${found.join(' and no ')}. ${partsAdvice}`);
}

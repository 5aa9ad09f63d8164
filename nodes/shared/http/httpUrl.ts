import { failure, success } from '../result';
import type { Result } from '../result';
import { isPublicHost, isThisMachine } from './publicHost';

/** What keeps a complete address from being used. */
export type UrlObstacle = 'parts' | 'plainHttp' | 'privateHost';

/** What an address may be; what it may not be is refused. */
export interface HttpUrlRules {
	/** Where http:// will do. `localNetwork`: this machine and all hosts that are not public. */
	readonly plainHttp: 'anywhere' | 'localNetwork' | 'nowhere' | 'thisMachine';
	/** Whether hosts that are not on the public Internet are refused. Default: no. */
	readonly publicHostOnly?: boolean;
	/**
	 * What to do, in sentences, about everything that was found. Default: to use https://, and to
	 * remove the parts.
	 */
	readonly adviceOn?: (found: readonly UrlObstacle[]) => string;
	/** An address as it should look. Default: `https://example.com/webhook`. */
	readonly example?: string;
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
		return 'holds a backslash, a line break or another character that addresses cannot contain. Remove it, or percent-encode it.';
	}
	return URL.canParse(text)
		? new URL(text)
		: `is not a complete address. It must look like ${example}.`;
}

function mayBePlain({ hostname }: URL, plainHttp: HttpUrlRules['plainHttp']): boolean {
	switch (plainHttp) {
		case 'anywhere':
			return true;
		case 'localNetwork':
			return !isPublicHost(hostname);
		case 'nowhere':
			return false;
		case 'thisMachine':
			return isThisMachine(hostname);
	}
}

const DEFAULT_ADVICE: Readonly<Partial<Record<UrlObstacle, string>>> = {
	parts: 'Remove it.',
	plainHttp: 'Use https:// instead.',
};

/** What to do about http:// where requests carry a key. */
export const HTTPS_FOR_KEYS =
	'Use https://, because every request carries the key. Only localhost can do without.';

/** Joins the sentences about obstacles, in the order in which they were found. */
export const adviceFrom =
	(texts: Partial<Record<UrlObstacle, string>>) =>
	(found: readonly UrlObstacle[]): string =>
		found.map((obstacle) => texts[obstacle] ?? DEFAULT_ADVICE[obstacle] ?? '').join(' ');

interface Finding {
	readonly obstacle: UrlObstacle;
	/** What was found, to go behind the name of the field. */
	readonly text: string;
}

function findObstacles(url: URL, rules: HttpUrlRules): Finding[] {
	const { plainHttp, publicHostOnly = false, rejected = [] } = rules;
	const isRefusedHttp = url.protocol === 'http:' && !mayBePlain(url, plainHttp);
	const isRefusedHost = publicHostOnly && !isPublicHost(url.hostname);
	const parts = rejected.filter((part) => PARTS[part].of(url)).map((part) => PARTS[part].name);
	return [
		...(isRefusedHttp ? [{ obstacle: 'plainHttp', text: 'starts with http://' } as const] : []),
		...(isRefusedHost
			? [
					{
						obstacle: 'privateHost',
						text: `leads to ${url.hostname}, which is not on the public Internet`,
					} as const,
				]
			: []),
		...(parts.length > 0
			? [{ obstacle: 'parts', text: `has a ${parts.join(' and a ')}` } as const]
			: []),
	];
}

/**
 * Reads a complete address of HTTP. The one answer to whether a text is one: whatever passes, n8n's
 * HTTP client calls as the URL that comes back. The problem is the rest of a sentence that begins
 * with the field, and names everything that keeps the address from being used.
 *
 * @param text without white space around it
 */
export function readHttpUrl(text: string, rules: HttpUrlRules): Result<URL> {
	const url = parse(text, rules.example ?? 'https://example.com/webhook');
	if (typeof url === 'string') return failure(url);
	const findings = findObstacles(url, rules);
	if (findings.length === 0) return success(url);
	const advice = (rules.adviceOn ?? adviceFrom({}))(findings.map(({ obstacle }) => obstacle));
	return failure(`${findings.map((each) => each.text).join(' and ')}. ${advice}`);
}

import { createHash } from 'crypto';
import { beginsLikeJson } from './bodyFormat';
import type { SignedRequest } from '../request';

function namedHash(parameter: string, url: string): string | null {
	return URL.canParse(url) ? new URL(url).searchParams.get(parameter) : null;
}

/** Whether the signed URL names the hash of its body, so that the body is no form. */
export function namesBodyHash(parameter: string | undefined, url: () => string): boolean {
	return parameter !== undefined && namedHash(parameter, url()) !== null;
}

/**
 * Whether the hash in the URL goes with the body. The URL is signed, so where it names a hash the
 * body has that one; where it names none, only fields that are signed one by one may be there.
 */
export function goesWithBodyHash(parameter: string, { body, url }: SignedRequest): boolean {
	const named = namedHash(parameter, url());
	if (named === null) return !beginsLikeJson(body);
	return named.toLowerCase() === createHash('sha256').update(body).digest('hex');
}

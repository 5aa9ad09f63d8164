import { z } from 'zod';
import type { ApiClient } from '../../api/client';
import { boundedText } from '../../bounds';
import { ask } from './call';

// The calls are those of GitHub's REST API, version 2022-11-28:
// https://docs.github.com/rest/users/users, https://docs.github.com/rest/orgs/orgs and
// https://docs.github.com/rest/repos/repos

const PAGE_SIZE = 100;
const MAX_PAGES_OF_ORGANIZATIONS = 10;
/** What one call for repositories reads, so that nobody waits for an account with thousands of them. */
const MAX_PAGES_AT_ONCE = 10;
/** As many as a list shows before it is scrolled. */
const ENOUGH = 50;

const account = z.object({ login: boundedText });
const accounts = z.array(account);
const repositories = z.array(
	z.object({
		name: boundedText,
		owner: account,
		permissions: z.object({ admin: z.boolean() }).optional(),
	}),
);

const pageQuery = (page: number): Record<string, string> => ({
	per_page: String(PAGE_SIZE),
	page: String(page),
});

/** The login of the user whose token it is. */
export async function readOwnLogin(client: ApiClient): Promise<string> {
	return (await ask(client, { method: 'GET', url: '/user' }, account)).login;
}

/** The logins of the organizations that the token may see, at most 1,000. */
export async function listOrganizations(client: ApiClient): Promise<string[]> {
	const logins: string[] = [];
	for (let page = 1; page <= MAX_PAGES_OF_ORGANIZATIONS; page += 1) {
		const request = { method: 'GET', url: '/user/orgs', query: pageQuery(page) } as const;
		const found = await ask(client, request, accounts);
		logins.push(...found.map(({ login }) => login));
		if (found.length < PAGE_SIZE) break;
	}
	return logins;
}

/** Some repositories, and where to read on. */
export interface RepositoryPage {
	/** Names without their owner, in GitHub's order. */
	readonly names: readonly string[];
	/** Absent when there are no more. */
	readonly nextPage?: number;
}

/** Which repositories to list. */
export interface RepositoryQuery {
	readonly owner: string;
	/** What the name holds, in any case. Default: anything. */
	readonly text?: string;
	/** Where to read on. Default: 1, from the beginning. */
	readonly page?: number;
}

/**
 * The repositories of an owner in which the token's user may manage webhooks. Reads so many of the
 * user's repositories that there is something to show, and at most 1,000.
 */
export async function listRepositories(
	client: ApiClient,
	{ owner, text = '', page: firstPage = 1 }: RepositoryQuery,
): Promise<RepositoryPage> {
	const [wantedOwner, wantedText] = [owner.toLowerCase(), text.toLowerCase()];
	const names: string[] = [];
	for (let page = firstPage; page < firstPage + MAX_PAGES_AT_ONCE; page += 1) {
		const query = { sort: 'full_name', ...pageQuery(page) };
		const found = await ask(client, { method: 'GET', url: '/user/repos', query }, repositories);
		const wanted = found.filter(
			(each) =>
				each.owner.login.toLowerCase() === wantedOwner &&
				each.permissions?.admin !== false &&
				each.name.toLowerCase().includes(wantedText),
		);
		names.push(...wanted.map(({ name }) => name));
		if (found.length < PAGE_SIZE) return { names };
		if (names.length >= ENOUGH) return { names, nextPage: page + 1 };
	}
	return { names, nextPage: firstPage + MAX_PAGES_AT_ONCE };
}

import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openApiClient } from '../../shared/n8n/api/client';
import { toNodeApiError } from '../../shared/n8n/api/errors';
import { operationError } from '../../shared/n8n/messages/nodeErrors';
import { readLocator } from '../../shared/n8n/parameters';
import { gitHubCredential } from '../../shared/services/credentials';
import {
	listOrganizations,
	listRepositories,
	readOwnLogin,
} from '../../shared/subscriptions/adapters/github/places';
import { ApiError } from '../../shared/subscriptions/api/error';

const ADVICE = {
	forbidden:
		"The token in the field 'Access Token' of the credential 'GitHub Webhook API' may not list this. Give a classic token the scope 'read:org' or 'repo', and a fine-grained one 'Metadata: Read'. Or switch the field from From List to By Name, and type the name.",
	notFound:
		"GitHub offers no such list here. Check the field 'Base URL' of the credential 'GitHub Webhook API': it is https://api.github.com, or https://HOST/api/v3 for GitHub Enterprise Server.",
} as const;

/** Any error of a list, as n8n shows it. Holds no token. */
function toListError(context: ILoadOptionsFunctions, error: unknown): Error {
	if (!(error instanceof ApiError)) return error as Error;
	const { kind } = error.facts;
	return toNodeApiError(context.getNode(), error, gitHubCredential, {
		advice: kind === 'forbidden' || kind === 'notFound' ? ADVICE[kind] : undefined,
	});
}

const toEntries = (names: readonly string[]): INodeListSearchResult['results'] =>
	names.map((name) => ({ name, value: name }));

/** The organizations that the token may see, and its user where a user may own the place. */
export async function searchGitHubOwners(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const client = await openApiClient(this, gitHubCredential);
		const isOrganization = this.getCurrentNodeParameter('githubLevel') === 'organization';
		const own = isOrganization ? [] : [await readOwnLogin(client)];
		const logins = [...own, ...(await listOrganizations(client))];
		const text = filter.toLowerCase();
		return { results: toEntries(logins.filter((login) => login.toLowerCase().includes(text))) };
	} catch (error) {
		throw toListError(this, error);
	}
}

/** The repositories of the chosen owner in which the token's user may manage webhooks. */
export async function searchGitHubRepositories(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const owner = readLocator((name) => this.getCurrentNodeParameter(name), 'githubOwner');
	if (owner === '' || owner.startsWith('=')) {
		throw operationError(
			this.getNode(),
			"The field 'Owner' must hold an owner, and no expression, before its repositories can be listed. Choose one there first.",
		);
	}
	try {
		const client = await openApiClient(this, gitHubCredential);
		const page = Number(paginationToken ?? 1);
		const { names, nextPage } = await listRepositories(client, {
			owner,
			page,
			...(filter !== undefined && { text: filter }),
		});
		return {
			results: toEntries(names),
			...(nextPage !== undefined && { paginationToken: String(nextPage) }),
		};
	} catch (error) {
		throw toListError(this, error);
	}
}

import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { GitHubWebhookApi } from '../../../credentials/GitHubWebhookApi.credentials';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { loadOptionsContext } from '../../support/n8n/runNode';
import { FakeGitHub } from '../../support/services/github';
import type { GitHubOptions, GitHubRepository } from '../../support/services/github';
import { gitHub, startWith } from './settings';

/* Owner, repository and organization are picked from lists, or typed. */

const nodeType = new SignedWebhookTrigger();
type List = keyof typeof nodeType.methods.listSearch;

let fake: FakeGitHub;
async function startGitHub(options: GitHubOptions): Promise<void> {
	fake = await new FakeGitHub(options).start();
}
afterEach(async () => await fake.stop());

/** Loads a list as the editor does, with what the user has chosen, typed and scrolled to so far. */
async function search(
	list: List,
	parameters: IDataObject = {},
	{ filter, token, accessToken = fake.token }: Record<string, string | undefined> = {},
): Promise<INodeListSearchResult> {
	const context = loadOptionsContext({
		nodeType,
		credential: { type: new GitHubWebhookApi(), data: { accessToken, baseUrl: fake.url } },
		parameters: { scheme: 'github', registration: 'automatic', ...parameters },
	});
	return await nodeType.methods.listSearch[list].call(context, filter, token);
}

const namesOf = ({ results }: INodeListSearchResult): unknown[] =>
	results.map(({ name, value }) => {
		expect(value).toBe(name);
		return value;
	});

const picked = (value: string): IDataObject => ({ __rl: true, mode: 'list', value });
const ofOctocat = { githubOwner: picked('octocat') };

const many = (count: number, owner: string): GitHubRepository[] =>
	Array.from({ length: count }, (_, index) => ({ owner, name: `${owner}-${index}` }));

describe('owners', () => {
	const organizations = Array.from({ length: 130 }, (_, index) => `org-${index}`);

	test('the user first, then all organizations, page by page', async () => {
		await startGitHub({ organizations });
		expect(namesOf(await search('searchGitHubOwners'))).toEqual(['octocat', ...organizations]);
		const pages = fake.calls().filter(({ path }) => path === '/user/orgs');
		expect(pages.map(({ query }) => query.get('page'))).toEqual(['1', '2']);
	});

	test('organizations alone where the webhook is for one', async () => {
		await startGitHub({ organizations: ['acme'] });
		const list = await search('searchGitHubOwners', { githubLevel: 'organization' });
		expect(namesOf(list)).toEqual(['acme']);
	});

	test('those that hold what is typed, in any case', async () => {
		await startGitHub({ organizations: ['acme', 'Octo-Org', 'other'] });
		const list = await search('searchGitHubOwners', {}, { filter: 'OCTO' });
		expect(namesOf(list)).toEqual(['octocat', 'Octo-Org']);
	});
});

describe('repositories', () => {
	test('those of the owner in which webhooks can be made, and no others', async () => {
		await startGitHub({
			repositories: [
				{ owner: 'acme', name: 'parcels' },
				{ owner: 'Octocat', name: 'hello-world' },
				{ owner: 'octocat', name: 'read-only', admin: false },
				{ owner: 'octocat', name: 'spoon-knife' },
			],
		});
		const list = await search('searchGitHubRepositories', ofOctocat);
		expect(list.paginationToken).toBeUndefined();
		expect(namesOf(list)).toEqual(['hello-world', 'spoon-knife']);
		const filtered = await search('searchGitHubRepositories', ofOctocat, { filter: 'KNIFE' });
		expect(namesOf(filtered)).toEqual(['spoon-knife']);
	});

	test('many come as the list is scrolled, each of them once', async () => {
		const repositories = many(350, 'octocat');
		await startGitHub({ repositories });
		const found: unknown[] = [];
		let token: string | undefined;
		let calls = 0;
		do {
			const list = await search('searchGitHubRepositories', ofOctocat, { token });
			found.push(...namesOf(list));
			token = list.paginationToken;
			calls += 1;
		} while (token !== undefined && calls < 10);
		expect(calls).toBe(4);
		expect(found).toEqual(repositories.map(({ name }) => name));
	});

	test('one among thousands of others is found, with a bound on what one call reads', async () => {
		const repositories = [...many(1_950, 'acme'), { owner: 'octocat', name: 'needle' }];
		await startGitHub({ repositories });
		const first = await search('searchGitHubRepositories', ofOctocat, { filter: 'needle' });
		expect(first).toEqual({ results: [], paginationToken: '11' });
		expect(fake.calls()).toHaveLength(10);
		const token = String(first.paginationToken);
		const second = await search('searchGitHubRepositories', ofOctocat, { filter: 'needle', token });
		expect(namesOf(second)).toEqual(['needle']);
	});

	test.each([{}, { githubOwner: '' }, { githubOwner: picked('={{ $json.owner }}') }])(
		'without a known owner (%j): says so, and asks nobody',
		async (parameters: IDataObject) => {
			await startGitHub({});
			const loading = search('searchGitHubRepositories', parameters);
			await expect(loading).rejects.toBeInstanceOf(NodeOperationError);
			await expect(loading).rejects.toThrow("The field 'Owner' must hold an owner");
			expect(fake.calls()).toEqual([]);
		},
	);

	test('an owner of an earlier version, which is text, counts as well', async () => {
		await startGitHub({ repositories: many(2, 'octocat') });
		const list = await search('searchGitHubRepositories', { githubOwner: 'octocat' });
		expect(namesOf(list)).toEqual(['octocat-0', 'octocat-1']);
	});
});

describe('a list that cannot be loaded names the remedy', () => {
	const limited = {
		statusCode: 403,
		headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(2_000_000_000) },
		body: { message: 'API rate limit exceeded' },
	};
	const forbidden = { statusCode: 403, body: { message: 'Resource not accessible' } };
	const missing = { statusCode: 404, body: { message: 'Not Found' } };

	test.each([
		['too many requests', limited, /^Try again in \d+ seconds/],
		['no permission', forbidden, /scope 'read:org'.*'Metadata: Read'.*By Name/],
		['another service', missing, /'Base URL'.*https:\/\/api\.github\.com/],
	])('%s', async (_, answer, remedy) => {
		await startGitHub({});
		for (const list of ['searchGitHubOwners', 'searchGitHubRepositories'] as const) {
			fake.script({ answer });
			const loading = search(list, ofOctocat);
			await expect(loading).rejects.toBeInstanceOf(NodeApiError);
			await expect(loading).rejects.toMatchObject({
				message: expect.stringContaining('GitHub') as unknown,
				description: expect.stringMatching(remedy) as unknown,
			});
		}
	});

	test('a token that is not accepted', async () => {
		await startGitHub({});
		const loading = search('searchGitHubOwners', {}, { accessToken: 'ghp_revoked' });
		await expect(loading).rejects.toMatchObject({
			message: expect.stringContaining('GitHub did not accept the credential') as unknown,
			description: expect.stringContaining("'Access Token'") as unknown,
		});
	});
});

test.each<[string, IDataObject]>([
	['picked', { githubOwner: picked('octocat'), githubRepository: picked('hello-world') }],
	['typed in an earlier version', { githubOwner: 'octocat', githubRepository: 'hello-world' }],
	[
		'typed',
		{
			githubOwner: { __rl: true, mode: 'name', value: 'octocat' },
			githubRepository: { __rl: true, mode: 'name', value: ' hello-world.git ' },
		},
	],
])('owner and repository that are %s make the webhook at the same place', async (_, parameters) => {
	fake = await new FakeGitHub().start();
	const [trigger, service] = await startWith(gitHub, parameters);
	// The service knows no other place.
	expect((await trigger.publish()).error).toBeUndefined();
	expect(service.hooks()).toHaveLength(1);
});

import {
	createGitHubAdapter,
	parseGitHubTarget,
} from '../../../nodes/shared/subscriptions/adapters/github';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import type { ApiClient } from '../../../nodes/shared/subscriptions/api/client';
import type { SubscriptionTarget } from '../../../nodes/shared/subscriptions/adapter';
import { FakeGitHub } from '../../support/services/github';
import type { GitHubHook } from '../../support/services/github';
import { createHttpClient } from '../../support/services/httpClient';
import { TestTrigger } from '../../support/services/trigger';

const URL = 'https://n8n.example.com/webhook/3f1c';
const REPOSITORY = 'repos/octocat/hello-world';

let gitHub: FakeGitHub;

async function start(options?: ConstructorParameters<typeof FakeGitHub>[0]): Promise<FakeGitHub> {
	gitHub = await new FakeGitHub(options).start();
	return gitHub;
}

afterEach(async () => await gitHub.stop());

function targetOf(owner: string, repository: string): SubscriptionTarget {
	const parsed = parseGitHubTarget(owner, repository);
	if (!parsed.ok) throw new Error(parsed.problem);
	return parsed.value;
}

function triggerOf(client: ApiClient, target = targetOf('octocat', 'hello-world')): TestTrigger {
	return new TestTrigger({
		adapter: createGitHubAdapter(client, target),
		wanted: { url: URL, events: ['push', 'issues'], secret: 'the secret' },
		apiKey: gitHub.token,
	});
}

const clientOf = (timeoutMs?: number): ApiClient =>
	createHttpClient(gitHub.url, gitHub.token, timeoutMs);

async function activate(trigger: TestTrigger): Promise<void> {
	expect(await trigger.activate()).toEqual({ notices: [] });
}

test.each([
	['repository', REPOSITORY, targetOf('octocat', 'hello-world')],
	['organization', 'orgs/octo-org', targetOf('octo-org', '')],
])('a webhook of a %s is made, changed and removed', async (_title, place, target) => {
	await start({ places: [place] });
	const trigger = triggerOf(clientOf(), target);
	await activate(trigger);
	expect(gitHub.hooks()).toEqual([
		{
			id: 1001,
			place,
			active: true,
			events: ['push', 'issues'],
			config: { url: URL, content_type: 'json', insecure_ssl: '0', secret: 'the secret' },
		},
	]);
	trigger.settings.wanted = { url: `${URL}/2`, events: [], secret: 'a new secret' };
	await activate(trigger);
	expect(gitHub.hooks()).toMatchObject([
		{ id: 1001, events: ['*'], config: { url: `${URL}/2`, secret: 'a new secret' } },
	]);
	await activate(trigger);
	await trigger.deactivate();
	expect(gitHub.hooks()).toEqual([]);
	expect(gitHub.writes()).toEqual([
		`POST /${place}/hooks`,
		`PATCH /${place}/hooks/1001`,
		`DELETE /${place}/hooks/1001`,
	]);
});

test('every call says which version and form of answer it wants, and who makes it', async () => {
	await start();
	const trigger = triggerOf(clientOf());
	await activate(trigger);
	await trigger.deactivate();
	for (const { headers } of gitHub.calls()) {
		expect(headers).toMatchObject({
			accept: 'application/vnd.github+json',
			'x-github-api-version': '2022-11-28',
			'user-agent': 'n8n-nodes-signed-webhooks',
		});
	}
});

test.each<[string, (hook: GitHubHook) => void]>([
	['disabled', (hook) => (hook.active = false)],
	['made to send forms', (hook) => (hook.config.content_type = 'form')],
	['made to trust any certificate', (hook) => (hook.config.insecure_ssl = '1')],
	['given other events', (hook) => (hook.events = ['push'])],
])('a webhook that was %s is corrected', async (_title, change) => {
	await start();
	const trigger = triggerOf(clientOf());
	await activate(trigger);
	const [hook] = gitHub.hooks() as [GitHubHook];
	change(hook);
	await activate(trigger);
	expect(gitHub.hooks()).toMatchObject([
		{
			id: hook.id,
			active: true,
			events: ['push', 'issues'],
			config: { content_type: 'json', insecure_ssl: '0', secret: 'the secret' },
		},
	]);
});

test('a webhook that is there already is adopted, and given our secret', async () => {
	await start();
	const { id } = gitHub.addHook(REPOSITORY, URL);
	await activate(triggerOf(clientOf()));
	expect(gitHub.hooks()).toMatchObject([{ id, config: { secret: 'the secret' } }]);
});

test('a webhook is found on any page, and others are left alone', async () => {
	await start();
	for (let index = 0; index < 230; index += 1) gitHub.addHook(REPOSITORY, `${URL}/${index}`);
	const { id } = gitHub.addHook(REPOSITORY, URL);
	const before = JSON.stringify(gitHub.hooks().slice(0, 230));
	const trigger = triggerOf(clientOf());
	await activate(trigger);
	expect(trigger.stored?.hook?.id).toBe(String(id));
	await trigger.deactivate();
	expect(JSON.stringify(gitHub.hooks())).toBe(before);
});

test('a webhook that appears just before ours is adopted: GitHub answers 422', async () => {
	await start();
	const client = clientOf();
	let hasAppeared = false;
	const trigger = triggerOf(async (request) => {
		if (request.method === 'POST' && !hasAppeared) {
			hasAppeared = true;
			gitHub.addHook(REPOSITORY, URL);
		}
		return await client(request);
	});
	await activate(trigger);
	expect(gitHub.calls().some(({ statusCode }) => statusCode === 422)).toBe(true);
	expect(gitHub.hooks()).toMatchObject([{ config: { secret: 'the secret' } }]);
});

test('a webhook that exists and is not shown leads to advice', async () => {
	await start();
	gitHub.script({
		on: { method: 'POST' },
		answer: {
			statusCode: 422,
			body: {
				message: 'Validation Failed',
				errors: [
					{ resource: 'Hook', code: 'custom', message: 'Hook already exists on this repository' },
				],
			},
		},
	});
	const { error } = await triggerOf(clientOf()).activate();
	expect((error as Error).message).toBe(
		'The service refused because something like it exists already (POST /repos/octocat/hello-world/hooks, status 422): Validation Failed: Hook already exists on this repository. A webhook for this URL exists that the credential may not see, because another app made it. Remove it at GitHub, then publish the workflow again.',
	);
});

test('404 may mean two things, and the error says both', async () => {
	await start({ places: [] });
	const { error } = await triggerOf(clientOf()).activate();
	expect((error as Error).message).toMatch(
		/status 404\): Not Found\. Check the names in this node, and whether the token .* does not exist and for one without permission.*'admin:repo_hook'.*administrator of the repository\.$/,
	);
	const { error: ofOrganization } = await triggerOf(
		clientOf(),
		targetOf('octo-org', ''),
	).activate();
	expect((ofOrganization as Error).message).toMatch(/'admin:org_hook'.*of the organization\.$/);
});

test('a local URL that GitHub refuses leads to advice', async () => {
	await start({ refusesLocalUrls: true });
	const trigger = triggerOf(clientOf());
	trigger.settings.wanted = { ...trigger.settings.wanted, url: 'http://localhost:5678/webhook/1' };
	const { error } = await trigger.activate();
	expect((error as Error).message).toMatch(
		/isn't reachable.*Set N8N_WEBHOOK_URL, or in older versions/,
	);
});

test('a revoked token, a missing right and too many calls lead to advice', async () => {
	await start();
	const message = async (statusCode: number, headers = {}): Promise<string> => {
		gitHub.script({ answer: { statusCode, headers, body: { message: 'As GitHub says' } } });
		return ((await triggerOf(clientOf()).activate()).error as Error).message;
	};
	expect(await message(401)).toMatch(/Check the key in the credential/);
	expect(await message(403)).toMatch(/permission to manage webhooks: 'admin:repo_hook'/);
	const limit = {
		'x-ratelimit-remaining': '0',
		'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 100),
	};
	expect(await message(403, limit)).toMatch(/too many requests.*Wait (9\d|10\d) s, then publish/);
	expect(await message(429, { 'retry-after': '30' })).toMatch(/Wait 30 s, then publish/);
	expect(await message(301)).toMatch(/redirect.*moved or renamed/);
});

test.each([
	['answers 500 after it made the webhook', { answer: { statusCode: 500 }, effects: 1 }],
	['drops the connection after it made the webhook', { answer: 'dropped', effects: 1 }],
	['never answers, but makes the webhook', { answer: 'never', effects: 1 }],
	['answers something else', { answer: { statusCode: 200, body: ['odd'] }, effects: 1 }],
] as const)('GitHub that %s has one webhook in the end', async (_title, plan) => {
	await start();
	gitHub.script({ on: { method: 'POST' }, ...plan });
	await activate(triggerOf(clientOf(300)));
	expect(gitHub.hooks()).toMatchObject([{ config: { url: URL, secret: 'the secret' } }]);
});

test('GitHub that is slow is waited for', async () => {
	await start();
	gitHub.script({ on: { method: 'POST' }, delayMs: 200 });
	await activate(triggerOf(clientOf()));
	expect(gitHub.hooks()).toHaveLength(1);
});

test('GitHub that is down at deactivation loses the webhook later', async () => {
	await start();
	const trigger = triggerOf(clientOf());
	await activate(trigger);
	gitHub.script({ answer: 'dropped', times: 10 });
	expect((await trigger.deactivate()).notices).toEqual([
		expect.stringMatching(
			/could not be removed.*github\.com\/octocat\/hello-world\/settings\/hooks/,
		),
	]);
	gitHub.behave();
	await activate(trigger);
	expect(gitHub.hooks()).toHaveLength(1);
	await trigger.deactivate();
	expect(gitHub.hooks()).toEqual([]);
});

test('a webhook at an earlier repository is removed there', async () => {
	await start({ places: [REPOSITORY, 'orgs/octo-org'] });
	const trigger = triggerOf(clientOf());
	await activate(trigger);
	trigger.settings.adapter = createGitHubAdapter(clientOf(), targetOf('octo-org', ''));
	await activate(trigger);
	expect(gitHub.hooks()).toMatchObject([{ place: 'orgs/octo-org' }]);
});

test('an id that lost digits is not used', async () => {
	await start();
	const client: ApiClient = async () => ({
		statusCode: 201,
		headers: {},
		body: { id: 3804004623172239400, active: true, events: [], config: {} },
	});
	const adapter = createGitHubAdapter(client, targetOf('octocat', 'hello-world'));
	const call = adapter.create({ url: URL, events: [] });
	await expect(call).rejects.toThrow(ApiError);
	await expect(call).rejects.toThrow(/the field 'id' of the answer/);
});

describe('where a webhook lives', () => {
	test.each([
		['octocat', 'hello-world', { service: 'github', owner: 'octocat', repo: 'hello-world' }],
		[' octocat ', 'a.b_c-1', { service: 'github', owner: 'octocat', repo: 'a.b_c-1' }],
		['octocat', 'hello.git', { service: 'github', owner: 'octocat', repo: 'hello' }],
		['octo-org', '', { service: 'github', org: 'octo-org' }],
		['user_short', '', { service: 'github', org: 'user_short' }],
	])('is read: %s / %s', async (owner, repository, target) => {
		await start();
		expect(parseGitHubTarget(owner, repository)).toEqual({ ok: true, value: target });
	});

	test.each([
		['', 'x', 'Owner'],
		['octocat/hello', '', 'Owner'],
		['https://github.com/octocat', '', 'Owner'],
		['..', 'x', 'Owner'],
		['octocat', '..', 'Repository'],
		['octocat', '.', 'Repository'],
		['octocat', 'a/b', 'Repository'],
		['octocat', 'a?b', 'Repository'],
	])('is refused with a sentence: %s / %s', async (owner, repository, field) => {
		await start();
		const parsed = parseGitHubTarget(owner, repository);
		expect(parsed).toEqual({
			ok: false,
			problem: expect.stringMatching(
				new RegExp(`^The field '${field}' must be .* for example .*\\.$`),
			),
		});
	});
});

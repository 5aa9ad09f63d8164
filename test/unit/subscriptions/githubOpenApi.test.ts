import {
	createGitHubAdapter,
	parseGitHubTarget,
} from '../../../nodes/shared/subscriptions/adapters/github';
import { gitHubDeliveries } from '../../../nodes/shared/subscriptions/adapters/github/deliveries';
import type { ApiClient } from '../../../nodes/shared/subscriptions/api/client';
import { FakeGitHub } from '../../support/services/github';
import { describeGitHubCall } from '../../support/services/githubOpenApi';
import type { DescribedCall, MadeCall } from '../../support/services/githubOpenApi';
import { createHttpClient } from '../../support/services/httpClient';

const URL = 'https://n8n.example.com/webhook/3f1c';

/** Makes every call of the adapter at a place, and answers what GitHub's description says of them. */
async function makeAllCalls(
	owner: string,
	repository: string,
	place: string,
): Promise<DescribedCall[]> {
	const gitHub = await new FakeGitHub({ places: [place] }).start();
	const parsed = parseGitHubTarget(owner, repository);
	if (!parsed.ok) throw new Error(parsed.problem);
	const described: DescribedCall[] = [];
	const client = createHttpClient(gitHub.url, gitHub.token);
	const recording: ApiClient = async (request) => {
		const { method, url: path, query = {}, body } = request;
		const answer = await client(request);
		described.push(
			describeGitHubCall({
				method,
				path,
				query,
				body: body && 'json' in body ? body.json : body,
				statusCode: answer.statusCode,
				answer: answer.body,
			}),
		);
		return answer;
	};
	try {
		const adapter = createGitHubAdapter(recording, parsed.value);
		const wanted = { url: URL, events: ['push', 'issues'], secret: 'the secret' };
		const { id } = await adapter.create(wanted);
		const known = { id, target: parsed.value, url: URL, events: [] };
		await adapter.read?.(known);
		await adapter.findOurs?.(URL, parsed.value);
		await adapter.update?.(known, { ...wanted, events: [] });
		const attempts = Array.from({ length: 101 }, (_, index) => ({
			id: String(12345678 + index),
			guid: `0b989ba4-242f-11e5-81e1-${String(index).padStart(12, '0')}`,
			deliveredAt: '2026-11-20T08:15:42Z',
			event: 'push',
			statusCode: 502,
		}));
		gitHub.addDeliveries(Number(id), ...attempts);
		const deliveries = gitHubDeliveries(recording, known);
		await deliveries.listFailedDeliveries(0);
		await deliveries.redeliver('12345678');
		await adapter.remove(known);
		return described;
	} finally {
		await gitHub.stop();
	}
}

test.each([
	['repos', 'octocat', 'hello-world', 'repos/octocat/hello-world'],
	['orgs', 'octo-org', '', 'orgs/octo-org'],
])(
	"every call below /%s is one of GitHub's API, as it describes it",
	async (group, owner, repository, place) => {
		expect(await makeAllCalls(owner, repository, place)).toEqual(
			[
				'create-webhook',
				'get-webhook',
				'list-webhooks',
				'update-webhook',
				'list-webhook-deliveries',
				'list-webhook-deliveries',
				'redeliver-webhook-delivery',
				'delete-webhook',
			].map((name) => ({ operationId: `${group}/${name}`, problems: [] })),
		);
	},
);

describe('the description finds a call that is wrong', () => {
	const good: MadeCall = {
		method: 'POST',
		path: '/repos/octocat/hello-world/hooks',
		query: {},
		body: { name: 'web', config: { url: URL } },
		statusCode: 201,
		answer: {
			type: 'Repository',
			id: 1,
			name: 'web',
			active: true,
			events: ['push'],
			config: { url: URL },
			updated_at: '2026-11-20T08:15:42Z',
			created_at: '2026-11-20T08:15:42Z',
			url: URL,
			test_url: URL,
			ping_url: URL,
			last_response: { code: null, status: 'unused', message: null },
		},
	};
	const problemsOf = (change: Partial<MadeCall>): string =>
		describeGitHubCall({ ...good, ...change }).problems.join(' ');

	test('and has nothing to say about one that is right', () => {
		expect(problemsOf({})).toBe('');
	});

	test.each<[string, Partial<MadeCall>, RegExp]>([
		['method', { method: 'PUT' }, /no operation PUT/],
		['path', { path: '/repo/octocat/hello-world/hooks' }, /no operation POST/],
		[
			'id',
			{ method: 'GET', path: '/repos/octocat/hello-world/hooks/x', body: undefined },
			/^hook_id: /,
		],
		['query', { query: { limit: '1' } }, /no query parameter limit/],
		['value in the query', { method: 'GET', query: { page: 'two' }, body: undefined }, /^page: /],
		['body', { body: { events: 'push' } }, /^body: /],
		['field in the body', { body: { event: ['push'] } }, /^body: /],
		['URL', { body: { config: { url: 7 } } }, /^body: /],
		['body where none is taken', { method: 'GET', body: {} }, /no body is taken/],
		['status', { statusCode: 200 }, /no answer with status 200/],
		['answer', { answer: { id: 'x' } }, /^answer: /],
	])('%s', (_title, change, problem) => {
		expect(problemsOf(change)).toMatch(problem);
	});
});

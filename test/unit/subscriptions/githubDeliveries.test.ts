import { gitHubDeliveries } from '../../../nodes/shared/subscriptions/adapters/github/deliveries';
import { FakeGitHub } from '../../support/services/github';
import type { GitHubDelivery } from '../../support/services/github';
import { createHttpClient } from '../../support/services/httpClient';

const TARGET = { service: 'github', owner: 'octocat', repo: 'hello-world' };
const START_MS = Date.parse('2026-11-20T00:00:00Z');
const at = (minutes: number): string => new Date(START_MS + minutes * 60_000).toISOString();

let gitHub: FakeGitHub;
let hookId: number;

beforeEach(async () => {
	gitHub = await new FakeGitHub().start();
	hookId = gitHub.addHook('repos/octocat/hello-world', 'https://n8n.example.com/1').id;
});
afterEach(async () => await gitHub.stop());

const open = (): ReturnType<typeof gitHubDeliveries> =>
	gitHubDeliveries(createHttpClient(gitHub.url, gitHub.token), {
		id: String(hookId),
		target: TARGET,
	});

const attempt = (
	id: string,
	guid: string,
	minutes: number,
	statusCode: number,
): GitHubDelivery => ({ id, guid, deliveredAt: at(minutes), event: 'push', statusCode });

test('messages that no attempt brought over are listed, oldest first, by their last attempt', async () => {
	gitHub.addDeliveries(
		hookId,
		attempt('9', 'c', 9, 503),
		attempt('8', 'b', 8, 200),
		attempt('7', 'c', 7, 500),
		attempt('6', 'd', 6, 0),
		attempt('5', 'a', 5, 200),
		attempt('4', 'b', 4, 502),
	);
	expect(await open().listFailedDeliveries(START_MS)).toEqual({
		deliveries: [
			{
				id: '6',
				guid: 'd',
				eventName: 'push',
				deliveredAt: at(6),
				status: 'Invalid HTTP Response: 0',
			},
			{
				id: '9',
				guid: 'c',
				eventName: 'push',
				deliveredAt: at(9),
				status: 'Invalid HTTP Response: 503',
			},
		],
		isComplete: true,
	});
});

test('a message that arrived once is not failed, even when it was sent again in vain', async () => {
	gitHub.addDeliveries(hookId, attempt('2', 'a', 2, 500), attempt('1', 'a', 1, 200));
	expect((await open().listFailedDeliveries(START_MS)).deliveries).toEqual([]);
});

test('only what was attempted since the time counts, and no page is read beyond it', async () => {
	const many = Array.from({ length: 250 }, (_, index) =>
		attempt(String(1000 - index), `guid-${index}`, 1000 - index, 500),
	);
	gitHub.addDeliveries(hookId, ...many);
	const { deliveries, isComplete } = await open().listFailedDeliveries(Date.parse(at(851)));
	expect(deliveries.map(({ id }) => id)).toEqual(
		Array.from({ length: 150 }, (_, index) => String(851 + index)),
	);
	expect(isComplete).toBe(true);
	expect(gitHub.calls()).toHaveLength(2);
	expect(gitHub.calls().map(({ query }) => query.get('cursor'))).toEqual([null, 'v1_100']);
});

test('a list that does not end is read up to a bound, which is said', async () => {
	const many = Array.from({ length: 2100 }, (_, index) =>
		attempt(String(5000 - index), `guid-${index}`, 5000 - index, 500),
	);
	gitHub.addDeliveries(hookId, ...many);
	const { deliveries, isComplete } = await open().listFailedDeliveries(START_MS);
	expect(deliveries).toHaveLength(2000);
	expect(isComplete).toBe(false);
	expect(gitHub.calls()).toHaveLength(20);
});

test('ids of 64 bits are sent back with every digit', async () => {
	gitHub.addDeliveries(hookId, attempt('3804004623172239366', 'a', 1, 500));
	const { deliveries } = await open().listFailedDeliveries(START_MS);
	expect(deliveries.map(({ id }) => id)).toEqual(['3804004623172239366']);
	await open().redeliver('3804004623172239366');
	expect(gitHub.redelivered).toEqual(['3804004623172239366']);
	expect(gitHub.writes()).toEqual([
		`POST /repos/octocat/hello-world/hooks/${hookId}/deliveries/3804004623172239366/attempts`,
	]);
});

test('a webhook without deliveries has none', async () => {
	expect(await open().listFailedDeliveries(0)).toEqual({ deliveries: [], isComplete: true });
});

test('a delivery that GitHub has no more is an error', async () => {
	await expect(open().redeliver('1')).rejects.toThrow(/status 404/);
});

test('an answer that is not as documented is an error', async () => {
	gitHub.script({
		answer: { statusCode: 200, body: [{ id: 1, guid: 'a', delivered_at: 'yesterday' }] },
	});
	await expect(open().listFailedDeliveries(0)).rejects.toThrow(/the field '0.delivered_at'/);
});

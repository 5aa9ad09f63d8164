import type { ApiClient, ApiRequest } from '../../../nodes/shared/subscriptions/api/client';
import {
	listMissed,
	parseMissedSettings,
} from '../../../nodes/shared/subscriptions/adapters/customRest/missed';
import type { MissedInput } from '../../../nodes/shared/subscriptions/adapters/customRest/missed';

const SINCE = Date.parse('2026-11-30T12:00:00.500Z');
const HOOK = { id: 'wh/1', url: 'https://n8n.example/webhook/1', events: ['paid'] };

const input: MissedInput = {
	request: { method: 'GET', url: '/events?after={since}&hook={id}', headers: [], body: '' },
	timeFormat: 'iso',
	listPath: 'data',
	idPath: 'id',
	payloadPath: 'payload',
	namePath: 'type',
	nextPath: 'next',
	cursorParameter: '',
	isNewestFirst: true,
};

const event = (id: string) => ({ id, type: 'paid', payload: { id, amount: 1 } });

/** A service that gives one answer after the other, and the requests that it got. */
function serviceOf(...answers: readonly unknown[]): [ApiClient, ApiRequest[]] {
	const requests: ApiRequest[] = [];
	const client: ApiClient = async (request) => {
		requests.push(request);
		const body = answers[Math.min(requests.length, answers.length) - 1];
		return await Promise.resolve({ statusCode: 200, headers: {}, body });
	};
	return [client, requests];
}

async function list(changes: Partial<MissedInput>, ...answers: readonly unknown[]) {
	const settings = parseMissedSettings({ ...input, ...changes });
	if (!settings.ok) throw new Error(settings.problem.join(' '));
	const [client, requests] = serviceOf(...answers);
	const listed = await listMissed(client, settings.value, HOOK, SINCE);
	return { ...listed, ids: listed.events.map(({ id }) => id), requests };
}

test('the list is asked for since a time, and read oldest first', async () => {
	const { events, isComplete, requests } = await list({}, { data: [event('2'), event('1')] });
	expect(requests.map(({ url }) => url)).toEqual([
		'/events?after=2026-11-30T12%3A00%3A00.500Z&hook=wh%2F1',
	]);
	expect(events).toEqual([
		{ id: '1', name: 'paid', event: { id: '1', amount: 1 } },
		{ id: '2', name: 'paid', event: { id: '2', amount: 1 } },
	]);
	expect(isComplete).toBe(true);
});

test.each([
	['seconds', '1796040000'],
	['milliseconds', '1796040000500'],
] as const)('times are written in %s', async (timeFormat, text) => {
	const { requests } = await list({ timeFormat }, { data: [] });
	expect(requests[0]?.url).toContain(`after=${text}&`);
});

test('an entry may be the body itself, the answer the list, and nothing name the events', async () => {
	const changes = { listPath: '', payloadPath: '', namePath: '', isNewestFirst: false };
	const { events } = await list(changes, [{ id: 7, a: 1 }, { id: 8 }]);
	expect(events).toEqual([
		{ id: '7', name: undefined, event: { id: 7, a: 1 } },
		{ id: '8', name: undefined, event: { id: 8 } },
	]);
});

test('further pages come by address or by cursor', async () => {
	const pages = [
		{ data: [event('3')], next: '/events?page=2' },
		{ data: [event('2'), event('1')], next: null },
	];
	const byAddress = await list({}, ...pages);
	expect(byAddress.ids).toEqual(['1', '2', '3']);
	expect(byAddress.requests[1]?.url).toBe('/events?page=2');
	const byCursor = await list(
		{ cursorParameter: 'cursor' },
		{ data: [event('2')], next: 'c&1' },
		{ data: [event('1')] },
	);
	expect(byCursor.ids).toEqual(['1', '2']);
	expect(byCursor.requests[1]).toMatchObject({ query: { cursor: 'c&1' } });
});

test('a list that has no end is read for twenty pages and two thousand events', async () => {
	const small = await list({}, { data: [event('1')], next: '/events?page=2' });
	expect(small.requests).toHaveLength(20);
	expect(small.isComplete).toBe(false);
	const many = Array.from({ length: 1_500 }, (_, index) => event(String(index)));
	const large = await list({}, { data: many, next: '/events?page=2' });
	expect([large.requests.length, large.ids.length, large.isComplete]).toEqual([2, 2_000, false]);
});

test.each([
	[{ data: 'none' }, "the field 'data' of the answer is not a list"],
	[{ data: [{ payload: {} }] }, "the field 'id' of an entry is missing or of another kind"],
	[{ data: [{ id: '1', payload: 'text' }] }, "the field 'payload' of an entry is missing"],
])('an answer such as %j is no list of events', async (answer, reason) => {
	await expect(list({}, answer)).rejects.toThrow(reason);
});

test.each<[Partial<MissedInput>, string]>([
	[{ idPath: '' }, "The field 'Missed Event ID' is empty."],
	[{ nextPath: 'a b' }, "The field 'Missed Events Next Page' must be a path"],
	[{ cursorParameter: 'a b' }, "The field 'Missed Events Page Parameter' must be the name"],
	[
		{ request: { ...input.request, url: '/events?key={secret}' } },
		"The field 'Missed Events URL' holds {secret}",
	],
	[
		{ request: { ...input.request, url: 'http://elsewhere.example/events' } },
		"The field 'Missed Events URL' starts with http://",
	],
])('settings such as %j are told to be wrong', (changes, problem) => {
	const parsed = parseMissedSettings({ ...input, ...changes });
	expect(!parsed.ok && parsed.problem.join(' ')).toContain(problem);
});

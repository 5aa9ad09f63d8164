import { failureOf } from '../../../nodes/shared/subscriptions/api/responses';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import { createTwigAdapter } from '../../../nodes/shared/subscriptions/adapters/twig';
import type {
	ApiClient,
	ApiRequest,
	ApiResponse,
} from '../../../nodes/shared/subscriptions/api/client';
import type { KnownHook } from '../../../nodes/shared/subscriptions/adapter';

// As in the document about Twig AI's webhooks, "Via API".
const documentedAnswer = {
	id: 'wh_abc123',
	url: 'https://your-server.com/webhooks/twig',
	events: ['interaction.completed', 'agent.updated'],
	secret: 'whsec_xyz789',
	status: 'active',
	createdAt: '2024-01-15T10:00:00Z',
};

const wanted = { url: documentedAnswer.url, events: documentedAnswer.events };
const known: KnownHook = { id: 'wh_abc123', target: {}, ...wanted };

/** A client whose calls are all answered alike, and written down. */
function clientAnswering(statusCode: number, body?: unknown) {
	const requests: ApiRequest[] = [];
	const client: ApiClient = async (request) => {
		requests.push(request);
		const response: ApiResponse = { statusCode, headers: {}, body };
		if (statusCode >= 300) throw failureOf(request, response, 0);
		return response;
	};
	return { client, requests };
}

describe('making a webhook', () => {
	test('asks as the documentation shows it, and remembers id and secret', async () => {
		const { client, requests } = clientAnswering(201, documentedAnswer);
		const adapter = createTwigAdapter(client, 'Production webhook');
		expect(await adapter.create(wanted)).toEqual({ id: 'wh_abc123', secret: 'whsec_xyz789' });
		expect(requests).toEqual([
			{
				method: 'POST',
				url: '/api/webhooks',
				body: { json: { ...wanted, description: 'Production webhook' } },
			},
		]);
	});

	test('sends no secret of ours, since the service chooses one', async () => {
		const { client, requests } = clientAnswering(201, documentedAnswer);
		const adapter = createTwigAdapter(client);
		expect(adapter.takesSecret).toBe(false);
		await adapter.create({ ...wanted, secret: 'a secret of ours' });
		expect(JSON.stringify(requests)).not.toContain('a secret of ours');
	});

	test('fields that are new are no problem', async () => {
		const { client } = clientAnswering(200, { ...documentedAnswer, retries: 5 });
		expect(await createTwigAdapter(client).create(wanted)).toMatchObject({ id: 'wh_abc123' });
	});

	test('an answer wrapped as the overview of the API shows it is understood', async () => {
		const { client } = clientAnswering(200, { data: documentedAnswer, status: 'success' });
		expect(await createTwigAdapter(client).create(wanted)).toEqual({
			id: 'wh_abc123',
			secret: 'whsec_xyz789',
		});
	});

	test.each<[string, unknown]>([
		['no body', undefined],
		['a text', 'OK'],
		['no id', { ...documentedAnswer, id: undefined }],
		['an id that is a number', { ...documentedAnswer, id: 7 }],
		['an id that would change the path', { ...documentedAnswer, id: '..' }],
		['no secret', { ...documentedAnswer, secret: undefined }],
		['an empty secret', { ...documentedAnswer, secret: '' }],
	])('an answer with %s is an error that leaves open what happened', async (_, body) => {
		const { client } = clientAnswering(201, body);
		const error: unknown = await createTwigAdapter(client)
			.create(wanted)
			.catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(ApiError);
		expect(error).toMatchObject({ facts: { kind: 'badResponse' }, isAmbiguous: true });
		expect((error as Error).message).not.toContain('whsec_xyz789');
	});
});

describe('removing a webhook', () => {
	test('asks for its id, encoded', async () => {
		const { client, requests } = clientAnswering(204);
		await createTwigAdapter(client).remove({ ...known, id: 'wh/1?a' });
		expect(requests).toEqual([{ method: 'DELETE', url: '/api/webhooks/wh%2F1%3Fa' }]);
	});

	test.each<[number, unknown, string]>([
		[200, { success: true }, 'removed'],
		[202, undefined, 'removed'],
		[204, undefined, 'removed'],
		[404, { error: { code: 'not_found', message: 'Webhook not found' } }, 'gone'],
		[404, undefined, 'gone'],
		[410, undefined, 'gone'],
		[404, { message: 'Cannot DELETE /api/webhooks/wh_abc123', error: 'Not Found' }, 'notOffered'],
		[404, { message: 'Route not found' }, 'notOffered'],
		[405, undefined, 'notOffered'],
		[501, undefined, 'notOffered'],
	])('%i %j means %s', async (statusCode, body, removal) => {
		const { client } = clientAnswering(statusCode, body);
		expect(await createTwigAdapter(client).remove(known)).toBe(removal);
	});

	test.each([
		[400, 'invalid'],
		[401, 'unauthorized'],
		[403, 'forbidden'],
		[409, 'conflict'],
		[429, 'rateLimited'],
		[500, 'serverError'],
		[503, 'serverError'],
	])('%i is an error of the kind %s', async (statusCode, kind) => {
		const { client } = clientAnswering(statusCode);
		await expect(createTwigAdapter(client).remove(known)).rejects.toMatchObject({
			facts: { kind },
		});
	});
});

test('a test event is asked for by the id of its webhook', async () => {
	const { client, requests } = clientAnswering(200, { sent: true });
	await createTwigAdapter(client).sendTestEvent('wh_abc123');
	expect(requests).toEqual([{ method: 'POST', url: '/api/webhooks/wh_abc123/test' }]);
});

test('what is not documented is not there', () => {
	const adapter = createTwigAdapter(clientAnswering(200).client);
	expect(adapter).not.toHaveProperty('read');
	expect(adapter).not.toHaveProperty('findOurs');
	expect(adapter).not.toHaveProperty('update');
	expect(adapter.whereToLook?.({})).toBe('Settings → Webhooks in Twig AI');
});

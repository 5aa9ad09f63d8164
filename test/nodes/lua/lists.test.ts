import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { FakeLua, someAgents } from '../../support/services/lua';
import { pick, search } from './run';

let lua: FakeLua;
beforeEach(async () => {
	lua = await new FakeLua().start();
});
afterEach(async () => await lua.stop());

const RESOURCES = '/admin/me/authorization/orgs/org_1/resources';

describe('agents', () => {
	test('all pages of all organisations, by name', async () => {
		expect(await search(lua, 'searchAgents')).toEqual({
			results: [
				{ name: 'Concierge (Hotel Luna)', value: 'agent_4' },
				{ name: 'Night Shift (Acme)', value: 'agent_3' },
				{ name: 'Sales Bot (Acme)', value: 'agent_2' },
				{ name: 'Support Bot (Acme)', value: 'agent_1' },
			],
		});
		const pages = lua.calls().filter(({ path }) => path === RESOURCES);
		expect(pages.map(({ query }) => Object.fromEntries(query))).toEqual([
			{ kind: 'agent', limit: '100' },
			{ kind: 'agent', cursor: '2', limit: '100' },
		]);
	});

	test.each(['night', 'SHIFT', 'agent_3'])('those with %s', async (filter) => {
		const { results } = await search(lua, 'searchAgents', {}, filter);
		expect(results.map(({ value }) => value)).toEqual(['agent_3']);
	});

	test('an agent that several organisations show is listed once', async () => {
		await lua.stop();
		const [first] = someAgents();
		if (!first) throw new Error('There is no agent');
		const organisation = { id: 'org_2', name: 'Other' };
		lua = await new FakeLua([first, { ...first, organisation }]).start();
		const { results } = await search(lua, 'searchAgents');
		expect(results).toEqual([{ name: 'Support Bot (Acme)', value: 'agent_1' }]);
	});

	test('agents and organisations without a name go by their id', async () => {
		lua.script(
			{ answer: { statusCode: 200, body: { orgs: [{ orgId: 'org_7' }] } } },
			{ answer: { statusCode: 200, body: { resources: [{ resourceId: 'agent_7' }] } } },
		);
		const { results } = await search(lua, 'searchAgents');
		expect(results).toEqual([{ name: 'agent_7 (org_7)', value: 'agent_7' }]);
	});

	test('a service that hands out pages without end is left after a while', async () => {
		const resources = [{ resourceId: 'agent_1' }];
		lua.script({
			on: { path: /resources$/ },
			times: 1000,
			answer: { statusCode: 200, body: { resources, nextCursor: 'again' } },
		});
		const { results } = await search(lua, 'searchAgents');
		expect(results).toHaveLength(1);
		expect(lua.calls().length).toBeLessThan(200);
	});

	test('a key that is not accepted', async () => {
		const loading = search({ url: lua.url, apiKey: 'revoked' }, 'searchAgents');
		await expect(loading).rejects.toBeInstanceOf(NodeApiError);
		await expect(loading).rejects.toMatchObject({
			message: expect.stringContaining('Lua did not accept the credential') as unknown,
			description: expect.stringContaining("'API Key'") as unknown,
		});
	});
});

describe('webhooks', () => {
	test('those of the chosen agent; the deactivated ones say so', async () => {
		const { results } = await search(lua, 'searchWebhooks', { agent: pick('agent_1', 'list') });
		expect(results).toEqual([
			{ name: 'delivery-tracker', value: '5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a' },
			{ name: 'orders', value: '0d1b6f4a-77c1-4b7e-b0a5-2f9f5f7f7c11' },
			{ name: 'paused (deactivated)', value: 'c3a1f0de-1111-4222-8333-944455556666' },
		]);
	});

	test('those that are looked for', async () => {
		const { results } = await search(lua, 'searchWebhooks', { agent: pick('agent_1') }, 'Orders');
		expect(results.map(({ name }) => name)).toEqual(['orders']);
	});

	test.each([pick(''), pick('={{ $json.agent }}')])(
		'without a known agent (%j): says so, and asks nobody',
		async (agent) => {
			const loading = search(lua, 'searchWebhooks', { agent });
			await expect(loading).rejects.toBeInstanceOf(NodeOperationError);
			await expect(loading).rejects.toThrow("The field 'Agent'");
			expect(lua.calls()).toEqual([]);
		},
	);

	test('of an agent that is not there', async () => {
		const loading = search(lua, 'searchWebhooks', { agent: pick('agent_9') });
		await expect(loading).rejects.toThrow('Agent not found');
	});
});

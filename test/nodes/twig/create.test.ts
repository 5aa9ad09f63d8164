import { runTwig, startTwig } from '../../support/n8n/twig';

const url = 'https://example.com/webhooks/twig';
const events = ['interaction.completed', 'agent.updated'];

test('a webhook is made as the documentation shows it', async () => {
	const twig = await startTwig();
	const { items, error } = await runTwig(twig, {
		operation: 'create',
		url,
		events,
		options: { description: 'Production webhook' },
	});
	expect(error).toBeUndefined();
	const [call, ...others] = twig.calls();
	expect(others).toEqual([]);
	expect(call).toMatchObject({
		method: 'POST',
		path: '/api/webhooks',
		headers: { authorization: `Bearer ${twig.apiKey}`, 'content-type': 'application/json' },
	});
	expect(JSON.parse(call?.body ?? '')).toEqual({ url, events, description: 'Production webhook' });
	const [hook] = twig.hooks();
	expect(items).toEqual([
		{
			json: {
				id: hook?.id,
				url,
				events,
				status: 'active',
				createdAt: '2026-11-20T08:15:42Z',
				note: expect.stringContaining('Settings → Webhooks') as unknown,
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('the secret stands in the item only when the user says so', async () => {
	const twig = await startTwig();
	const create = { operation: 'create', url, events };
	const without = await runTwig(twig, create);
	const off = await runTwig(twig, { ...create, options: { includeSecret: false } });
	const on = await runTwig(twig, { ...create, options: { includeSecret: true } });
	const secrets = twig.hooks().map(({ secret }) => secret);
	expect(secrets).toHaveLength(3);
	for (const { items, logs } of [without, off]) {
		for (const secret of secrets) expect(JSON.stringify([items, logs])).not.toContain(secret);
	}
	expect(on.items[0]?.json.secret).toBe(secrets[2]);
	expect(on.items[0]?.json).not.toHaveProperty('note');
	expect(JSON.stringify(on.logs)).not.toContain(secrets[2]);
});

test('an event that this version does not know is asked for as it is written', async () => {
	const twig = await startTwig();
	await runTwig(twig, { operation: 'create', url, events: ['agent.renamed'] });
	expect(twig.hooks()[0]?.events).toEqual(['agent.renamed']);
});

test('no events chosen means all that the documentation lists, written out', async () => {
	const twig = await startTwig();
	await runTwig(twig, { operation: 'create', url });
	expect(twig.hooks()[0]?.events).toEqual([
		'interaction.created',
		'interaction.completed',
		'interaction.feedback',
		'agent.created',
		'agent.updated',
		'agent.deleted',
		'datasource.created',
		'datasource.processed',
		'datasource.failed',
		'user.created',
		'user.updated',
	]);
	expect(twig.hooks()[0]?.description).toBe('Made by n8n');
});

test('events may come as a text with commas, and each counts once', async () => {
	const twig = await startTwig();
	await runTwig(
		twig,
		{ operation: 'create', url, events: '={{ $json.events }}' },
		{ items: [{ events: 'agent.updated, user.created,agent.updated' }] },
	);
	expect(twig.hooks()[0]?.events).toEqual(['agent.updated', 'user.created']);
});

test('each item makes a webhook of its own, in order', async () => {
	const twig = await startTwig();
	const urls = ['https://a.example.com/', 'https://b.example.com/'];
	const { items } = await runTwig(
		twig,
		{ operation: 'create', url: '={{ $json.url }}', events },
		{ items: urls.map((each) => ({ url: each })) },
	);
	expect(twig.hooks().map((hook) => hook.url)).toEqual(urls);
	expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
		twig.hooks().map(({ id }, item) => [id, { item }]),
	);
});

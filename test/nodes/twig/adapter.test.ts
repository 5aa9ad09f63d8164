import { createApiClient } from '../../../nodes/shared/n8n/api/client';
import { createTwigAdapter } from '../../../nodes/shared/subscriptions/adapters/twig';
import type { KnownHook } from '../../../nodes/shared/subscriptions/adapter';
import { Twig } from '../../../nodes/Twig/Twig.node';
import { hookContext } from '../../support/n8n/runNode';
import { startTwig, twigCredentialFor } from '../../support/n8n/twig';
import type { FakeTwig, TwigOptions } from '../../support/services/twig';

const wanted = { url: 'https://n8n.example.com/webhook/1', events: ['agent.updated'] };

function adapterFor(twig: FakeTwig) {
	const context = hookContext({ nodeType: new Twig(), credential: twigCredentialFor(twig) });
	return createTwigAdapter(createApiClient(context, 'twigApi', { baseUrl: twig.url }));
}

async function subscribed(options?: TwigOptions) {
	const twig = await startTwig(options);
	const adapter = adapterFor(twig);
	const { id, secret } = await adapter.create(wanted);
	const known: KnownHook = { id, target: adapter.target, ...wanted };
	return { twig, adapter, known, secret };
}

test('a webhook is made, tested and removed over HTTP', async () => {
	const { twig, adapter, known, secret } = await subscribed();
	expect(twig.hooks()).toMatchObject([{ ...wanted, id: known.id, secret }]);
	twig.script({ answer: { statusCode: 202 } });
	await adapter.sendTestEvent(known.id);
	expect(await adapter.remove(known)).toBe('removed');
	expect(twig.hooks()).toEqual([]);
	expect(twig.calls().map(({ method, path }) => `${method} ${path}`)).toEqual([
		'POST /api/webhooks',
		`POST /api/webhooks/${known.id}/test`,
		`DELETE /api/webhooks/${known.id}`,
	]);
});

test.each(['notOffered', 'noRoute'] as const)(
	'where nothing can be deleted (%s), the webhook stays, and that is said',
	async (removal) => {
		const { twig, adapter, known } = await subscribed({ removal });
		expect(await adapter.remove(known)).toBe('notOffered');
		expect(twig.hooks()).toHaveLength(1);
	},
);

test('a webhook that somebody deleted by hand is gone', async () => {
	const { twig, adapter, known } = await subscribed();
	twig.forget(known.id);
	expect(await adapter.remove(known)).toBe('gone');
});

test('a removal without an answer may have taken effect', async () => {
	const { twig, adapter, known } = await subscribed();
	twig.script({ effects: 1, answer: 'dropped' });
	await expect(adapter.remove(known)).rejects.toMatchObject({
		facts: { kind: 'network' },
		isAmbiguous: true,
	});
	expect(twig.hooks()).toEqual([]);
	expect(await adapter.remove(known)).toBe('gone');
});

test('a webhook may exist although making it failed', async () => {
	const twig = await startTwig();
	twig.script({ effects: 1, answer: { statusCode: 500 } });
	await expect(adapterFor(twig).create(wanted)).rejects.toMatchObject({ isAmbiguous: true });
	expect(twig.hooks()).toHaveLength(1);
});

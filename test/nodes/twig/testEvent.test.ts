import { createHmac } from 'node:crypto';
import { startReceiver } from '../../support/n8n/receiver';
import { runTwig, startTwig } from '../../support/n8n/twig';
import type { FakeTwig, TwigHook } from '../../support/services/twig';

/** Makes a webhook as another program would. */
async function makeHook(twig: FakeTwig, url: string): Promise<TwigHook> {
	await fetch(`${twig.url}/api/webhooks`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${twig.apiKey}` },
		body: JSON.stringify({ url, events: ['agent.updated'] }),
	});
	return twig.hooks()[0] as TwigHook;
}

test('a test event is asked for, and arrives signed', async () => {
	const twig = await startTwig({ acceptsHttp: true });
	const receiver = await startReceiver();
	const { id, secret } = await makeHook(twig, receiver.url);
	const { items, error } = await runTwig(twig, { operation: 'sendTestEvent', webhookId: id });
	expect(error).toBeUndefined();
	expect(twig.calls().at(-1)).toMatchObject({
		method: 'POST',
		path: `/api/webhooks/${id}/test`,
		headers: { authorization: `Bearer ${twig.apiKey}` },
		body: '',
	});
	expect(items).toEqual([{ json: { id, testEvent: 'requested' }, pairedItem: { item: 0 } }]);
	const [received] = receiver.requests;
	const body = received?.body ?? Buffer.alloc(0);
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	expect(received?.headers['x-twig-signature']).toBe(signature);
	expect(JSON.parse(body.toString())).toMatchObject({ type: 'agent.updated' });
});

test('nothing of an answer that is not documented gets into the item', async () => {
	const twig = await startTwig();
	twig.script({ answer: { statusCode: 200, body: { secret: 'whsec_whole_webhook' } } });
	const { items } = await runTwig(twig, { operation: 'sendTestEvent', webhookId: 'wh_abc123' });
	expect(items[0]?.json).toEqual({ id: 'wh_abc123', testEvent: 'requested' });
});

test('a webhook that is gone is an error that says where to look', async () => {
	const twig = await startTwig();
	const { error } = await runTwig(twig, { operation: 'sendTestEvent', webhookId: 'wh_gone' });
	expect(error).toMatchObject({
		message:
			'Twig AI does not have what was asked for (POST /api/webhooks/wh_gone/test, status 404): Webhook not found',
		description: expect.stringContaining('Settings → Webhooks in Twig AI') as unknown,
		httpCode: '404',
	});
});

test.each(['', ' ', '..', 'a/b', 'wh_1?x=1', 'wh 1', '../../users'])(
	'the ID "%s" is refused before any call',
	async (webhookId) => {
		const twig = await startTwig();
		const { error } = await runTwig(twig, { operation: 'sendTestEvent', webhookId });
		expect(error?.message).toContain("The field 'Webhook ID' is empty or holds characters");
		expect(twig.calls()).toEqual([]);
	},
);

import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import {
	gitHub,
	plainHex,
	prefixedHex,
	providers,
	standardWebhooks,
	stripe,
} from '../../support/n8n/providers';
import type { Provider } from '../../support/n8n/providers';
import { startTrigger } from '../../support/n8n/trigger';

const clock = useClock();
const json = { 'Content-Type': 'application/json' };
const payload = {
	id: 'evt_1',
	object: 'event',
	type: 'order.paid',
	created: 1_700_000_000,
	livemode: false,
	data: { object: { id: 'ord_1', object: 'order', name: 'Zoë' } },
};
const body = Buffer.from(JSON.stringify(payload));

const AGE_SECONDS = 7;
const now = '2023-11-14T22:13:20.000Z';
const signedTime = '2023-11-14T22:13:13.000Z';

const facts = (provider: Provider, item: IDataObject, unsigned: string[]): IDataObject => ({
	source: provider.scheme,
	body: payload,
	...item,
	verification: {
		scheme: provider.scheme,
		secret: 'current',
		ageSeconds: provider.signsTime ? AGE_SECONDS : null,
		unsigned,
	},
});

const items: Array<[Provider, IDataObject]> = [
	[
		standardWebhooks,
		facts(
			standardWebhooks,
			{ id: 'msg_1', event: 'order.paid', timestamp: signedTime, data: payload.data },
			[],
		),
	],
	[
		gitHub,
		facts(gitHub, { id: 'delivery-1', event: 'push', timestamp: now, data: payload }, [
			'id',
			'event',
			'timestamp',
		]),
	],
	[
		stripe,
		facts(
			stripe,
			{ id: 'evt_1', event: 'order.paid', timestamp: signedTime, data: payload.data.object },
			[],
		),
	],
	...[plainHex, prefixedHex].map((provider): [Provider, IDataObject] => [
		provider,
		facts(provider, { id: 'evt_1', event: 'order.paid', timestamp: now, data: payload.data }, [
			'timestamp',
		]),
	]),
];

test.each(items.map(([provider, item]) => ({ scheme: provider.scheme, provider, item })))(
	'a genuine $scheme event starts the workflow with one item',
	async ({ provider, item }) => {
		const { parameters, secret } = provider;
		const trigger = await startTrigger({ parameters, secrets: { secret } });
		const signature = provider.sign(body, { secret, seconds: clock.nowSeconds - AGE_SECONDS });
		const exchange = await trigger.post(body, { ...json, ...signature });

		expect(exchange.result).toEqual({
			webhookResponse: { received: true },
			workflowData: [[{ json: item }]],
		});
		expect(exchange).toMatchObject({
			statusCode: 200,
			answer: { received: true },
			logs: [{ level: 'info', metadata: { outcome: 'accepted' } }],
		});
	},
);

test('every scheme of the node is tried here', async () => {
	expect(providers.map(({ scheme }) => scheme).sort()).toEqual(
		items.map(([{ scheme }]) => scheme).sort(),
	);
});

describe('facts that the sender does not give', () => {
	test('an id and an event that are nowhere are null, and are not called unsigned', async () => {
		const { parameters, secret } = gitHub;
		const trigger = await startTrigger({ parameters, secrets: { secret } });
		const signature = gitHub.sign(body, { secret, seconds: 0 })['X-Hub-Signature-256'] as string;
		const { item } = await trigger.post(body, { ...json, 'X-Hub-Signature-256': signature });
		expect(item).toMatchObject({
			id: null,
			event: null,
			verification: { unsigned: ['timestamp'] },
		});
	});

	test.each<[string, IDataObject, IDataObject]>([
		['event before type', { event: 'a', type: 'b' }, { event: 'a' }],
		['event_type last', { event_type: 'c' }, { event: 'c' }],
		['a number as id', { id: 42 }, { id: '42' }],
		['data that is null', { data: null }, { data: null }],
		['no data', { total: 5 }, { data: { total: 5 } }],
	])('plain HMAC finds %s', async (_, content, expected) => {
		const { parameters, secret } = plainHex;
		const trigger = await startTrigger({ parameters, secrets: { secret } });
		const bytes = Buffer.from(JSON.stringify(content));
		const signature = plainHex.sign(bytes, { secret, seconds: 0 });
		const { item } = await trigger.post(bytes, { ...json, ...signature });
		expect(item).toMatchObject(expected);
	});
});

describe('several secrets and several signatures', () => {
	const older = { previousSecret: 'an older secret', previousSecret2: 'the oldest secret' };

	test.each<[string, string]>([
		[plainHex.secret, 'current'],
		[older.previousSecret, 'previous'],
		[older.previousSecret2, 'previous2'],
	])('an event signed with "%s" is accepted by the %s secret', async (secret, name) => {
		const trigger = await startTrigger({
			parameters: plainHex.parameters,
			secrets: { secret: plainHex.secret, ...older },
		});
		const signature = plainHex.sign(body, { secret, seconds: 0 });
		const { item } = await trigger.post(body, { ...json, ...signature });
		expect(item).toMatchObject({ verification: { secret: name } });
	});

	test('one genuine signature among several in the header is enough', async () => {
		const { parameters, secret, otherSecret } = standardWebhooks;
		const trigger = await startTrigger({ parameters, secrets: { secret } });
		const seconds = clock.nowSeconds;
		const genuine = standardWebhooks.sign(body, { secret, seconds });
		const other = standardWebhooks.sign(body, { secret: otherSecret, seconds });
		const both = [other, { 'webhook-signature': 'v1a,ed25519' }, genuine]
			.map((headers) => headers['webhook-signature'])
			.join(' ');
		const { item } = await trigger.post(body, { ...json, ...genuine, 'webhook-signature': both });
		expect(item).toMatchObject({ id: 'msg_1' });
	});

	test.each(['base64', 'hex'] as const)(
		'a secret that is written as %s is decoded',
		async (format) => {
			const key = 'key of any length';
			const trigger = await startTrigger({
				parameters: plainHex.parameters,
				secrets: { secret: Buffer.from(key).toString(format), keyFormat: format },
			});
			const signature = plainHex.sign(body, { secret: key, seconds: 0 });
			expect(await trigger.post(body, { ...json, ...signature })).toMatchObject({
				statusCode: 200,
			});
		},
	);
});

describe('timestamp tolerance', () => {
	const { parameters, secret } = standardWebhooks;

	test.each<[string, number | undefined, number, number]>([
		['the default', undefined, 300, 200],
		['the default', undefined, 301, 401],
		['the default', undefined, -300, 200],
		['the default', undefined, -301, 401],
		['10 seconds', 10, 10, 200],
		['10 seconds', 10, 11, 401],
		['a day', 86_400, 86_400, 200],
	])('with %s (%p), an age of %d s gives %d', async (_, toleranceSeconds, age, statusCode) => {
		const trigger = await startTrigger({
			parameters: { ...parameters, options: { ...(toleranceSeconds && { toleranceSeconds }) } },
			secrets: { secret },
		});
		const signature = standardWebhooks.sign(body, { secret, seconds: clock.nowSeconds - age });
		expect(await trigger.post(body, { ...json, ...signature })).toMatchObject({ statusCode });
	});
});

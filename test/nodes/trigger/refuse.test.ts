import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { gitHub, plainHex, providers, standardWebhooks, stripe } from '../../support/n8n/providers';
import type { Provider } from '../../support/n8n/providers';
import { startTrigger } from '../../support/n8n/trigger';
import type { Trigger } from '../../support/n8n/trigger';
import type { Exchange } from '../../support/n8n/webhookServer';

const clock = useClock();
const json = { 'Content-Type': 'application/json' };
const body = Buffer.from('{"id":"evt_1","type":"order.paid","data":{"object":{"id":1}}}');
const secretsOf = ({ secret }: Provider) => ({ secret, previousSecret: secret });

type Headers = Record<string, string | readonly string[]>;

const startFor = async (provider: Provider, options: IDataObject = {}): Promise<Trigger> =>
	await startTrigger({
		parameters: { ...provider.parameters, options },
		secrets: secretsOf(provider),
	});

const genuine = (provider: Provider, seconds = clock.nowSeconds): Record<string, string> =>
	provider.sign(body, { secret: provider.secret, seconds });

/** What every refusal has in common, whatever its cause. */
function expectRefusal(exchange: Exchange, reason: string): void {
	expect(exchange).toMatchObject({ statusCode: 401, answer: { error: 'invalid signature' } });
	expect(exchange.result).toEqual({ noWebhookResponse: true });
	expect(exchange.logs).toEqual([
		{
			level: 'warn',
			message: expect.stringContaining(
				'Refused a request at the node "Signed Webhook Trigger": ',
			) as unknown,
			metadata: expect.objectContaining({ reason, workflowId: 'workflow1' }) as unknown,
		},
	]);
}

const replaced = (headers: Record<string, string>, name: string, value: string): Headers => ({
	...headers,
	[name]: value,
});

describe.each(providers)('$scheme', (provider) => {
	const { signatureHeader } = provider;
	const attacks: Array<[string, string, () => { headers: Headers; body?: Buffer }]> = [
		['without any header', 'missingHeader', () => ({ headers: {} })],
		[
			'with an empty signature',
			'missingHeader',
			() => ({ headers: replaced(genuine(provider), signatureHeader, '') }),
		],
		[
			'with one byte of the body changed',
			'noMatch',
			() => ({
				headers: genuine(provider),
				body: Buffer.from(body.toString().replace('order.paid', 'order.laid')),
			}),
		],
		[
			'with a byte behind the body',
			'bodyWhiteSpace',
			() => ({ headers: genuine(provider), body: Buffer.concat([body, Buffer.from('\n')]) }),
		],
		['with no body', 'bodyMissing', () => ({ headers: genuine(provider), body: Buffer.alloc(0) })],
		[
			'signed with another secret',
			'noMatch',
			() => ({
				headers: provider.sign(body, {
					secret: provider.otherSecret,
					seconds: clock.nowSeconds,
				}),
			}),
		],
		[
			'with the signature sent twice',
			'duplicateHeader',
			() => {
				const headers = genuine(provider);
				const value = headers[signatureHeader] as string;
				return { headers: { ...headers, [signatureHeader]: [value, value] } };
			},
		],
		[
			'with a signature that is none',
			provider.scheme === 'stripe' ? 'malformedTimestamp' : 'malformedSignature',
			() => ({ headers: replaced(genuine(provider), signatureHeader, 'v1=abc') }),
		],
		[
			'with a signature of endless length',
			'headerTooLong',
			() => ({ headers: replaced(genuine(provider), signatureHeader, 'a'.repeat(5000)) }),
		],
	];

	test.each(attacks)('a request %s is refused: %s', async (_, reason, attack) => {
		const trigger = await startFor(provider, { includeHeaders: 'all', includeRawBody: true });
		const { headers, body: content } = attack();
		const exchange = await trigger.post(content ?? body, { ...json, ...headers });
		expectRefusal(exchange, reason);
		const signature = [headers[signatureHeader] ?? []].flat().filter((text) => text.length > 10);
		expect(findLeaks([exchange.logs, exchange.answer], provider.secret, ...signature)).toEqual([]);
	});
});

const minutes = 60;

test.each<[string, Provider, number, string]>([
	['an old timestamp', standardWebhooks, 6 * minutes, 'genuineButTooOld'],
	['a timestamp in the future', standardWebhooks, -6 * minutes, 'genuineButTooNew'],
	['an old timestamp', stripe, 6 * minutes, 'genuineButTooOld'],
	['a timestamp in the future', stripe, -6 * minutes, 'genuineButTooNew'],
])('a genuine request with %s ($scheme) is refused', async (_, provider, age, reason) => {
	const trigger = await startFor(provider);
	const headers = genuine(provider, clock.nowSeconds - age);
	expectRefusal(await trigger.post(body, { ...json, ...headers }), reason);
});

const sw = (headers: Headers) => () => ({ ...genuine(standardWebhooks), ...headers });

test.each<[string, string, () => Headers]>([
	[
		'an id with a dot, where the signed text could be cut',
		'malformedId',
		sw({ 'webhook-id': 'a.b' }),
	],
	[
		'a timestamp with something behind it',
		'malformedTimestamp',
		sw({ 'webhook-timestamp': '1700000000x' }),
	],
	['two ids', 'duplicateHeader', sw({ 'webhook-id': ['msg_1', 'msg_2'] })],
	['an id of its own choice', 'noMatch', sw({ 'webhook-id': 'msg_other' })],
	[
		'a fresh timestamp on an old signature',
		'noMatch',
		() => ({
			...genuine(standardWebhooks, clock.nowSeconds - 100),
			'webhook-timestamp': String(clock.nowSeconds),
		}),
	],
	[
		'only signatures of another version',
		'unsupportedVersion',
		sw({ 'webhook-signature': 'v1a,abc' }),
	],
	[
		'more signatures than anyone has',
		'tooManySignatures',
		() => ({
			...genuine(standardWebhooks),
			'webhook-signature': Array(11).fill(genuine(standardWebhooks)['webhook-signature']).join(' '),
		}),
	],
])('Standard Webhooks: %s', async (_, reason, headers) => {
	const trigger = await startFor(standardWebhooks);
	expectRefusal(await trigger.post(body, { ...json, ...headers() }), reason);
});

test('Stripe: two timestamps are refused', async () => {
	const trigger = await startFor(stripe);
	const { 'Stripe-Signature': signature = '' } = genuine(stripe);
	const headers = { 'Stripe-Signature': `t=${clock.nowSeconds},${signature}` };
	expectRefusal(await trigger.post(body, { ...json, ...headers }), 'malformedTimestamp');
});

test('a header that is signed for one scheme proves nothing to another', async () => {
	const trigger = await startFor(gitHub);
	const headers = genuine({ ...plainHex, secret: gitHub.secret });
	expectRefusal(await trigger.post(body, { ...json, ...headers }), 'missingHeader');
});

test('requests that cannot be genuine are refused without reading the credential', async () => {
	const trigger = await startFor(standardWebhooks);
	await trigger.post(body, json);
	const headers = genuine(standardWebhooks, clock.nowSeconds);
	await trigger.post(body, { ...json, ...headers, 'webhook-signature': 'v1,short' });
	await trigger.post(body, { ...json, ...headers, 'webhook-timestamp': 'yesterday' });
	expect(trigger.credential.reads).toBe(0);
});

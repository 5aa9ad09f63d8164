import type { IDataObject } from 'n8n-workflow';
import { findLeaks } from '../../support/n8n/leaks';
import { providers, standardWebhooks } from '../../support/n8n/providers';
import type { Provider } from '../../support/n8n/providers';
import { answering, refusingUrl, startReceiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';
import type { SendResult, SendSetup } from '../../support/n8n/send';

const { secret, parameters } = standardWebhooks;

describe('the search for leaks', () => {
	const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
	const hidden = Object.defineProperty(new Error('a'), 'hidden', { value: secret });

	test.each<[string, unknown]>([
		['as it is', `the secret is ${secret}!`],
		['without its prefix', [key.toString('base64')]],
		['as hex', { a: { b: key.toString('hex') } }],
		['as base64 of its text', Buffer.from(secret).toString('base64')],
		['as bytes', { buffer: key }],
		['in the message of a cause', new Error('outer', { cause: new Error(secret) })],
		['in a property that JSON does not show', hidden],
	])('finds a secret %s', (_, value) => {
		expect(findLeaks(value, secret)).not.toEqual([]);
	});

	test('finds nothing in what holds no secret', () => {
		expect(findLeaks({ a: ['whsec_', 'other', new Error('x')] }, secret)).toEqual([]);
	});
});

const urls: Array<[string, () => Promise<string>, IDataObject]> = [
	['a delivery', async () => (await startReceiver()).url, {}],
	['a refusal', async () => (await startReceiver(answering(401))).url, {}],
	['a refused connection', refusingUrl, {}],
	[
		'an invalid certificate',
		async () => (await startReceiver(answering(200), { tls: true })).url,
		{},
	],
	['a timeout', async () => (await startReceiver(() => undefined)).url, { timeoutSeconds: 1 }],
	['a wrong option', async () => 'https://receiver.invalid', { concurrency: 0 }],
	[
		'a wrong header',
		async () => 'https://receiver.invalid',
		{ headers: { values: [{ name: 'a b' }] } },
	],
];

describe.each(urls)('after %s', (_, startUrl, options) => {
	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'no secret and no signature is in items, errors or logs (On Error = %s)',
		async (onError) => {
			const url = await startUrl();
			const run = async (provider: Provider): Promise<SendResult> =>
				await send({
					parameters: {
						...provider.parameters,
						url,
						retryPolicy: 'none',
						options: { allowHttp: true, allowPrivateAddresses: true, ...options },
					},
					items: [{ a: 1 }],
					secrets: { secret: provider.secret, previousSecret: provider.otherSecret },
					onError,
				});
			const results = await Promise.all(providers.map(run));
			for (const { secret: current, otherSecret } of providers) {
				expect(findLeaks(results, current, otherSecret)).toEqual([]);
			}
			for (const provider of providers.filter(({ signsTime }) => !signsTime)) {
				const body = Buffer.from('{"a":1}');
				const signed = provider.sign(body, { secret: provider.secret, seconds: 0 });
				const signature = signed[provider.signatureHeader] as string;
				expect(findLeaks(results, signature)).toEqual([]);
			}
		},
	);
});

test('a secret that cannot be used is not in the error', async () => {
	for (const unusable of [
		'my secret with a blank ',
		'whsec_this is no base64',
		'c2hvcnQgc2VjcmV0',
	]) {
		const result = await send({
			parameters: { ...parameters, url: 'https://receiver.invalid' },
			secrets: { secret: unusable },
		});
		expect(result.error).toBeDefined();
		expect(findLeaks(result, unusable, unusable.trim())).toEqual([]);
	}
});

describe('user name and password in the URL', () => {
	test.each<[string, SendSetup['onError'], number]>([
		['delivered', 'stopWorkflow', 200],
		['failed', 'stopWorkflow', 403],
		['failed', 'continueRegularOutput', 403],
	])('are sent, and shown nowhere: %s, On Error = %s', async (_, onError, statusCode) => {
		const receiver = await startReceiver(answering(statusCode));
		const url = receiver.url.replace('//', '//alice:pass%20word@');
		const { items, error } = await send({
			parameters: {
				...parameters,
				url,
				retryPolicy: 'none',
				options: { allowHttp: true, allowPrivateAddresses: true },
			},
			secrets: { secret },
			onError,
		});
		const [request] = receiver.requests;
		const login = `Basic ${Buffer.from('alice:pass word').toString('base64')}`;
		expect(request?.headers.authorization).toBe(login);
		// What the error says. Beside that it holds the node, which shows its URL to its editors.
		const shown = [items, error?.message, error?.description, error?.messages];
		expect(findLeaks(shown, 'alice', 'pass word', 'pass%20word')).toEqual([]);
	});

	test.each<[string, string]>([
		['with http://', 'http://alice:password@receiver.invalid'],
		['that is not complete', '//alice:password@receiver.invalid'],
		['of another kind', 'ftp://alice:password@receiver.invalid'],
	])('are not in the error about a URL %s', async (_, url) => {
		const { error } = await send({ parameters: { ...parameters, url }, secrets: { secret } });
		expect(error?.message).toContain("The field 'URL'");
		expect(findLeaks([error?.message, error?.description], 'alice', 'password')).toEqual([]);
	});
});

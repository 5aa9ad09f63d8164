import { CredentialTestContext } from 'n8n-core';
import type { INodeCredentialTestResult } from 'n8n-workflow';
import {
	createApiKeyTest,
	testSigningCredential,
} from '../../nodes/shared/n8n/credentials/secretTest';
import { credentialDefinitions, restCredential } from '../../nodes/shared/services/credentials';
import type { SigningSecrets } from '../support/n8n/credential';
import { runKeyTest } from '../support/n8n/credentialTest';
import { gitHub } from '../support/n8n/providers';
import { startTrigger } from '../support/n8n/trigger';
import { startReceiver } from '../support/n8n/receiver';

describe.each(['Clawlet', 'JoAI', 'LVNG'])('the secret of %s', (service) => {
	const type = { Clawlet: 'clawletWebhookApi', JoAI: 'joAiWebhookApi', LVNG: 'lvngWebhookApi' }[
		service
	] as string;
	const run = async (data: SigningSecrets): Promise<INodeCredentialTestResult> =>
		await testSigningCredential({ id: '1', name: service, type, data: { ...data } });

	test('passes, and it is said that only its form was checked', async () => {
		expect(await run({ secret: 'a secret of ours' })).toMatchObject({
			status: 'OK',
			message: expect.stringContaining('This test can check no more than that') as unknown,
		});
	});

	test.each<[string, SigningSecrets, string]>([
		[
			'an empty one',
			{ secret: '' },
			`'Secret' of the credential '${service} Webhook API' is empty`,
		],
		[
			'a blank behind it',
			{ secret: 'a secret of ours ' },
			`'Secret' of the credential '${service} Webhook API' starts or ends with white space`,
		],
		[
			'a blank behind an older one',
			{ secret: 'a secret of ours', previousSecret: 'an older one ' },
			`'Previous Secret' of the credential '${service} Webhook API' starts or ends with white space`,
		],
	])('%s is an error that names credential and field', async (_, data, message) => {
		const result = await run(data);
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(message) as unknown,
		});
		expect(result.message).not.toContain('of ours');
	});
});

test('the key of an API that nobody knows is tested by its form, and goes nowhere', async () => {
	const receiver = await startReceiver();
	const data = {
		apiKey: 'Bearer abc123',
		keyHeader: 'X-Key',
		baseUrl: new URL(receiver.url).origin,
	};
	const run = async (changes: Record<string, string>): Promise<INodeCredentialTestResult> =>
		await createApiKeyTest(restCredential).call(new CredentialTestContext(), {
			id: '1',
			name: 'REST',
			type: 'restWebhookApi',
			data: { ...data, ...changes },
		});
	expect(await run({})).toMatchObject({
		status: 'OK',
		message: expect.stringContaining('This test can check no more than that') as unknown,
	});
	expect(await run({ baseUrl: 'http://api.example.com' })).toMatchObject({ status: 'Error' });
	expect(receiver.requests).toEqual([]);
});

const SHARED_SECRET = '3c9d81f05b7e42a6';

describe.each([
	{ type: 'gitHubWebhookApi', key: { accessToken: `ghp_${'a1B2c3'.repeat(6)}` }, form: 'whsec_' },
	{ type: 'stripeWebhookApi', key: { secretKey: `rk_test_${'a1B2c3'.repeat(6)}` }, form: 'whsec_' },
	{ type: 'luaApi', key: { apiKey: 'lua_8f31c07bd29ea654' }, form: '' },
	{ type: 'twigApi', key: { apiKey: 'twigsk_8f31c07bd29ea654' }, form: '' },
])('the credential $type', ({ type, key, form }) => {
	const [[keyField, goodKey] = ['', '']] = Object.entries(key);
	const good = `${type === 'stripeWebhookApi' ? form : ''}${SHARED_SECRET}`;

	/** The result, and how many calls were made to find it. */
	async function run(changes: Record<string, string>) {
		const receiver = await startReceiver();
		const data = { [keyField]: goodKey, baseUrl: new URL(receiver.url).origin, secret: good };
		const result = await runKeyTest({ name: type }, { ...data, ...changes });
		return { ...result, calls: receiver.requests.length };
	}

	test('passes with good values, also without a secret', async () => {
		expect(await run({})).toMatchObject({ status: 'OK', calls: 1 });
		expect(await run({ secret: '' })).toMatchObject({ status: 'OK', calls: 1 });
	});

	const pem = '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----';

	test.each([
		[`sk_live_51${'a1B2c3'.repeat(16)}`, /holds an API key such as those of Stripe/],
		[`ghp_${'a1B2c3'.repeat(6)}`, /holds an access token of GitHub, not a signing secret/],
		['whsec_test_secret', /holds a placeholder, so anyone could sign with it/],
		['your-secret-here', /holds a placeholder, so anyone could sign with it/],
		[pem, /holds a key of a key pair instead of a shared secret/],
	])('%j as its secret is an error that says where the right one is', async (secret, message) => {
		const definition = credentialDefinitions.find((each) => each.type === type);
		const result = await run({ secret });
		expect(result).toMatchObject({ status: 'Error', calls: 0 });
		expect(result.message).toMatch(message);
		expect(result.message).toContain(definition?.secretSource);
	});
});

test.each<[string, string, Record<string, string>, string]>([
	['a key that says Bearer', 'stripeWebhookApi', { secretKey: 'Bearer rk_test_1' }, "'Bearer'"],
	['a signing secret as key', 'stripeWebhookApi', { secretKey: 'whsec_a1B2' }, "'Signing Secret'"],
	['a publishable key', 'stripeWebhookApi', { secretKey: 'pk_live_a1B2' }, 'a publishable key'],
	['a token of an app', 'gitHubWebhookApi', { accessToken: 'ghs_a1B2' }, 'the token of an app'],
	['a token that says token', 'gitHubWebhookApi', { accessToken: 'token ghp_a1' }, "'Bearer'"],
	['a key that says Bearer', 'luaApi', { apiKey: 'Bearer lua_1' }, "'Bearer'"],
	['a signing secret as key', 'twigApi', { apiKey: 'whsec_a1B2' }, "'Signing Secret'"],
	[
		"a part of Stripe's secret",
		'stripeWebhookApi',
		{ secretKey: 'rk_test_1', secret: 'whsec_a1' },
		'or only a part of one',
	],
	[
		"Stripe's secret without its beginning",
		'stripeWebhookApi',
		{ secretKey: 'rk_test_1', secret: SHARED_SECRET },
		'holds no signing secret of Stripe',
	],
	[
		"a secret shorter than GitHub's field demands",
		'gitHubWebhookApi',
		{ accessToken: 'ghp_1', secret: '123abc456def789' },
		'fewer than 16 characters',
	],
])('%s is an error before any call, of %s', async (_, type, data, message) => {
	const receiver = await startReceiver();
	const result = await runKeyTest(
		{ name: type },
		{ ...data, baseUrl: new URL(receiver.url).origin },
	);
	expect(result).toMatchObject({
		status: 'Error',
		message: expect.stringContaining(message) as unknown,
	});
	expect(receiver.requests).toEqual([]);
});

test('a short secret of GitHub that is on its way out is no error', async () => {
	const receiver = await startReceiver();
	const data = { accessToken: 'ghp_1', secret: SHARED_SECRET, previousSecret: 'k7' };
	const baseUrl = new URL(receiver.url).origin;
	expect(await runKeyTest({ name: 'gitHubWebhookApi' }, { ...data, baseUrl })).toMatchObject({
		status: 'OK',
	});
});

test.each(['k7', 'changeme', `ghp_${'a1B2c3'.repeat(6)}`])(
	'a trigger accepts events that are really signed with %j',
	async (secret) => {
		const trigger = await startTrigger({ parameters: gitHub.parameters, secrets: { secret } });
		expect(await trigger.activate()).toBe(true);
		const body = Buffer.from('{"zen":"Keep it simple."}');
		const headers = gitHub.sign(body, { secret, seconds: 0 });
		const exchange = await trigger.post(body, { 'Content-Type': 'application/json', ...headers });
		expect(exchange.statusCode).toBe(200);
	},
);

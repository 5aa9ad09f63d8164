import type { IDataObject } from 'n8n-workflow';
import { StoredCredential } from '../../support/n8n/credential';
import { createTestAuthority } from '../../support/n8n/clientCertificates';
import {
	demandingCertificate,
	startAuthorization,
	startDemanding,
} from '../../support/n8n/demandingReceiver';
import type { Demand } from '../../support/n8n/demandingReceiver';
import { findLeaks } from '../../support/n8n/leaks';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';
import type { SendSetup } from '../../support/n8n/send';

const { secret } = standardWebhooks;
const options = { allowHttp: true, allowPrivateAddresses: true, circuitBreaker: false };
const KEY = 'a-key-that-opens-the-door';
const authority = createTestAuthority();

const run = async (
	url: string,
	authentication: IDataObject,
	parameters: IDataObject = {},
	setup: Partial<SendSetup> = {},
) =>
	await send({
		parameters: {
			...standardWebhooks.parameters,
			authentication: 'credential',
			url,
			retryPolicy: 'none',
			options,
			...parameters,
		},
		credential: new StoredCredential({ secret }, authentication as never),
		...setup,
	});

const basicOf = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

const kinds: ReadonlyArray<[string, IDataObject, Demand]> = [
	[
		'header',
		{ type: 'header', headerName: 'X-API-Key', headerValue: KEY },
		({ headers }) => headers['x-api-key'] === KEY,
	],
	[
		'basic',
		{ type: 'basic', user: 'me', password: `${KEY}:ü` },
		({ headers }) => headers.authorization === basicOf(`me:${KEY}:ü`),
	],
	[
		'bearer',
		{ type: 'bearer', token: KEY },
		({ headers }) => headers.authorization === `Bearer ${KEY}`,
	],
	[
		'query',
		{ type: 'query', parameterName: 'api key', parameterValue: `${KEY}&more` },
		({ path }) => new URL(path, 'http://host').searchParams.get('api key') === `${KEY}&more`,
	],
];

describe.each(kinds)('%s', (_, authentication, demand) => {
	test('opens a receiver that demands it, and the signature still fits', async () => {
		const receiver = await startDemanding(demand);
		const { items, error, logs } = await run(receiver.url, authentication);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ status: 'delivered', statusCode: 200 });
		const [request] = receiver.accepted();
		expect(request && isGenuine(standardWebhooks, request)).toBe(true);
		expect(findLeaks([items, logs], KEY)).toEqual([]);
	});

	test('is missing without it: the test receiver demands it', async () => {
		const receiver = await startDemanding(demand);
		const { error } = await run(receiver.url, authentication, { authentication: 'none' });
		expect(error?.message).toContain('The receiver answered 401');
	});

	test('is kept out of the record when the receiver echoes it', async () => {
		const receiver = await startReceiver((response, number) => {
			const request = receiver.requests[number - 1];
			response.writeHead(500, { 'content-type': 'application/json' });
			const { authorization = '', 'x-api-key': key = '' } = request?.headers ?? {};
			response.end(JSON.stringify({ path: request?.path, authorization, key }));
		});
		const { items } = await run(
			receiver.url,
			authentication,
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(JSON.stringify(items)).toContain('[redacted]');
		expect(findLeaks(items, KEY)).toEqual([]);
	});
});

const certificate = {
	type: 'certificate',
	certificate: authority.client.cert,
	privateKey: authority.client.key,
	caCertificate: authority.authority.cert,
};

describe('a client certificate', () => {
	const start = async () =>
		await startDemanding(() => true, [200], demandingCertificate(authority));

	test.each([
		['', {}],
		[
			' with an encrypted key',
			{ privateKey: authority.encryptedKey, passphrase: authority.passphrase },
		],
		[' pasted into fields of one line', { privateKey: authority.client.key.replaceAll('\n', ' ') }],
		[' beside a token', { type: 'bearer', token: KEY }],
	])('opens a server that demands one%s', async (_, changes) => {
		const receiver = await start();
		const { items, error, logs } = await run(receiver.url, { ...certificate, ...changes });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ status: 'delivered' });
		const [request] = receiver.requests;
		expect(request && isGenuine(standardWebhooks, request)).toBe(true);
		const key = authority.client.key.split('\n')[1] ?? '';
		expect(findLeaks([items, logs], KEY, key)).toEqual([]);
	});

	test('of nobody, or of another authority, is refused by that server', async () => {
		const receiver = await start();
		const other = createTestAuthority();
		const wrong = { certificate: other.client.cert, privateKey: other.client.key };
		const { items } = await run(
			receiver.url,
			{ ...certificate, ...wrong },
			{},
			{ onError: 'continueRegularOutput' },
		);
		const [record] = recordsOf({ items, logs: [] });
		expect(record).toMatchObject({ status: 'failed', statusCode: null });
		expect(receiver.requests).toHaveLength(0);
	});

	test('does not make a server trusted that another authority vouches for', async () => {
		const receiver = await start();
		const { error } = await run(receiver.url, { ...certificate, caCertificate: '' });
		expect(error?.message).toContain('certificate is not valid');
		expect(receiver.requests).toHaveLength(0);
	});
});

describe('OAuth2 client credentials', () => {
	const client = { id: 'client-1', secret: 'the-secret-of-the-client' };
	const credentialFor = (tokenUrl: string) => ({
		type: 'oauth2',
		tokenUrl,
		clientId: client.id,
		clientSecret: client.secret,
	});

	test('fetch a token once for many deliveries, and a new one when it was taken back', async () => {
		const server = await startAuthorization(client);
		const receiver = await startDemanding(({ headers }) => server.knows(headers));
		const many = { items: [{ a: 1 }, { a: 2 }, { a: 3 }] };
		const first = await run(receiver.url, credentialFor(server.tokenUrl), {}, many);
		expect(first.error).toBeUndefined();
		expect(server.requests).toHaveLength(1);
		server.revoke();
		const { items, logs, error } = await run(receiver.url, credentialFor(server.tokenUrl));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ status: 'delivered', attempts: [{ number: 1 }] });
		expect(server.issued).toHaveLength(2);
		const signatures = receiver.requests.map(({ headers }) => headers['webhook-id']);
		expect(signatures.at(-1)).toBe(signatures.at(-2));
		expect(receiver.accepted().every((each) => isGenuine(standardWebhooks, each))).toBe(true);
		expect(findLeaks([first, items, logs], client.secret, ...server.issued)).toEqual([]);
	});

	test('that are refused send nothing to the receiver, and say which', async () => {
		const server = await startAuthorization({ ...client, secret: 'another' });
		const receiver = await startReceiver();
		const { error } = await run(receiver.url, credentialFor(server.tokenUrl));
		expect(error?.message).toContain('The request could not be authenticated');
		expect(error?.description).toContain('answered 401 (invalid_client)');
		expect(receiver.requests).toHaveLength(0);
		expect(findLeaks(error, client.secret)).toEqual([]);
	});

	test('go to the token endpoint with the client certificate, too', async () => {
		const issuing = await startReceiver(
			(response) =>
				void response
					.writeHead(200, { 'content-type': 'application/json' })
					.end('{"access_token":"token-of-mtls","token_type":"bearer"}'),
			{ tls: demandingCertificate(authority) },
		);
		const receiver = await startDemanding(
			({ headers }) => headers.authorization === 'Bearer token-of-mtls',
			[200],
			demandingCertificate(authority),
		);
		const both = { ...certificate, ...credentialFor(issuing.url) };
		const { error } = await run(receiver.url, both);
		expect(error).toBeUndefined();
		expect(receiver.accepted()).toHaveLength(1);
	});
});

describe('a host that the credential does not allow', () => {
	const header = { type: 'header', headerName: 'X-API-Key', headerValue: KEY };
	const rows = (url: string, row: IDataObject = {}) => ({
		operation: 'sendToMany',
		eventName: 'order.paid',
		endpointSource: 'rows',
		endpointRows: [{ name: 'CRM', url, ...row }],
	});

	test.each<[string, string, boolean, boolean]>([
		['the field, no list', '', false, true],
		['the field, listed', 'example.com, 127.0.0.1', false, true],
		['the field, not listed', 'example.com', false, false],
		['a row, no list', '', true, false],
		['a row, listed', '127.0.0.1', true, true],
		['a row, not listed', '*.example.com', true, false],
	])('%s', async (_, allowedDomains, isRow, isAllowed) => {
		const receiver = await startReceiver();
		const { error } = await run(
			receiver.url,
			{ ...header, allowedDomains },
			isRow ? rows(receiver.url) : {},
		);
		expect(receiver.requests).toHaveLength(isAllowed ? 1 : 0);
		if (isAllowed) return expect(error).toBeUndefined();
		expect(error?.message).toMatch(/127\.0\.0\.1:\d+.*Add .* to its field 'Allowed Domains'/);
	});

	test('of a row that asks for none gets the signature alone', async () => {
		const receiver = await startReceiver();
		const { error } = await run(
			receiver.url,
			header,
			rows(receiver.url, { authentication: 'none' }),
		);
		expect(error).toBeUndefined();
		expect(receiver.requests[0]?.headers).not.toHaveProperty('x-api-key');
		expect(receiver.requests[0]?.headers).toHaveProperty('webhook-signature');
	});

	test('a row that asks for one needs a node that has one', async () => {
		const receiver = await startReceiver();
		const { error } = await run(receiver.url, header, {
			...rows(receiver.url, { authentication: 'Credential' }),
			authentication: 'none',
		});
		expect(error?.message).toMatch(/endpoint 'CRM' asks for the authentication.*'Authentication'/);
		expect(receiver.requests).toHaveLength(0);
	});
});

describe('sent again from its record', () => {
	const header = { type: 'header', headerName: 'X-API-Key', headerValue: KEY };

	async function failedRecord() {
		const receiver = await startDemanding(
			({ headers }) => headers['x-api-key'] === KEY,
			[500, 200],
		);
		const { items } = await run(
			receiver.url,
			header,
			{ options: { ...options, method: 'PATCH' } },
			{ onError: 'continueRegularOutput' },
		);
		return { receiver, record: recordsOf({ items, logs: [] })[0] as IDataObject };
	}

	test('a delivery is authenticated again, with the same method', async () => {
		const { receiver, record } = await failedRecord();
		expect(findLeaks(record, KEY)).toEqual([]);
		const { error } = await run('', header, { operation: 'redeliver', record });
		expect(error).toBeUndefined();
		expect(receiver.accepted().map(({ method }) => method)).toEqual(['PATCH', 'PATCH']);
	});

	test('and not without the credential', async () => {
		const { receiver, record } = await failedRecord();
		const again = { operation: 'redeliver', record, authentication: 'none' };
		const { error } = await run('', header, again);
		expect(error?.message).toContain("'Authentication'");
		expect(receiver.accepted()).toHaveLength(1);
	});
});

test('a test event is authenticated, too', async () => {
	const receiver = await startDemanding(({ headers }) => headers['x-api-key'] === KEY);
	const { items, error } = await run(
		receiver.url,
		{ type: 'header', headerName: 'X-API-Key', headerValue: KEY },
		{ operation: 'sendTestEvent', service: 'github', testEvent: 'push', defect: 'none' },
	);
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ asExpected: true });
	expect(findLeaks(items, KEY)).toEqual([]);
});

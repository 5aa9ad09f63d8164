import { createAccessTokens } from '../../../../nodes/shared/delivery/authentication/accessToken';
import type { OAuth2Client } from '../../../../nodes/shared/delivery/authentication/accessToken';
import type { TransportResult } from '../../../../nodes/shared/http/transport';
import { fixedRuntime, scriptedTransport } from '../../../support/runtime';

const client: OAuth2Client = {
	tokenUrl: 'https://auth.example.com/token',
	clientId: 'the client',
	clientSecret: 'a+b/c&d:e',
	scope: 'webhooks:write events',
	parameters: [['audience', 'https://api.example.com/']],
	sendCredentialsIn: 'header',
};

const json = (body: unknown, statusCode = 200): TransportResult => ({
	kind: 'response',
	statusCode,
	headers: {},
	body: Buffer.from(JSON.stringify(body)),
});

const token = (value: string, expiresIn?: number | string) =>
	json({ access_token: value, token_type: 'Bearer', expires_in: expiresIn });

function tokensWith(...results: TransportResult[]) {
	const { transport, sent } = scriptedTransport(...results);
	const { runtime, advance } = fixedRuntime();
	const tokens = createAccessTokens();
	const tools = { transport, runtime, timeoutMs: 1000, verifyCertificate: true };
	const get = async (refused?: string, other: Partial<OAuth2Client> = {}) =>
		await tokens.get({ ...client, ...other }, tools, refused);
	return { get, sent, advance };
}

const valueOf = (result: Awaited<ReturnType<ReturnType<typeof tokensWith>['get']>>) =>
	result.ok ? result.value : result.problem;

test('the request is that of RFC 6749, with the client in the header', async () => {
	const { get, sent } = tokensWith(token('t1', 3600));
	await get();
	const [request] = sent;
	expect(request).toMatchObject({ url: client.tokenUrl, publicAddressOnly: false });
	// Form encoded first, section 2.3.1: a colon or a plus would end or change the secret.
	const basic = Buffer.from('the+client:a%2Bb%2Fc%26d%3Ae').toString('base64');
	expect(request?.headers.Authorization).toBe(`Basic ${basic}`);
	expect(Object.fromEntries(new URLSearchParams(request?.body.toString()))).toEqual({
		grant_type: 'client_credentials',
		scope: client.scope,
		audience: 'https://api.example.com/',
	});
});

test('or with the client in the body', async () => {
	const { get, sent } = tokensWith(token('t1', 3600));
	await get(undefined, { sendCredentialsIn: 'body', scope: '', parameters: [] });
	const [request] = sent;
	expect(request?.headers).not.toHaveProperty('Authorization');
	expect(Object.fromEntries(new URLSearchParams(request?.body.toString()))).toEqual({
		grant_type: 'client_credentials',
		client_id: client.clientId,
		client_secret: client.clientSecret,
	});
});

test.each([
	[3600, 3_539_000, 3_541_000],
	['100', 89_000, 91_000],
	[1, 800, 950],
])(
	'a token for %s seconds is used up to shortly before its end',
	async (seconds, within, after) => {
		const { get, sent, advance } = tokensWith(token('t1', seconds), token('t2', seconds));
		expect(valueOf(await get())).toBe('t1');
		advance(within);
		expect(valueOf(await get())).toBe('t1');
		advance(after - within);
		expect(valueOf(await get())).toBe('t2');
		expect(sent).toHaveLength(2);
	},
);

test('a token without an end is used until it is refused', async () => {
	const { get, advance } = tokensWith(token('t1'), token('t2'));
	await get();
	advance(365 * 24 * 60 * 60 * 1000);
	expect(valueOf(await get())).toBe('t1');
	expect(valueOf(await get('t1'))).toBe('t2');
	// Another delivery was refused with the same old token, and finds the new one.
	expect(valueOf(await get('t1'))).toBe('t2');
});

test('many deliveries at once share one token request', async () => {
	const { get, sent } = tokensWith(token('t1', 3600), token('t2', 3600));
	const values = await Promise.all(Array.from({ length: 20 }, async () => valueOf(await get())));
	expect(new Set(values)).toEqual(new Set(['t1']));
	await Promise.all(Array.from({ length: 20 }, async () => await get('t1')));
	expect(sent).toHaveLength(2);
});

test('clients that differ in anything have tokens of their own', async () => {
	const { get } = tokensWith(token('t1', 3600), token('t2', 3600));
	expect(valueOf(await get())).toBe('t1');
	expect(valueOf(await get(undefined, { clientSecret: 'another' }))).toBe('t2');
});

test.each<[string, TransportResult, string]>([
	['a known error', json({ error: 'invalid_client' }, 401), 'answered 401 (invalid_client)'],
	['an unknown error', json({ error: client.clientSecret }, 400), 'answered 400'],
	['no JSON', json('<html>', 200), 'no access token that a header can carry'],
	['no token', json({ access_token: '' }), 'no access token that a header can carry'],
	['a broken token', json({ access_token: 'a\nb' }), 'no access token that a header can carry'],
	['another type', json({ access_token: 'a', token_type: 'mac' }), 'another type than Bearer'],
	[
		'no answer',
		{ kind: 'networkError', error: 'refused', message: 'The connection was refused' },
		'The connection was refused',
	],
])('%s is a problem, and the next one asks again', async (_, result, expected) => {
	const { get } = tokensWith(result, token('t2', 3600));
	const first = await get();
	expect(first.ok).toBe(false);
	expect(valueOf(first)).toContain(expected);
	expect(valueOf(first)).not.toContain(client.clientSecret);
	expect(valueOf(await get())).toBe('t2');
});

import { gitHub } from '../../support/n8n/providers';
import { startTrigger } from '../../support/n8n/trigger';

const { parameters, secret } = gitHub;
const body = Buffer.from('{"zen":"Keep it logically awesome."}');

const harmless = { 'x-request-id': 'req_1', 'user-agent': 'GitHub-Hookshot/1' };
const secrets = {
	authorization: 'Bearer abc',
	'proxy-authorization': 'Basic abc',
	cookie: 'theme=dark; lang=en',
	'x-api-key': 'key',
	'x-apikey': 'key',
	'x-gitlab-token': 'token',
	'x-shop-hmac': 'hmac',
	'x-client-secret': 'secret',
	'x-other-signature': 'signature',
	'x-auth-key': 'key',
	'x-password': 'word',
	'x-amzn-oidc-jwt': 'jwt',
	'x-session-id': 'session',
};
const signed = Object.fromEntries(
	Object.entries(gitHub.sign(body, { secret, seconds: 0 })).map(([name, value]) => [
		name.toLowerCase(),
		value,
	]),
);
const { 'x-hub-signature-256': signature, ...about } = signed;

async function headersOfItem(options: Record<string, string>): Promise<unknown> {
	const trigger = await startTrigger({
		parameters: { ...parameters, options },
		secrets: { secret },
	});
	const { item } = await trigger.post(body, {
		'content-type': 'application/json',
		...signed,
		...harmless,
		...secrets,
		cookie: `theme=dark; n8n-auth=session-of-an-editor; lang=en`,
	});
	expect(item).toMatchObject({ event: 'push' });
	return item?.headers;
}

test('items hold no headers unless asked', async () => {
	expect(await headersOfItem({})).toBeUndefined();
	expect(await headersOfItem({ includeHeaders: 'none' })).toBeUndefined();
});

test('"safe" leaves out the signature and everything that carries a secret', async () => {
	expect(await headersOfItem({ includeHeaders: 'safe' })).toEqual({
		...about,
		...harmless,
		'content-type': 'application/json',
		'content-length': String(body.length),
		connection: 'keep-alive',
		host: expect.stringContaining('127.0.0.1') as unknown,
	});
});

test('"all" holds them too, but never the session of n8n itself', async () => {
	const headers = await headersOfItem({ includeHeaders: 'all' });
	expect(headers).toMatchObject({ ...about, ...harmless, ...secrets });
	expect(headers).toMatchObject({ 'x-hub-signature-256': signature });
	expect(JSON.stringify(headers)).not.toContain('session-of-an-editor');
});

test('a signature header of any name is left out by "safe"', async () => {
	const trigger = await startTrigger({
		parameters: {
			scheme: 'hmac-sha256-hex-prefixed',
			signatureHeader: 'X-Proof',
			options: { includeHeaders: 'safe' },
		},
		secrets: { secret },
	});
	const { item } = await trigger.post(body, { 'X-Proof': signature as string });
	expect(item?.headers).toHaveProperty('host');
	expect(item?.headers).not.toHaveProperty('x-proof');
});

test('a header that comes twice is shown with both values', async () => {
	const trigger = await startTrigger({
		parameters: { ...parameters, options: { includeHeaders: 'safe' } },
		secrets: { secret },
	});
	const { item } = await trigger.post(body, { ...signed, 'X-Tag': ['a', 'b'] });
	expect(item?.headers).toMatchObject({ 'x-tag': 'a, b' });
});

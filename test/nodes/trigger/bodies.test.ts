import { deflateSync, gzipSync } from 'node:zlib';
import { complaints } from '../../support/n8n/logs';
import { gitHub, stripe } from '../../support/n8n/providers';
import { startTrigger } from '../../support/n8n/trigger';
import type { TriggerSetup } from '../../support/n8n/trigger';
import type { Exchange } from '../../support/n8n/webhookServer';

const bom = '\ufeff';
const bytes = (...values: number[]): Buffer => Buffer.from(values);
const type = (contentType: string): Record<string, string> =>
	contentType === '' ? {} : { 'Content-Type': contentType };

/** Sends a body that is signed as GitHub does, over its bytes as they are before compression. */
async function postSigned(
	body: Buffer | string,
	headers: Record<string, string>,
	{ wire, ...setup }: Partial<TriggerSetup> & { wire?: Buffer } = {},
): Promise<Exchange> {
	const { parameters, secret } = gitHub;
	const trigger = await startTrigger({ parameters, secrets: { secret }, ...setup });
	const content = Buffer.from(body);
	const signature = gitHub.sign(content, { secret, seconds: 0 });
	return await trigger.post(wire ?? content, { ...headers, ...signature });
}

test.each<[string, string, string, unknown]>([
	['JSON', 'application/json', '{"a":1}', { a: 1 }],
	['JSON with a charset', 'application/json; charset=UTF-8', '{"a":"é"}', { a: 'é' }],
	['JSON, its type in capitals', 'APPLICATION/JSON', '{"a":1}', { a: 1 }],
	['JSON, a blank behind its type', 'application/json ; charset=utf-8', '{"a":1}', { a: 1 }],
	['non-ASCII JSON', 'application/json', '{"name":"Zoë 🎉"}', { name: 'Zoë 🎉' }],
	['escaped slashes', 'application/json', '{"url":"https:\\/\\/a.b"}', { url: 'https://a.b' }],
	['odd spacing', 'application/json', ' { "a" :\r\n\t1 }\n', { a: 1 }],
	['a byte-order mark', 'application/json', `${bom}{"a":1}`, { a: 1 }],
	['a byte-order mark, unread by n8n', 'application/cloudevents+json', `${bom}{"a":1}`, { a: 1 }],
	['a JSON list', 'application/json', '[1,2]', [1, 2]],
	['a JSON null', 'application/json', 'null', null],
	['an empty body of type JSON', 'application/json', '', null],
	['an empty body without a type', '', '', null],
	[
		'a form that holds JSON',
		'application/x-www-form-urlencoded',
		'payload=%7B%22a%22%3A1%7D',
		{ a: 1 },
	],
	['any other form', 'application/x-www-form-urlencoded', 'a=1&b=2&b=3', { a: '1', b: ['2', '3'] }],
	['plain text', 'text/plain', 'hello', 'hello'],
	['XML', 'application/xml', '<a>1</a>', '<a>1</a>'],
	['CloudEvents, unknown to n8n', 'application/cloudevents+json', '{"a":1}', { a: 1 }],
	['bytes of a type unknown to n8n', 'application/octet-stream', '{"a":1}', { a: 1 }],
	['text of a type unknown to n8n', 'application/octet-stream', 'hello', 'hello'],
	['JSON without a type', '', '{"a":1}', { a: 1 }],
	['a JSON patch', 'application/json-patch+json', '[{"op":"test"}]', [{ op: 'test' }]],
	['parts that n8n does not read', 'multipart/mixed; boundary=x', '--x--', '--x--'],
])('%s (%s) is read', async (_, contentType, body, payload) => {
	const { item, statusCode, logs } = await postSigned(body, type(contentType));
	expect({ statusCode, complaints: complaints(logs) }).toEqual({ statusCode: 200, complaints: [] });
	expect(item).toMatchObject({ body: payload, data: payload });
});

test.each<[string, string, (body: Buffer) => Buffer]>([
	['gzip', 'application/json', gzipSync],
	['deflate', 'application/json', deflateSync],
	['gzip', 'application/cloudevents+json', gzipSync],
])(
	'a body compressed with %s (%s) is signed as it is inside',
	async (encoding, contentType, compress) => {
		const content = Buffer.from('{"name":"Zoë"}');
		const headers = { ...type(contentType), 'Content-Encoding': encoding };
		const { item } = await postSigned(content, headers, { wire: compress(content) });
		expect(item).toMatchObject({ body: { name: 'Zoë' } });
	},
);

describe('raw body', () => {
	const parameters = { ...gitHub.parameters, options: { includeRawBody: true } };

	test.each<[string, string, string]>([
		['numbers of more than 15 digits', 'application/json', '{"id":9223372036854775807}'],
		['spacing and the last line break', 'application/json', '{ "a": 1 }\n'],
		['a byte-order mark', 'application/json', `${bom}{"a":1}`],
		['a form as it was sent', 'application/x-www-form-urlencoded', 'payload=%7B%7D'],
		['nothing', 'application/json', ''],
		['a body that n8n did not read', 'application/cloudevents+json', '{"id":1e400}'],
	])('keeps %s', async (_, contentType, body) => {
		const { item } = await postSigned(body, type(contentType), { parameters });
		expect(item).toMatchObject({ rawBody: body });
	});

	test('is left out unless asked for', async () => {
		const { item } = await postSigned('{}', type('application/json'));
		expect(item).not.toHaveProperty('rawBody');
	});
});

test.each<[string, string, Buffer | string]>([
	[
		'JSON that is not UTF-8',
		'application/json',
		Buffer.concat([Buffer.from('"'), bytes(0xff), Buffer.from('"')]),
	],
	['text that is not UTF-8', 'text/plain', bytes(0xc3, 0x28)],
	['bytes that are not UTF-8', 'application/octet-stream', bytes(0xff, 0xfe, 0x00)],
	['broken JSON of a type unknown to n8n', 'application/cloudevents+json', '{oops'],
	['broken JSON inside a form', 'application/x-www-form-urlencoded', 'payload=%7Boops'],
])('%s is refused with 400 although the signature is genuine', async (_, contentType, body) => {
	const exchange = await postSigned(body, type(contentType));
	expect(exchange).toMatchObject({ statusCode: 400, answer: { error: 'invalid payload' } });
	expect(exchange.result).toEqual({ noWebhookResponse: true });
	expect(exchange.logs).toEqual([
		{
			level: 'warn',
			message: expect.stringContaining('The body is signed correctly but') as unknown,
			metadata: expect.objectContaining({
				reason: 'badPayload',
				workflowId: 'workflow1',
			}) as unknown,
		},
	]);
});

test('the same bytes without a genuine signature get 401, not 400', async () => {
	const { parameters, secret, otherSecret } = gitHub;
	const trigger = await startTrigger({ parameters, secrets: { secret } });
	const body = bytes(0xff);
	const signature = gitHub.sign(body, { secret: otherSecret, seconds: 0 });
	expect(await trigger.post(body, signature)).toMatchObject({ statusCode: 401 });
});

test('a multipart form cannot be checked, since n8n has used up its bytes', async () => {
	const body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
	const exchange = await postSigned(body, type('multipart/form-data; boundary=x'));
	expect(exchange).toMatchObject({ statusCode: 401, answer: { error: 'invalid signature' } });
	expect(exchange.logs).toMatchObject([{ metadata: { reason: 'missingRawBody' } }]);
});

test('a body of a type unknown to n8n that is too long gets 413', async () => {
	const body = 'x'.repeat(2000);
	const exchange = await postSigned(body, type('application/octet-stream'), { maxBodyBytes: 1000 });
	expect(exchange).toMatchObject({ statusCode: 413, answer: { error: 'payload too large' } });
	expect(exchange.result).toEqual({ noWebhookResponse: true });
	expect(exchange.logs).toMatchObject([{ level: 'warn', metadata: { reason: 'tooLarge' } }]);
});

test.each(['latin1', 'ascii'])(
	'the charset %s, which no signature covers, cannot change the payload',
	async (charset) => {
		const headers = type(`application/json; charset=${charset}`);
		const { item } = await postSigned('{"name":"Zoë"}', headers);
		expect(item).toMatchObject({ body: { name: 'Zoë' } });
	},
);

describe('a genuine request that is sent again as a form', () => {
	const form = type('application/x-www-form-urlencoded');
	const text =
		'x&type=payout.paid&id=evt_forged&payload={"id":"evt_forged","type":"payout.paid"}&amount=1000000&x=';

	test('with Stripe, is the event that it was', async () => {
		const { parameters, secret } = stripe;
		const trigger = await startTrigger({ parameters, secrets: { secret } });
		const body = Buffer.from(JSON.stringify({ id: 'evt_1', type: 'charge.paid', text }));
		const signature = stripe.sign(body, { secret, seconds: Math.floor(Date.now() / 1000) });
		const { item } = await trigger.post(body, { ...form, ...signature });
		expect(item).toMatchObject({ id: 'evt_1', event: 'charge.paid', body: { text } });
		// And no other one than under its own type: it is recognised as a repeat.
		const again = await trigger.post(body, { ...type('application/json'), ...signature });
		expect(again).toMatchObject({ statusCode: 200, answer: { duplicate: true } });
	});

	test('with GitHub, keeps its body', async () => {
		const body = JSON.stringify({ zen: 'Keep it', text });
		const { item } = await postSigned(body, form);
		expect(item).toMatchObject({ body: { zen: 'Keep it', text } });
	});
});

test('a forged form of very many fields is refused without being read', async () => {
	const { parameters, secret } = gitHub;
	const trigger = await startTrigger({ parameters, secrets: { secret } });
	const body = Array.from({ length: 300_000 }, (_, index) => index).join('&');
	const parse = jest.spyOn(URLSearchParams.prototype, 'getAll');
	const exchange = await trigger.post(body, {
		...type('application/x-www-form-urlencoded'),
		'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}`,
	});
	expect(exchange).toMatchObject({ statusCode: 401 });
	expect(parse).not.toHaveBeenCalled();
	parse.mockRestore();
});

import type { IDataObject } from 'n8n-workflow';
import { gitHub, isGenuine } from '../../support/n8n/providers';
import { answering, refusingUrl, startReceiver } from '../../support/n8n/receiver';
import type { Answer } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';

const { secret, parameters } = gitHub;
const retryOnce = { retryPolicy: 'fixed', maxRetries: 1, fixedDelaySeconds: 0 };

/** The record of a delivery that may fail. Default: one attempt. */
async function deliverTo(
	url: string,
	options: IDataObject = {},
	retries: IDataObject = { retryPolicy: 'none' },
): Promise<IDataObject> {
	const result = await send({
		parameters: {
			...parameters,
			...retries,
			url,
			options: { allowHttp: true, allowPrivateAddresses: true, ...options },
		},
		items: [{ a: 1 }],
		secrets: { secret },
		onError: 'continueRegularOutput',
	});
	expect(result.error).toBeUndefined();
	return recordsOf(result)[0] as IDataObject;
}

const never: Answer = () => undefined;

/** Sends one byte after another, from the given text on, until the other side gives up. */
const dripping =
	(start: string): Answer =>
	({ socket }) => {
		socket?.write(start);
		const timer = setInterval(() => socket?.write('x'), 100);
		socket?.on('close', () => clearInterval(timer));
	};

const serving = async (answer: Answer): Promise<string> => (await startReceiver(answer)).url;
const servingTls = async (): Promise<string> =>
	(await startReceiver(answering(200), { tls: true })).url;
const servingPlain = async (): Promise<string> => await serving(answering(200));

test.each<[string, string, () => Promise<string>]>([
	['refused', 'a port at which nothing listens', refusingUrl],
	['dns', 'a host name that does not exist', async () => 'https://receiver.invalid/hook'],
	['timeout', 'a receiver that never answers', async () => await serving(never)],
	[
		'timeout',
		'one that drips its headers',
		async () => await serving(dripping('HTTP/1.1 200 OK\r\nX-Slow: ')),
	],
	['reset', 'one that hangs up', async () => await serving((response) => response.destroy())],
	[
		'protocol',
		'one that does not speak HTTP',
		async () => await serving(({ socket }) => socket?.end('hello\r\n\r\n')),
	],
	['tls', 'a certificate that nobody has signed', servingTls],
	[
		'tls',
		'HTTPS to a port that speaks HTTP',
		async () => (await servingPlain()).replace('http:', 'https:'),
	],
	[
		'reset',
		'HTTP to a port that speaks HTTPS',
		async () => (await servingTls()).replace('https:', 'http:'),
	],
])('the network error "%s": %s', async (kind, _, start) => {
	const url = await start();
	const record = await deliverTo(url, { timeoutSeconds: 1 });
	expect(record).toMatchObject({ url, status: 'failed', statusCode: null });
	expect(record).not.toHaveProperty('response');
	expect(record.attempts).toEqual([
		{
			number: 1,
			startedAt: expect.any(String) as unknown,
			durationMs: expect.any(Number) as unknown,
			outcome: 'failed',
			statusCode: null,
			error: { kind, message: expect.any(String) as unknown },
			reason: 'retriesExhausted',
		},
	]);
});

test('network errors are tried again', async () => {
	const { url } = await startReceiver((response, requestNumber) => {
		if (requestNumber === 1) response.destroy();
		else answering(200)(response, requestNumber);
	});
	expect(await deliverTo(url, {}, retryOnce)).toMatchObject({
		status: 'delivered',
		attempts: [
			{ number: 1, error: { kind: 'reset' }, reason: 'networkError', nextDelayMs: 0 },
			{ number: 2, statusCode: 200, reason: 'accepted' },
		],
	});
});

describe('certificates', () => {
	test('nothing is sent to a receiver whose certificate is not valid', async () => {
		const receiver = await startReceiver(answering(200), { tls: true });
		expect(await deliverTo(receiver.url, {}, retryOnce)).toMatchObject({ status: 'failed' });
		expect(receiver.requests).toEqual([]);
	});

	test('any certificate will do when the check is switched off', async () => {
		const receiver = await startReceiver(answering(200), { tls: true });
		const options = { allowHttp: false, verifyCertificate: false };
		expect(await deliverTo(receiver.url, options)).toMatchObject({ status: 'delivered' });
		expect(receiver.requests.map((request) => isGenuine(gitHub, request))).toEqual([true]);
	});
});

test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (statusCode) => {
	const second = await startReceiver();
	const first = await startReceiver((response) =>
		response.writeHead(statusCode, { Location: second.url }).end(),
	);
	expect(await deliverTo(first.url, {}, retryOnce)).toMatchObject({
		status: 'failed',
		statusCode,
		attempts: [{ reason: 'redirect' }],
	});
	expect(first.requests).toHaveLength(1);
	expect(second.requests).toEqual([]);
});

test('410 ends the delivery', async () => {
	const receiver = await startReceiver(answering(410, 200));
	expect(await deliverTo(receiver.url, {}, retryOnce)).toMatchObject({
		status: 'failed',
		statusCode: 410,
		attempts: [{ reason: 'gone' }],
	});
	expect(receiver.requests).toHaveLength(1);
});

describe('answers', () => {
	const KIB = 1024;
	const replying =
		(headers: Record<string, string>, body: string | Buffer): Answer =>
		(response) =>
			response.writeHead(200, headers).end(body);

	test.each<[string, Record<string, string>, string | Buffer, object]>([
		['JSON', { 'Content-Type': 'application/json' }, '{"a":1}', { body: { a: 1 } }],
		['text', { 'Content-Type': 'text/plain' }, 'thanks', { body: 'thanks' }],
		['nothing', {}, '', { body: null }],
		['64 KiB', {}, 'x'.repeat(64 * KIB), { body: 'x'.repeat(64 * KIB) }],
		[
			'more than 64 KiB',
			{},
			'x'.repeat(64 * KIB + 1),
			{ body: null, bodyOmitted: 'longer than 64 KiB' },
		],
		['bytes', {}, Buffer.from([0xff, 0xfe]), { body: null, bodyOmitted: 'not text in UTF-8' }],
		[
			'gzip that is none',
			{ 'Content-Encoding': 'gzip' },
			'oops',
			{ body: null, bodyOmitted: 'the response broke off' },
		],
		[
			'half of what was promised',
			{ 'Content-Length': '10', Connection: 'close' },
			'half',
			{ bodyOmitted: 'the response broke off' },
		],
	])('%s', async (_, headers, body, expected) => {
		const record = await deliverTo(await serving(replying(headers, body)));
		expect(record).toMatchObject({
			status: 'delivered',
			response: { statusCode: 200, ...expected },
		});
	});

	test('an endless one is not read to its end', async () => {
		let hungUp: Promise<void> | undefined;
		const url = await serving((response) => {
			hungUp = new Promise((resolve) => response.on('close', () => resolve()));
			const fill = (): void => {
				while (response.write(Buffer.alloc(16 * KIB, 'x')));
			};
			response.writeHead(200).on('drain', fill);
			fill();
		});
		expect(await deliverTo(url)).toMatchObject({
			status: 'delivered',
			response: { body: null, bodyOmitted: 'longer than 64 KiB' },
		});
		await hungUp;
	});

	test('one that drips is given up, and the status decides', async () => {
		const url = await serving(dripping('HTTP/1.1 202 Accepted\r\n\r\n'));
		expect(await deliverTo(url, { timeoutSeconds: 1 })).toMatchObject({
			status: 'delivered',
			response: { statusCode: 202, body: null, bodyOmitted: 'the response broke off' },
		});
	});

	test('cookies and challenges are not kept', async () => {
		const headers = { 'Set-Cookie': 'session=1', 'WWW-Authenticate': 'Basic', 'X-Request-Id': '7' };
		const { response } = await deliverTo(await serving(replying(headers, '')));
		const kept = Object.keys((response as IDataObject).headers as IDataObject);
		expect(kept).toContain('x-request-id');
		expect(kept).not.toEqual(expect.arrayContaining(['set-cookie']));
		expect(kept).not.toEqual(expect.arrayContaining(['www-authenticate']));
	});
});

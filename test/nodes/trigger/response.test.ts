import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { gitHub, standardWebhooks } from '../../support/n8n/providers';
import { standardSender } from '../../support/n8n/standardSender';
import { startTrigger } from '../../support/n8n/trigger';

const clock = useClock();
const { body, genuineHeaders, send, sendForged, start } = standardSender(clock);
const nothingStarted = { noWebhookResponse: true };

describe('accepted events', () => {
	test.each<[string, IDataObject, number, string, string]>([
		['nothing is set', {}, 200, 'application/json', '{"received":true}'],
		['only the code is', { responseCode: 202 }, 202, 'application/json', '{"received":true}'],
		['JSON is', { responseBody: ' {"ok": [1]} ' }, 200, 'application/json', '{"ok":[1]}'],
		[
			'text is',
			{ responseType: 'text', responseBody: ' thank you ', responseCode: 202 },
			202,
			'text/plain; charset=utf-8',
			' thank you ',
		],
		[
			'text with markup is',
			{ responseType: 'text', responseBody: '<b>5</b>' },
			200,
			'text/plain; charset=utf-8',
			'<b>5</b>',
		],
		['no text is', { responseType: 'text' }, 200, 'text/plain; charset=utf-8', ''],
	])('when %s', async (_, options, statusCode, contentType, text) => {
		const exchange = await send(await start(options));
		expect(exchange).toMatchObject({ statusCode, text });
		expect(exchange.headers['content-type']).toBe(contentType);
		expect(exchange.item).toMatchObject({ id: 'msg_1' });
		expect(exchange.logs).toMatchObject([{ metadata: { outcome: 'accepted', statusCode } }]);
		const isText = contentType.startsWith('text/plain');
		expect(exchange.headers['x-content-type-options']).toBe(isText ? 'nosniff' : undefined);
	});

	test('get no body when none is wanted, whatever stands in the field', async () => {
		const options = { responseType: 'empty', responseBody: 'not this', responseCode: 202 };
		const exchange = await send(await start(options));
		expect(exchange).toMatchObject({ statusCode: 202, text: '' });
		expect(exchange.item).toMatchObject({ id: 'msg_1' });
	});

	test.each(['lastNode', 'responseNode'])('are answered by the workflow: %s', async (mode) => {
		const { result } = await send(await start({}, { responseMode: mode }));
		expect(result?.workflowData?.[0]?.[0]?.json).toMatchObject({ id: 'msg_1' });
		expect(result).not.toHaveProperty('webhookResponse');
		expect(result).not.toHaveProperty('noWebhookResponse');
	});

	test('that come again get 200 and start nothing', async () => {
		const trigger = await start({ responseCode: 202 });
		expect(await send(trigger)).toMatchObject({ statusCode: 202 });
		expect(await send(trigger)).toMatchObject({
			statusCode: 200,
			answer: { received: true, duplicate: true },
			result: nothingStarted,
		});
	});

	test('that come again start again where duplicates are not ignored', async () => {
		const trigger = await start({ ignoreDuplicates: false });
		for (const exchange of [await send(trigger), await send(trigger)]) {
			expect(exchange.item).toMatchObject({ id: 'msg_1' });
		}
		expect(trigger.staticData()).toEqual({});
	});
});

describe('requests that are refused', () => {
	test.each<[string, IDataObject]>([
		['nothing is set', {}],
		['the response is', { responseCode: 202, responseType: 'text', responseBody: 'thank you' }],
		['a workflow answers', {}],
	])('get the same 401 when %s', async (_, options) => {
		const exchange = await sendForged(await start(options, { responseMode: 'lastNode' }));
		expect(exchange).toMatchObject({
			statusCode: 401,
			text: '{"error":"invalid signature"}',
			result: nothingStarted,
		});
	});

	test('for their size get 413, before anything is checked', async () => {
		const trigger = await start({ maxBodyKilobytes: 1 });
		const large = Buffer.from(JSON.stringify('a'.repeat(1023)));
		expect(await trigger.post(large, genuineHeaders('msg_1', large))).toMatchObject({
			statusCode: 413,
			answer: { error: 'payload too large' },
			result: nothingStarted,
		});
		expect(trigger.credential.reads).toBe(0);
		expect(await send(trigger)).toMatchObject({ statusCode: 200 });
	});

	test('for a body that n8n itself does not take get 413 as well', async () => {
		const trigger = await startTrigger({
			parameters: standardWebhooks.parameters,
			secrets: { secret: standardWebhooks.secret },
			maxBodyBytes: 10,
		});
		const exchange = await trigger.post(body, {
			...genuineHeaders('msg_1'),
			'Content-Type': 'a/b',
		});
		expect(exchange).toMatchObject({ statusCode: 413, result: nothingStarted });
	});

	test('for their address get 403, genuine or not', async () => {
		const trigger = await start({ allowedAddresses: '203.0.113.0/24' });
		for (const exchange of [await send(trigger), await sendForged(trigger)]) {
			expect(exchange).toMatchObject({
				statusCode: 403,
				answer: { error: 'forbidden' },
				result: nothingStarted,
				logs: [{ level: 'warn', metadata: { reason: 'forbiddenAddress' } }],
			});
		}
		expect(trigger.credential.reads).toBe(0);
	});

	test('for an address that only the sender itself names get 403', async () => {
		const trigger = await start({ allowedAddresses: '203.0.113.7', proxyHops: 1 });
		const forwarded = (value: string) => ({ ...genuineHeaders('msg_1'), 'X-Forwarded-For': value });
		const spoofed = forwarded('203.0.113.7, 198.51.100.9');
		expect(await trigger.post(body, spoofed)).toMatchObject({ statusCode: 403 });
		expect(await trigger.post(body, genuineHeaders('msg_1'))).toMatchObject({ statusCode: 403 });
		const honest = forwarded('198.51.100.9, 203.0.113.7');
		expect(await trigger.post(body, honest)).toMatchObject({ statusCode: 200 });
	});
});

describe('other methods than POST', () => {
	test.each(['GET', 'HEAD'])('%s says that the trigger is there', async (method) => {
		const exchange = await (await start({})).send({ method });
		expect(exchange).toMatchObject({
			statusCode: 200,
			text: method === 'GET' ? '{"status":"ok"}' : '',
			result: nothingStarted,
			logs: [{ level: 'debug', metadata: { outcome: 'healthy' } }],
		});
	});

	test.each(['GET', 'HEAD'])('%s gets 405 where that is switched off', async (method) => {
		const exchange = await (await start({ healthCheck: false })).send({ method });
		expect(exchange).toMatchObject({ statusCode: 405, result: nothingStarted });
		expect(exchange.headers.allow).toBe('POST');
	});

	test('a signed GET is no event', async () => {
		const trigger = await start({});
		const exchange = await trigger.send({ method: 'GET', headers: genuineHeaders('msg_1'), body });
		expect(exchange).toMatchObject({ statusCode: 200, result: nothingStarted });
		expect(trigger.credential.reads).toBe(0);
	});

	test('a foreign address gets 403 for them, too', async () => {
		const trigger = await start({ allowedAddresses: '203.0.113.0/24' });
		expect(await trigger.send({ method: 'GET' })).toMatchObject({ statusCode: 403 });
	});
});

describe('limits', () => {
	test('genuine events above theirs get 429 and the time to come back', async () => {
		const trigger = await start({ maxEvents: 2, maxEventsWindowSeconds: 30 });
		expect(await send(trigger, 'msg_1')).toMatchObject({ statusCode: 200 });
		expect(await send(trigger, 'msg_2')).toMatchObject({ statusCode: 200 });
		clock.advance(10_000);
		const refused = await send(trigger, 'msg_3');
		expect(refused).toMatchObject({
			statusCode: 429,
			answer: { error: 'too many requests' },
			result: nothingStarted,
		});
		const waitSeconds = Number(refused.headers['retry-after']);
		expect(waitSeconds).toBeGreaterThan(0);
		expect(waitSeconds).toBeLessThanOrEqual(30);
		clock.advance(waitSeconds * 1000);
		expect(await send(trigger, 'msg_3')).toMatchObject({ statusCode: 200 });
	});

	test('failed checks do not use up the limit of genuine events', async () => {
		const trigger = await start({ maxEvents: 1 });
		for (let count = 0; count < 5; count += 1) await sendForged(trigger);
		expect(await send(trigger)).toMatchObject({ statusCode: 200 });
	});

	test('failed checks above theirs get 429, and genuine events still get in', async () => {
		const trigger = await start({ maxFailuresPerMinute: 2 });
		const statusCodes: number[] = [];
		for (let count = 0; count < 4; count += 1) {
			statusCodes.push((await sendForged(trigger)).statusCode);
		}
		expect(statusCodes).toEqual([401, 401, 429, 429]);
		expect(await send(trigger)).toMatchObject({ statusCode: 200 });
		clock.advance(60_000);
		expect(await sendForged(trigger)).toMatchObject({ statusCode: 401 });
	});

	test('failed checks are counted for each address', async () => {
		const trigger = await start({ maxFailuresPerMinute: 1, proxyHops: 1 });
		const from = async (address: string) =>
			(await sendForged(trigger, { 'X-Forwarded-For': address })).statusCode;
		expect([
			await from('203.0.113.1'),
			await from('203.0.113.1'),
			await from('203.0.113.2'),
		]).toEqual([401, 429, 401]);
	});
});

test('a payload that is not JSON gets 400 only when it is genuine', async () => {
	const trigger = await startTrigger({
		parameters: gitHub.parameters,
		secrets: { secret: gitHub.secret },
	});
	const broken = Buffer.from('{oops');
	const headers = { 'Content-Type': 'application/vnd.api+json' };
	const signature = gitHub.sign(broken, { secret: gitHub.secret, seconds: 0 });
	expect(await trigger.post(broken, { ...headers, ...signature })).toMatchObject({
		statusCode: 400,
		answer: { error: 'invalid payload' },
		result: nothingStarted,
	});
	const forged = { ...headers, 'X-Hub-Signature-256': `sha256=${'00'.repeat(32)}` };
	expect(await trigger.post(broken, forged)).toMatchObject({ statusCode: 401 });
});

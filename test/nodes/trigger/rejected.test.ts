import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { standardWebhooks } from '../../support/n8n/providers';
import { standardSender } from '../../support/n8n/standardSender';
import type { Trigger } from '../../support/n8n/trigger';
import type { Exchange } from '../../support/n8n/webhookServer';

const clock = useClock();
const { forgedBody, genuineHeaders, send, sendForged, start } = standardSender(clock);
const nothingStarted = { noWebhookResponse: true };

describe('the second output', () => {
	const options = { outputRejected: true };

	test('tells why a request was refused, and the sender learns no more than before', async () => {
		const trigger = await start({ ...options, maxFailuresPerMinute: 1 });
		const token = 'Bearer a-token-of-somebody';
		const exchange = await sendForged(trigger, { Authorization: token, 'X-Any': 'any' });
		expect(exchange).toMatchObject({ statusCode: 401, text: '{"error":"invalid signature"}' });
		expect(exchange.result).toEqual({
			noWebhookResponse: true,
			workflowData: [[], [{ json: exchange.rejected }]],
		});
		expect(exchange.rejected).toMatchObject({
			outcome: 'badSignature',
			reason: expect.any(String) as unknown,
			advice: expect.stringMatching(/\.$/) as unknown,
			statusCode: 401,
			scheme: 'standard-webhooks',
			receivedAt: '2023-11-14T22:13:20.000Z',
			method: 'POST',
			address: '127.0.0.1',
			bodyBytes: forgedBody.length,
			headers: { 'x-any': 'any', 'webhook-id': 'msg_1' },
		});
		const signature = genuineHeaders('msg_1')['webhook-signature'] ?? '';
		expect(
			findLeaks(exchange.rejected, standardWebhooks.secret, token, signature, 'order.paid'),
		).toEqual([]);
	});

	test.each<[string, IDataObject, (trigger: Trigger) => Promise<Exchange>, string, number]>([
		[
			'a foreign address',
			{ allowedAddresses: '203.0.113.7' },
			async (trigger) => await send(trigger),
			'forbiddenAddress',
			403,
		],
		[
			'a body that does not fit the schema',
			{ jsonSchema: '{"required":["total"]}' },
			async (trigger) => await send(trigger),
			'badPayload',
			400,
		],
		[
			'another method',
			{ healthCheck: false },
			async (trigger) => await trigger.send({ method: 'GET' }),
			'methodNotAllowed',
			405,
		],
	])('tells about %s', async (_, further, act, outcome, statusCode) => {
		const exchange = await act(await start({ ...options, ...further }));
		expect(exchange.rejected).toMatchObject({ outcome, statusCode });
		expect(exchange).toMatchObject({ statusCode, item: undefined });
	});

	test('says nothing about events, duplicates, ignored events and health checks', async () => {
		const trigger = await start(options);
		const ignoring = await start(options, { events: 'invoice.*' });
		for (const exchange of [
			await send(trigger),
			await send(trigger),
			await send(ignoring),
			await trigger.send({ method: 'GET' }),
		]) {
			expect(exchange.statusCode).toBe(200);
			expect(exchange.rejected).toBeUndefined();
		}
	});

	test('gets at most 10 items a minute, whatever is sent', async () => {
		const trigger = await start(options);
		const countItems = async (): Promise<number> => {
			let items = 0;
			for (let count = 0; count < 15; count += 1) {
				const { rejected, statusCode } = await sendForged(trigger);
				expect(statusCode).toBe(401);
				if (rejected) items += 1;
			}
			return items;
		};
		expect(await countItems()).toBe(10);
		clock.advance(60_000);
		expect(await countItems()).toBe(10);
	});

	test('stays empty where nobody asked for it', async () => {
		expect((await sendForged(await start({}))).result).toEqual(nothingStarted);
	});
});

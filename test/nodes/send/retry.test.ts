import type { IDataObject } from 'n8n-workflow';
import { moveWithWaits, useClock } from '../../support/n8n/clock';
import { isGenuine, standardWebhooks as provider, stripe } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Answer, Receiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';
import type { SendResult } from '../../support/n8n/send';

/*
 * The receivers and the waits move the clock, which stands still otherwise: times are exact, and
 * waits are real but as short as can be.
 */

const clock = useClock();
moveWithWaits(clock);
const ANSWER_MS = 2500;

const slowly =
	(answer: Answer): Answer =>
	(response, requestNumber) => {
		clock.advance(ANSWER_MS);
		answer(response, requestNumber);
	};

async function deliverTo(
	receiver: Receiver,
	{ options, ...fields }: IDataObject = {},
	{ secret, parameters } = provider,
): Promise<SendResult> {
	return await send({
		parameters: {
			...parameters,
			url: receiver.url,
			retryPolicy: 'fixed',
			fixedDelaySeconds: 0.001,
			maxRetries: 3,
			options: {
				allowHttp: true,
				allowPrivateAddresses: true,
				circuitBreaker: false,
				jitter: 'none',
				...(options as IDataObject),
			},
			...fields,
		},
		items: [{ a: 1 }],
		secrets: { secret },
		onError: 'continueRegularOutput',
	});
}

const withRetryAfter =
	(value: string, ...statusCodes: [number, ...number[]]): Answer =>
	(response, requestNumber) => {
		response.setHeader('Retry-After', value);
		answering(...statusCodes)(response, requestNumber);
	};

test('503, 503, 200: three attempts, one id, a fresh time and signature for each', async () => {
	const receiver = await startReceiver(slowly(answering(503, 503, 200)));
	const startSeconds = clock.nowSeconds;
	const { items } = await deliverTo(receiver, {
		retryPolicy: 'exponential',
		initialDelaySeconds: 0.001,
		factor: 2,
	});

	const { requests } = receiver;
	expect(requests.map((request) => isGenuine(provider, request))).toEqual([true, true, true]);
	expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
	expect(new Set(requests.map(({ body }) => body.toString()))).toEqual(new Set(['{"a":1}']));
	const timestamps = [startSeconds, startSeconds + 2, startSeconds + 5];
	expect(requests.map(({ headers }) => headers['webhook-timestamp'])).toEqual(
		timestamps.map(String),
	);

	const failed = { outcome: 'failed', durationMs: ANSWER_MS, statusCode: 503, reason: 'status' };
	expect(items).toEqual([
		{
			pairedItem: { item: 0 },
			json: {
				id: requests[0]?.headers['webhook-id'],
				url: receiver.url,
				status: 'delivered',
				statusCode: 200,
				reason: 'accepted',
				attempts: [
					{
						number: 1,
						startedAt: '2023-11-14T22:13:20.000Z',
						timestamp: timestamps[0],
						...failed,
						nextDelayMs: 1,
					},
					{
						number: 2,
						startedAt: '2023-11-14T22:13:22.501Z',
						timestamp: timestamps[1],
						...failed,
						nextDelayMs: 2,
					},
					{
						number: 3,
						startedAt: '2023-11-14T22:13:25.003Z',
						timestamp: timestamps[2],
						outcome: 'delivered',
						durationMs: ANSWER_MS,
						statusCode: 200,
						reason: 'accepted',
					},
				],
				response: {
					statusCode: 200,
					headers: expect.objectContaining({ 'content-type': 'application/json' }) as unknown,
					body: { ok: true },
				},
			},
		},
	]);
});

test('Stripe: every attempt carries its own time in the signature', async () => {
	const receiver = await startReceiver(slowly(answering(500, 200)));
	await deliverTo(receiver, {}, stripe);
	expect(receiver.requests.map((request) => isGenuine(stripe, request))).toEqual([true, true]);
	const signatures = receiver.requests.map(({ headers }) => headers['stripe-signature']);
	expect(new Set(signatures).size).toBe(2);
});

test.each<[string, IDataObject, number]>([
	['with three retries', {}, 4],
	['with no retries', { maxRetries: 0 }, 1],
	['with one retry', { maxRetries: 1 }, 2],
	['with ten retries', { maxRetries: 10 }, 11],
	['with a list of two', { retryPolicy: 'list', delays: '0.001s, 0.002s' }, 3],
	['with no policy', { retryPolicy: 'none' }, 1],
])('a receiver that never accepts gets, %s, %j, %i attempts', async (_, fields, count) => {
	const receiver = await startReceiver(answering(503));
	const [record] = recordsOf(await deliverTo(receiver, fields));
	expect(receiver.requests).toHaveLength(count);
	expect(record).toMatchObject({ status: 'failed', statusCode: 503 });
	const attempts = record?.attempts as IDataObject[];
	expect(attempts.map(({ number }) => number)).toEqual(attempts.map((__, index) => index + 1));
	expect(attempts.at(-1)).toMatchObject({ reason: 'retriesExhausted' });
	expect(attempts.at(-1)).not.toHaveProperty('nextDelayMs');
});

test.each([200, 201, 202, 204, 299])('%i is success', async (statusCode) => {
	const receiver = await startReceiver(answering(statusCode));
	const { items } = await deliverTo(receiver);
	expect(items).toMatchObject([{ json: { status: 'delivered', statusCode } }]);
	expect(receiver.requests).toHaveLength(1);
});

test.each([400, 401, 404, 408, 409, 413, 422, 429, 500, 502, 504])(
	'%i is tried again',
	async (statusCode) => {
		const receiver = await startReceiver(answering(statusCode, 200));
		const { items } = await deliverTo(receiver);
		expect(items).toMatchObject([
			{ json: { status: 'delivered', attempts: [{ statusCode }, { statusCode: 200 }] } },
		]);
	},
);

describe('Retry-After', () => {
	test.each<[string, string, number]>([
		['0', 'the backoff stays', 1],
		['1', 'it is longer', 1000],
	])('of %s s: %s', async (value, _, nextDelayMs) => {
		const receiver = await startReceiver(withRetryAfter(value, 429, 200));
		const { items } = await deliverTo(receiver);
		expect(items).toMatchObject([
			{ json: { status: 'delivered', attempts: [{ nextDelayMs }, { reason: 'accepted' }] } },
		]);
	});

	test('as a date is a wait from now on', async () => {
		const date = new Date(clock.nowMs + 1000).toUTCString();
		const receiver = await startReceiver(withRetryAfter(date, 503, 200));
		const { items } = await deliverTo(receiver);
		expect(items).toMatchObject([{ json: { attempts: [{ nextDelayMs: 1000 }, {}] } }]);
	});

	test.each<[string, IDataObject]>([
		['86401', {}],
		['2', { maxRetryAfterSeconds: 1 }],
		['Thu, 16 Nov 2023 22:13:20 GMT', {}],
	])('of %s with %j is too long: the delivery ends', async (value, options) => {
		const receiver = await startReceiver(withRetryAfter(value, 503, 200));
		const records = recordsOf(await deliverTo(receiver, { options }));
		expect(receiver.requests).toHaveLength(1);
		expect(records).toMatchObject([
			{ status: 'failed', attempts: [{ reason: 'retryAfterTooLong' }] },
		]);
	});
});

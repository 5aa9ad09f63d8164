import type { ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { moveWithWaits, useClock } from '../../support/n8n/clock';
import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Receiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';
import type { SendResult } from '../../support/n8n/send';

const { secret, parameters } = standardWebhooks;

const run = async (items: readonly IDataObject[], options: IDataObject = {}): Promise<SendResult> =>
	await send({
		parameters: {
			...parameters,
			url: '={{ $json.url }}',
			retryPolicy: 'none',
			options: { allowHttp: true, allowPrivateAddresses: true, ...options },
		},
		items,
		secrets: { secret },
		onError: 'continueRegularOutput',
	});

const itemsFor = (urls: readonly string[]): IDataObject[] => urls.map((url, n) => ({ n, url }));

const times = (count: number, url: string): string[] => Array<string>(count).fill(url);

const numbersOf = ({ requests }: Receiver): unknown[] =>
	requests.map(({ body }) => (JSON.parse(body.toString()) as IDataObject).n);

// Long enough for a request too many to come in, where there is one.
const LINGER_MS = 30;

/** A receiver that answers only when so many requests are there at once, and counts the most. */
async function crowdReceiver(crowd: number) {
	const counts: number[] = [];
	let waiting: ServerResponse[] = [];
	const receiver = await startReceiver((response) => {
		waiting.push(response);
		if (waiting.length !== crowd) return;
		setTimeout(() => {
			counts.push(waiting.length);
			for (const each of waiting) each.writeHead(200).end();
			waiting = [];
		}, LINGER_MS);
	});
	return { ...receiver, counts };
}

describe('as many requests are under way as is said', () => {
	test.each<[string, number, IDataObject]>([
		['50 by default, when all go to one endpoint', 50, {}],
		['as many as the option says', 20, { concurrency: 20 }],
		['one after another', 1, { concurrency: 1 }],
		['fewer to one endpoint', 5, { concurrencyPerEndpoint: 5 }],
		['never more to one endpoint than in all', 4, { concurrency: 4, concurrencyPerEndpoint: 25 }],
	])('%s', async (_, crowd, options) => {
		const count = crowd === 1 ? 10 : 100;
		const receiver = await crowdReceiver(crowd);
		const records = recordsOf(await run(itemsFor(times(count, receiver.url)), options));
		expect(receiver.counts).toEqual(Array(count / crowd).fill(crowd));
		expect(records.map(({ status }) => status)).toEqual(Array(count).fill('delivered'));
	});

	test('10 to each endpoint, when there are several', async () => {
		const receivers = [await crowdReceiver(10), await crowdReceiver(10)];
		await run(itemsFor(receivers.flatMap(({ url }) => times(30, url))));
		expect(receivers.map(({ counts }) => counts)).toEqual([
			[10, 10, 10],
			[10, 10, 10],
		]);
	});

	test('50 to one endpoint, although the query differs from item to item', async () => {
		const receiver = await crowdReceiver(50);
		const urls = Array.from({ length: 50 }, (_, n) => `${receiver.url}?n=${n}`);
		await run(itemsFor(urls));
		expect(receiver.counts).toEqual([50]);
	});

	test('50 in all, as the options of the first item that can be used say', async () => {
		const receiver = await crowdReceiver(2);
		const { items } = await run(
			[
				{ url: receiver.url, atOnce: 'many' },
				{ url: receiver.url, atOnce: 2 },
				{ url: receiver.url, atOnce: 9 },
			],
			{ concurrency: '={{ $json.atOnce }}' },
		);
		expect(receiver.counts).toEqual([2]);
		expect(items).toHaveLength(3);
	});
});

test('an endpoint that does not answer delays no other', async () => {
	const held: ServerResponse[] = [];
	const accept = (response: ServerResponse): void => void response.writeHead(200).end();
	let onSlow = (response: ServerResponse): void => void held.push(response);
	const slow = await startReceiver((response) => onSlow(response));
	const fast = await startReceiver((response, requestNumber) => {
		accept(response);
		if (requestNumber < 80) return;
		// The other one answers only now, when nothing is left to be sent here.
		held.forEach(accept);
		onSlow = accept;
	});
	const urls = Array.from({ length: 100 }, (_, n) => (n % 5 === 0 ? slow.url : fast.url));
	const records = recordsOf(await run(itemsFor(urls)));
	expect(records.map(({ url }) => url)).toEqual(urls);
	expect(records.map(({ status }) => status)).toEqual(Array(100).fill('delivered'));
});

test('100 items come out in the order in which they came in, however late their answers are', async () => {
	const receiver = await startReceiver((response, requestNumber) => {
		setTimeout(() => response.writeHead(200).end(), requestNumber % 7);
	});
	const { items } = await run(itemsFor(times(100, receiver.url)));
	const numberById = new Map(
		receiver.requests.map(({ headers }, index) => [
			headers['webhook-id'],
			numbersOf(receiver)[index],
		]),
	);
	expect(items.map(({ json }) => numberById.get(json.id as string))).toEqual(
		items.map((_, index) => index),
	);
	expect(items).toHaveLength(100);
});

describe('in strict order', () => {
	test('an endpoint gets one request after another, others in between', async () => {
		const one = await crowdReceiver(1);
		const other = await crowdReceiver(1);
		const urls = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? one.url : other.url));
		await run(itemsFor(urls), { keepOrder: true });
		expect(numbersOf(one)).toEqual([0, 2, 4, 6, 8, 10]);
		expect(numbersOf(other)).toEqual([1, 3, 5, 7, 9, 11]);
		expect([...one.counts, ...other.counts]).toEqual(Array(12).fill(1));
	});

	test('what fails for good does not hold up those behind it', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const records = recordsOf(await run(itemsFor(times(3, receiver.url)), { keepOrder: true }));
		expect(records.map(({ status }) => status)).toEqual(['failed', 'delivered', 'delivered']);
		expect(numbersOf(receiver)).toEqual([0, 1, 2]);
	});
});

describe('over time', () => {
	const clock = useClock();
	moveWithWaits(clock);

	test('an endpoint gets its requests at even distances, as many in a second as is said', async () => {
		const { url } = await startReceiver();
		const startMs = clock.nowMs;
		const records = recordsOf(await run(itemsFor(times(5, url)), { ratePerSecond: 100 }));
		const starts = records.map(({ attempts }) => {
			const [first] = attempts as IDataObject[];
			return Date.parse(first?.startedAt as string) - startMs;
		});
		expect(starts).toEqual([0, 10, 20, 30, 40]);
	});

	const failing = async (options: IDataObject) => {
		const receiver = await startReceiver(answering(503));
		const urls = Array.from({ length: 15 }, (_, n) => `${receiver.url}?n=${n}`);
		const records = recordsOf(await run(itemsFor(urls), { concurrency: 1, ...options }));
		return { records, attempts: receiver.requests.length };
	};

	test('an endpoint that fails ten times is left alone, and the records can be sent again', async () => {
		const { records, attempts } = await failing({});
		expect(attempts).toBe(10);
		expect(records.slice(10)).toEqual(
			Array(5).fill(
				expect.objectContaining({
					status: 'failed',
					reason: 'circuitOpen',
					attempts: [],
					health: expect.objectContaining({ circuit: 'open' }) as unknown,
					delivery: expect.objectContaining({ version: 1 }) as unknown,
				}),
			),
		);
	});

	test('without the circuit breaker, it gets them all', async () => {
		expect((await failing({ circuitBreaker: false })).attempts).toBe(15);
	});
});

import fc from 'fast-check';
import { latestOfEach, readDeliveries } from '../../../nodes/shared/monitor/facts';
import type { DeliveryFact } from '../../../nodes/shared/monitor/facts';
import { toRow } from '../../../nodes/shared/monitor/rows';
import { HOUR_MS, NOW_MS, record } from './support';

const read = (json: unknown) => {
	const result = readDeliveries(json, 'Item 1');
	if (!result.ok) throw new Error(result.problem);
	return result.value;
};

describe('what an item tells about', () => {
	test('a record of the send node', () => {
		const [fact] = read(
			record({
				event: 'order.paid',
				endpoint: 'Shop',
				status: 'failed',
				reason: 'retriesExhausted',
				attempts: [
					[2 * HOUR_MS, 120, 503],
					[HOUR_MS, 30_000, 'timeout'],
				],
			}),
		);
		expect(fact).toEqual({
			id: 'msg_1',
			event: 'order.paid',
			endpoint: 'Shop',
			url: 'https://receiver.example/hooks',
			status: 'failed',
			reason: 'retriesExhausted',
			statusCode: null,
			attempts: [
				{ startedAtMs: NOW_MS - 2 * HOUR_MS, durationMs: 120, statusCode: 503 },
				{
					startedAtMs: NOW_MS - HOUR_MS,
					durationMs: 30_000,
					statusCode: null,
					errorKind: 'timeout',
				},
			],
			attemptCount: 2,
			firstAttemptAtMs: NOW_MS - 2 * HOUR_MS,
			atMs: NOW_MS - HOUR_MS,
			responseExcerpt: '',
		});
	});

	test('one message to many endpoints', () => {
		const deliveries = [record({ endpoint: 'A' }), record({ endpoint: 'B', status: 'failed' })];
		const facts = read({ id: 'msg_1', status: 'failed', deliveries });
		expect(facts.map(({ endpoint, status }) => [endpoint, status])).toEqual([
			['A', 'delivered'],
			['B', 'failed'],
		]);
	});

	test('a request that was split is no delivery: its halves are', () => {
		const deliveries = [record({ id: 'whole', status: 'split' }), record({ id: 'half' })];
		expect(read({ id: 'item', status: 'delivered', requests: [], deliveries })).toMatchObject([
			{ id: 'half' },
		]);
		expect(read({ id: 'item', status: 'delivered', requests: ['half'], deliveries: [] })).toEqual(
			[],
		);
		expect(read(record({ status: 'split' }))).toEqual([]);
	});

	test('a failed item, whose record is in its details', () => {
		const details = record({ status: 'failed' });
		expect(read({ error: 'Not delivered', message: 'Try again', details })).toHaveLength(1);
	});

	test('an item that was never a delivery counts for nothing', () => {
		expect(read({ error: "The field 'URL' is empty" })).toEqual([]);
		expect(read({})).toEqual([]);
	});

	test('a row of a table', () => {
		const [fact] = read({
			deliveryId: 'msg_7',
			endpoint: 'Shop',
			url: 'https://shop.example',
			event: 'order.paid',
			status: 'failed',
			reason: 'finalStatus',
			attempts: 3,
			firstAttemptAt: new Date(NOW_MS - HOUR_MS).toISOString(),
			lastAttemptAt: new Date(NOW_MS).toISOString(),
			durationMs: 80,
			statusCode: 400,
		});
		expect(fact).toMatchObject({
			id: 'msg_7',
			attemptCount: 3,
			attempts: [{ startedAtMs: NOW_MS, durationMs: 80, statusCode: 400 }],
		});
	});

	test('the start of the last response, from a record and from a row', () => {
		const response = { statusCode: 400, headers: {}, body: { error: 'x'.repeat(400) } };
		const excerpt = read({ ...record({ status: 'failed' }), response })[0]?.responseExcerpt;
		expect(excerpt).toMatch(/^{"error":"x+…$/);
		expect(excerpt).toHaveLength(300);
		expect(read({ ...record({}), responseExcerpt: 'no' })[0]?.responseExcerpt).toBe('no');
	});

	test('a row made from a record gives the same numbers', () => {
		const [fact] = read({
			...record({
				endpoint: 'Shop',
				attempts: [
					[5000, 20, 503],
					[1000, 30, 200],
				],
			}),
			delivery: { version: 1 },
		});
		const [again] = read(toRow(fact as DeliveryFact));
		expect(again).toMatchObject({
			id: 'msg_1',
			endpoint: 'Shop',
			attemptCount: 2,
			attempts: [{ startedAtMs: NOW_MS - 1000, durationMs: 30, statusCode: 200 }],
			record: { delivery: { version: 1 } },
		});
	});

	test('a row made from a row is the same row', () => {
		const attempts = [
			[5000, 20, 503],
			[1000, 30, 'timeout'],
		] as const;
		const [fact] = read({ ...record({ status: 'failed', attempts }), delivery: { version: 1 } });
		const row = toRow(fact as DeliveryFact);
		expect(toRow(read(row)[0] as DeliveryFact)).toEqual(row);
	});

	test('a row of a spreadsheet, where numbers are texts and an id became a number', () => {
		const lastAttemptAt = new Date(NOW_MS).toISOString();
		const numbers = { attempts: '3', durationMs: '80', statusCode: '503' };
		const row = { deliveryId: 1042, status: 'failed', lastAttemptAt, ...numbers };
		expect(read(row)).toMatchObject([
			{
				id: '1042',
				attemptCount: 3,
				attempts: [{ startedAtMs: NOW_MS, durationMs: 80, statusCode: 503 }],
			},
		]);
	});

	test('an attempt without a response has no status, whatever its row says', () => {
		const lastAttemptAt = new Date(NOW_MS).toISOString();
		const row = { attempts: 1, lastAttemptAt, errorKind: 'timeout', statusCode: 503 };
		const [fact] = read({ deliveryId: 'a', status: 'failed', ...row });
		expect(fact?.attempts).toMatchObject([{ statusCode: null, errorKind: 'timeout' }]);
	});

	test('an item of a list keeps its record, which is no text there', () => {
		const resumable = { ...record({ status: 'failed' }), delivery: { version: 1 } };
		const item = { deliveryId: 'a', status: 'failed', attempts: 1, record: resumable };
		expect(read(item)[0]?.record).toEqual(resumable);
	});

	test('a delivery without any attempt counts by when it was queued, or its row was made', () => {
		const queued = { ...record({ status: 'failed' }), delivery: { queuedAtMs: NOW_MS } };
		expect(read(queued)[0]?.atMs).toBe(NOW_MS);
		const createdAt = new Date(NOW_MS).toISOString();
		expect(read({ deliveryId: 'a', status: 'failed', attempts: 0, createdAt })[0]?.atMs).toBe(
			NOW_MS,
		);
		expect(read(record({ status: 'held' }))[0]).not.toHaveProperty('atMs');
	});

	test.each([1e300, -1e300, 8.64e15 + 1, '+999999-01-01T00:00:00Z'])(
		'a time that no date can name is none: %p',
		(startedAt) => {
			const attempts = [{ number: 1, startedAt, durationMs: 1, statusCode: 200 }];
			const [fact] = read({ ...record({}), attempts });
			expect(toRow(fact as DeliveryFact)).toMatchObject({ lastAttemptAt: null });
		},
	);

	test('a record without an endpoint goes by its URL', () => {
		expect(read(record({}))[0]?.endpoint).toBe('https://receiver.example/hooks');
	});

	test('only a record that can be sent again keeps its record', () => {
		const resumable = { ...record({ status: 'failed' }), delivery: { version: 1 } };
		expect(read(resumable)[0]?.record).toEqual(resumable);
		expect(read(record({ status: 'failed' }))[0]).not.toHaveProperty('record');
	});
});

describe('what is no record', () => {
	test.each([
		['no object', 'text', 'Item 1 is not the record of a delivery.'],
		['no id', { status: 'failed' }, "Item 1 has no 'id'"],
		['another status', { id: 'x', status: 'done' }, "Item 1 has a 'status' other than"],
		[
			'a part of many that is none',
			{ id: 'x', deliveries: [record({}), 7] },
			'Delivery 2 of Item 1 is no object.',
		],
	])('%s', (_, json, problem) => {
		const result = readDeliveries(json, 'Item 1');
		expect(result.ok ? '' : result.problem).toContain(problem);
	});

	test('whatever an item holds, reading it ends in facts or a sentence', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (json, attempts) => {
				for (const each of [json, { id: 'a', status: 'failed', attempts, durationMs: json }]) {
					const result = readDeliveries(each, 'Item 1');
					if (!result.ok) expect(result.problem).toMatch(/^(Item 1|Delivery \d+ of Item 1) .+\.$/);
				}
			}),
		);
	});
});

describe('several records of one delivery', () => {
	const at = (agoMs: number, status: string, endpoint = 'Shop') =>
		read(record({ endpoint, status, attempts: [[agoMs, 10, 200]] }));

	test('the one with the latest attempt counts, whatever their order', () => {
		const facts = [...at(1, 'delivered'), ...at(HOUR_MS, 'pending')];
		for (const given of [facts, [...facts].reverse()]) {
			expect(latestOfEach(given).map(({ status }) => status)).toEqual(['delivered']);
		}
	});

	test('of two with the same attempt, the one that ended counts, whatever their order', () => {
		const facts = [...at(1, 'failed'), ...at(1, 'pending')];
		for (const given of [facts, [...facts].reverse()]) {
			expect(latestOfEach(given).map(({ status }) => status)).toEqual(['failed']);
		}
	});

	test('no id and endpoint are taken for another two that are the same in one piece', () => {
		const facts = [
			...read(record({ id: 'ab', endpoint: 'c' })),
			...read(record({ id: 'a', endpoint: 'bc' })),
		];
		expect(latestOfEach(facts)).toHaveLength(2);
	});

	test('another endpoint is another delivery', () => {
		expect(latestOfEach([...at(1, 'delivered'), ...at(2, 'failed', 'CRM')])).toHaveLength(2);
	});
});

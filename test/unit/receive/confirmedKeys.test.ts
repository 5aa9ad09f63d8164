import fc from 'fast-check';
import { ConfirmedKeys } from '../../../nodes/shared/receive/deduplicate/confirmedKeys';
import type { StoredKeys } from '../../../nodes/shared/receive/deduplicate/confirmedKeys';
import { messageKey } from '../../../nodes/shared/receive/deduplicate/messageKey';
import { scaled } from '../../support/scale';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
// A whole minute, so that the tests can say which minute a time is in.
const nowMs = Date.parse('2023-11-14T22:13:00Z');
const thisMinute = nowMs / MINUTE_MS;

const keyOf = (number: number): string => messageKey([`event ${number}`]);
const keysOf = (...numbers: readonly number[]): string => numbers.map(keyOf).join('');

const confirmedKeys = (limit = 100): ConfirmedKeys => new ConfirmedKeys(HOUR_MS, limit);

/** As a database gives it back. */
const stored = (keys: StoredKeys): unknown => JSON.parse(JSON.stringify(keys)) as unknown;

const storedMinute = (minute: number, keys: string) => ({
	version: 1,
	minutes: [{ minute, keys }],
});

describe('a snapshot', () => {
	test('has the keys by minute, the oldest first', () => {
		const keys = confirmedKeys();
		keys.add(keyOf(3), nowMs + MINUTE_MS);
		keys.add(keyOf(1), nowMs);
		keys.add(keyOf(2), nowMs + 59_999);
		expect(stored(keys.snapshot(nowMs + MINUTE_MS, []))).toEqual({
			version: 1,
			minutes: [
				{ minute: thisMinute, keys: keysOf(1, 2) },
				{ minute: thisMinute + 1, keys: keysOf(3) },
			],
		});
	});

	test('has a key once that was added twice', () => {
		const keys = confirmedKeys();
		keys.add(keyOf(1), nowMs);
		keys.add(keyOf(1), nowMs);
		expect(keys.snapshot(nowMs, [keyOf(1)]).minutes).toEqual([
			{ minute: thisMinute, keys: keysOf(1) },
		]);
	});

	test('has the keys that storing it confirms, this time only', () => {
		const keys = confirmedKeys();
		expect(keys.snapshot(nowMs, [keyOf(1), keyOf(2)]).minutes).toEqual([
			{ minute: thisMinute, keys: keysOf(1, 2) },
		]);
		expect(keys.snapshot(nowMs, []).minutes).toEqual([]);
	});

	test('of nothing is empty', () => {
		expect(confirmedKeys().snapshot(nowMs, [])).toEqual({ version: 1, minutes: [] });
	});

	test('has only the newest keys beyond the limit', () => {
		const keys = confirmedKeys(3);
		keys.add(keyOf(1), nowMs);
		keys.add(keyOf(2), nowMs + MINUTE_MS);
		keys.add(keyOf(3), nowMs + MINUTE_MS);
		keys.add(keyOf(4), nowMs + 2 * MINUTE_MS);
		keys.add(keyOf(5), nowMs + 2 * MINUTE_MS);
		expect(keys.snapshot(nowMs + 2 * MINUTE_MS, []).minutes).toEqual([
			{ minute: thisMinute + 1, keys: keysOf(3) },
			{ minute: thisMinute + 2, keys: keysOf(4, 5) },
		]);
	});

	test('has no key that is older than the window by more than a minute', () => {
		const keys = confirmedKeys();
		keys.add(keyOf(1), nowMs);
		expect(keys.snapshot(nowMs + HOUR_MS, []).minutes).toHaveLength(1);
		expect(keys.snapshot(nowMs + HOUR_MS + MINUTE_MS, []).minutes).toEqual([]);
	});

	test('takes 16 characters per key', () => {
		const keys = confirmedKeys(2_000);
		for (let number = 0; number < 2_000; number += 1) keys.add(keyOf(number), nowMs);
		expect(JSON.stringify(keys.snapshot(nowMs, [])).length).toBeLessThan(16 * 2_000 + 100);
	});
});

describe('merging', () => {
	test('finds the keys of another process, and stores them with its own', () => {
		const [mine, other] = [confirmedKeys(), confirmedKeys()];
		mine.add(keyOf(1), nowMs);
		other.add(keyOf(2), nowMs);
		expect(mine.merge(stored(other.snapshot(nowMs, [])), nowMs)).toEqual([keyOf(2)]);
		expect(mine.snapshot(nowMs, []).minutes).toEqual([{ minute: thisMinute, keys: keysOf(1, 2) }]);
	});

	test('finds nothing when nothing changed, and only what is new afterwards', () => {
		const keys = confirmedKeys();
		keys.merge(storedMinute(thisMinute, keysOf(1, 2)), nowMs);
		expect(keys.merge(storedMinute(thisMinute, keysOf(1, 2)), nowMs)).toEqual([]);
		expect(keys.merge(storedMinute(thisMinute, keysOf(1, 2, 3)), nowMs)).toEqual([keyOf(3)]);
	});

	test('passes over what is older than the window', () => {
		const keys = confirmedKeys();
		const lastMinute = thisMinute - 60;
		expect(keys.merge(storedMinute(lastMinute, keysOf(1)), nowMs)).toEqual([keyOf(1)]);
		expect(keys.merge(storedMinute(lastMinute - 1, keysOf(2)), nowMs)).toEqual([]);
	});

	test.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['a text', keysOf(1)],
		['a list', [keyOf(1)]],
		['another version', { ...storedMinute(thisMinute, keysOf(1)), version: 2 }],
		['minutes that are no list', { version: 1, minutes: { 0: keysOf(1) } }],
		['a minute that is null', { version: 1, minutes: [null] }],
		['a minute without keys', { version: 1, minutes: [{ minute: thisMinute }] }],
		['keys without a minute', { version: 1, minutes: [{ keys: keysOf(1) }] }],
		['a minute with a fraction', storedMinute(thisMinute + 0.5, keysOf(1))],
		['a minute beyond all numbers', storedMinute(Infinity, keysOf(1))],
		['a key that is cut off', storedMinute(thisMinute, keysOf(1, 2).slice(0, -1))],
		['keys with other characters', storedMinute(thisMinute, `${keyOf(1)}<script>alert()>`)],
	])('passes over %s', (_, garbage) => {
		const keys = confirmedKeys();
		expect(keys.merge(garbage, nowMs)).toEqual([]);
		expect(keys.snapshot(nowMs, []).minutes).toEqual([]);
	});

	test('takes what can be read beside what cannot', () => {
		const [readable] = storedMinute(thisMinute, keysOf(1)).minutes;
		const mixed = { version: 1, minutes: [null, { minute: 'x' }, readable, 7] };
		expect(confirmedKeys().merge(mixed, nowMs)).toEqual([keyOf(1)]);
	});

	test('never throws, and what it stores afterwards can be read', () => {
		const minute = fc.record({
			minute: fc.oneof(fc.integer(), fc.constant(thisMinute), fc.anything()),
			keys: fc.oneof(fc.string(), fc.constant(keysOf(1)), fc.anything()),
		});
		const garbage = fc.oneof(
			fc.anything(),
			fc.record({ version: fc.constant(1), minutes: fc.oneof(fc.array(minute), fc.anything()) }),
		);
		fc.assert(
			fc.property(fc.array(garbage, { maxLength: 4 }), (values) => {
				const keys = confirmedKeys();
				const found = values.flatMap((value) => keys.merge(value, nowMs));
				const again = confirmedKeys().merge(stored(keys.snapshot(nowMs, [])), nowMs);
				expect(new Set(again)).toEqual(new Set(found));
			}),
			{ numRuns: scaled({ full: 1_000, sample: 300 }) },
		);
	});
});

test('a snapshot has exactly the newest keys that another process finds in it', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.nat(1_000), { maxLength: 60 }),
			fc.integer({ min: 1, max: 20 }),
			fc.integer({ min: 1, max: 90_000 }),
			(numbers, limit, stepMs) => {
				const keys = confirmedKeys(limit);
				numbers.forEach((number, index) => keys.add(keyOf(number), nowMs + index * stepMs));
				const endMs = nowMs + numbers.length * stepMs;
				const found = confirmedKeys().merge(stored(keys.snapshot(endMs, [])), endMs);
				const minuteOf = (index: number) => Math.floor((nowMs + index * stepMs) / MINUTE_MS);
				const oldestMinute = Math.floor((endMs - HOUR_MS) / MINUTE_MS);
				const valid = numbers.filter((_, index) => minuteOf(index) >= oldestMinute);
				expect(found).toEqual(valid.slice(-limit).map(keyOf));
			},
		),
	);
});

import fc from 'fast-check';
import { KeyTable } from '../../../nodes/shared/receive/deduplicate/keyTable';
import { messageKey } from '../../../nodes/shared/receive/deduplicate/messageKey';
import { SeenKeys } from '../../../nodes/shared/receive/deduplicate/seenKeys';
import { scaled } from '../../support/scale';

const nowMs = Date.parse('2023-11-14T22:13:20Z');
const WINDOW_MS = 1_000;

const keyOf = (number: number): string => messageKey([`event ${number}`]);

/** Keys as a digest would give them, but made in no time. */
function* manyKeys(count: number): Generator<string> {
	const bytes = Buffer.alloc(12);
	for (let number = 1; number <= count; number += 1) {
		bytes.writeUInt32LE(Math.imul(number, 0x9e3779b1) >>> 0, 0);
		bytes.writeUInt32LE(Math.imul(number, 0x85ebca6b) >>> 0, 4);
		bytes.writeUInt32LE(number, 8);
		yield bytes.toString('base64');
	}
}

describe('messageKey', () => {
	test('is the first 96 bits of SHA-256 over the parts and their lengths', () => {
		// printf '2:id5:evt_1' | openssl dgst -sha256 -binary | head -c 12 | base64
		expect(messageKey(['id', 'evt_1'])).toBe('PQycy4+Bq5AWvUDL');
	});

	test('has 16 characters, whatever the parts are', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.string(), fc.uint8Array())), (parts) => {
				const key = messageKey(
					parts.map((part) => (typeof part === 'string' ? part : Buffer.from(part))),
				);
				expect(key).toMatch(/^[A-Za-z0-9+/]{16}$/);
			}),
		);
	});

	test('is the same for text and for its bytes in UTF-8', () => {
		expect(messageKey(['grüße', 'a'])).toBe(messageKey([Buffer.from('grüße', 'utf8'), 'a']));
	});

	test.each([
		[
			['ab', 'c'],
			['a', 'bc'],
		],
		[['abc'], ['ab', 'c']],
		[['a', ''], ['a']],
		[['1:a'], ['', 'a']],
		[
			['a', 'b'],
			['b', 'a'],
		],
		[['a'], ['A']],
	])('tells %j from %j', (left, right) => {
		expect(messageKey(left)).not.toBe(messageKey(right));
	});
});

describe('KeyTable', () => {
	test('holds exactly what was added, however often it grew', () => {
		const table = new KeyTable();
		const [...keys] = manyKeys(20_000);
		const added = keys.slice(0, 10_000);
		for (const key of [...added, ...added]) table.add(key);
		expect(table.size).toBe(10_000);
		expect(added.every((key) => table.has(key))).toBe(true);
		expect(keys.slice(10_000).some((key) => table.has(key))).toBe(false);
	});

	test('holds a key of nothing but zeros', () => {
		const table = new KeyTable();
		const zeros = Buffer.alloc(12).toString('base64');
		expect(table.has(zeros)).toBe(false);
		table.add(zeros);
		expect(table.has(zeros)).toBe(true);
		expect(table.size).toBe(1);
	});

	test('behaves as a set of strings', () => {
		// Few different bytes, so that many keys share their place and some are all zero but for a bit.
		const word = fc.constantFrom(0, 1, 16, 32, 0xffff_fff0);
		const key = fc.tuple(word, word, fc.constantFrom(1, 2, 0xffff_ffff)).map((words) => {
			const bytes = Buffer.alloc(12);
			words.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
			return bytes.toString('base64');
		});
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.boolean(), key), { maxLength: 100 }), (calls) => {
				const table = new KeyTable();
				const expected = new Set<string>();
				for (const [isAdded, text] of calls) {
					expect(table.has(text)).toBe(expected.has(text));
					if (!isAdded) continue;
					table.add(text);
					expected.add(text);
				}
				expect(table.size).toBe(expected.size);
			}),
		);
	});
});

describe('a remembered key', () => {
	test('is seen for a window, and no longer than two', () => {
		const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 100 });
		seen.add(keyOf(1), nowMs);
		expect(seen.has(keyOf(1), nowMs)).toBe(true);
		expect(seen.has(keyOf(1), nowMs + WINDOW_MS - 1)).toBe(true);
		expect(seen.has(keyOf(1), nowMs + 2 * WINDOW_MS)).toBe(false);
	});

	test('is seen no longer than two windows when nobody asks for almost as long', () => {
		const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 100 });
		seen.add(keyOf(1), nowMs);
		seen.has(keyOf(2), nowMs + 2 * WINDOW_MS - 1);
		expect(seen.has(keyOf(1), nowMs + 2 * WINDOW_MS)).toBe(false);
	});

	test('is gone after a long silence', () => {
		const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 100 });
		seen.add(keyOf(1), nowMs);
		expect(seen.has(keyOf(1), nowMs + 1_000 * WINDOW_MS)).toBe(false);
		expect(seen.size).toBe(0);
	});

	test('is seen when the clock is set back', () => {
		const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 100 });
		seen.add(keyOf(1), nowMs);
		expect(seen.has(keyOf(1), nowMs - 10 * WINDOW_MS)).toBe(true);
	});

	test('is seen when it was added with a time from before the last change of tables', () => {
		const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 100 });
		seen.has(keyOf(1), nowMs);
		seen.has(keyOf(1), nowMs + WINDOW_MS);
		seen.add(keyOf(1), nowMs + WINDOW_MS - 1);
		expect(seen.has(keyOf(1), nowMs + 2 * WINDOW_MS)).toBe(true);
	});

	test('is seen for a window and not after two, whatever comes between', () => {
		const call = fc.record({
			isAdded: fc.boolean(),
			number: fc.nat(5),
			waitMs: fc.oneof(fc.nat(300), fc.constantFrom(0, 999, 1_000, 1_999, 2_000, 5_000)),
		});
		fc.assert(
			fc.property(fc.array(call, { maxLength: 100 }), (calls) => {
				const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 1_000 });
				const addedAt = new Map<number, number>();
				let atMs = nowMs;
				for (const { isAdded, number, waitMs } of calls) {
					atMs += waitMs;
					const isSeen = seen.has(keyOf(number), atMs);
					const ageMs = atMs - (addedAt.get(number) ?? -Infinity);
					if (ageMs < WINDOW_MS) expect(isSeen).toBe(true);
					if (ageMs >= 2 * WINDOW_MS) expect(isSeen).toBe(false);
					if (!isAdded) continue;
					seen.add(keyOf(number), atMs);
					addedAt.set(number, atMs);
				}
			}),
			{ numRuns: scaled({ full: 500, sample: 200 }) },
		);
	});
});

describe('the capacity', () => {
	test('is never exceeded, and the newest half of it is always remembered', () => {
		const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 100 });
		for (let number = 0; number < 1_000; number += 1) {
			seen.add(keyOf(number), nowMs);
			expect(seen.size).toBeLessThanOrEqual(100);
			const newest = Array.from({ length: Math.min(50, number + 1) }, (_, age) => number - age);
			expect(newest.every((newer) => seen.has(keyOf(newer), nowMs))).toBe(true);
		}
		expect(seen.has(keyOf(0), nowMs)).toBe(false);
	});
});

describe('the memory', () => {
	test('is less than a kilobyte for a trigger that has seen nothing', () => {
		expect(new SeenKeys({ windowMs: WINDOW_MS, capacity: 1_000_000 }).byteLength).toBeLessThan(
			1_024,
		);
	});

	test('is at most 40 bytes per key, from a hundred to a million of them', () => {
		const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 4_000_000 });
		let mostPerKey = 0;
		for (const key of manyKeys(1_000_000)) {
			seen.add(key, nowMs);
			if (seen.size >= 100) mostPerKey = Math.max(mostPerKey, seen.byteLength / seen.size);
		}
		expect(seen.size).toBe(1_000_000);
		expect(mostPerKey).toBeLessThanOrEqual(40);
	});

	test('is given back when keys are forgotten', () => {
		const seen = new SeenKeys({ windowMs: WINDOW_MS, capacity: 1_000_000 });
		const { byteLength } = seen;
		for (const key of manyKeys(10_000)) seen.add(key, nowMs);
		expect(seen.byteLength).toBeGreaterThan(byteLength);
		seen.has(keyOf(1), nowMs + 2 * WINDOW_MS);
		expect(seen.byteLength).toBe(byteLength);
	});
});

import type {
	BeginResult,
	Deduplicator,
	MessageOutcome,
} from '../../../nodes/shared/receive/deduplicate/deduplicator';
import { deduplicator, keyOf, kinds, owned, restarted, WINDOW_MS } from '../../support/deduplicate';
import { settlePromises } from '../../support/settlePromises';
import { scaled } from '../../support/scale';

const MINUTE_MS = 60_000;
const MESSAGES = scaled({ full: 1_000_000, sample: 30_000 });

const nowMs = Date.parse('2023-11-14T22:13:00Z');
const key = keyOf('a');

/** One request, from its beginning to its end. */
async function process(
	memory: Deduplicator,
	name: string,
	outcome: MessageOutcome,
	atMs = nowMs,
): Promise<void> {
	owned(await memory.begin([[keyOf(name)]], atMs)).settle(outcome);
}

/** Claims the key several times at once; what came of it is filled in as it is known. */
function beginTimes(memory: Deduplicator, count: number): Array<BeginResult | undefined> {
	const results = Array.from({ length: count }, (): BeginResult | undefined => undefined);
	for (const index of results.keys()) {
		void memory.begin([[key]], nowMs).then((result) => (results[index] = result));
	}
	return results;
}

describe('a message', () => {
	test('is new, and a duplicate once it was processed', async () => {
		const memory = deduplicator();
		await process(memory, 'a', 'done');
		expect(await memory.begin([[key]], nowMs)).toEqual({ kind: 'duplicate' });
		expect(memory.size()).toBe(1);
	});

	test('is new again when it was released', async () => {
		const memory = deduplicator();
		await process(memory, 'a', 'released');
		expect(memory.size()).toBe(0);
		expect((await memory.begin([[key]], nowMs)).kind).toBe('new');
	});

	test('has nothing to do with other messages', async () => {
		const memory = deduplicator();
		await process(memory, 'a', 'done');
		expect((await memory.begin([[keyOf('b')]], nowMs)).kind).toBe('new');
	});

	test('is forgotten after two windows', async () => {
		const memory = deduplicator();
		await process(memory, 'a', 'done');
		expect((await memory.begin([[key]], nowMs + WINDOW_MS - 1)).kind).toBe('duplicate');
		expect((await memory.begin([[key]], nowMs + 2 * WINDOW_MS)).kind).toBe('new');
	});

	test('that is being processed stays so, however long it takes', async () => {
		const memory = deduplicator();
		const first = owned(await memory.begin([[key]], nowMs));
		let second: BeginResult | undefined;
		void memory.begin([[key]], nowMs + 100 * WINDOW_MS).then((result) => (second = result));
		await settlePromises();
		expect(second).toBeUndefined();
		first.settle('done');
		await settlePromises();
		expect(second).toEqual({ kind: 'duplicate' });
	});

	test.each<[MessageOutcome, MessageOutcome, BeginResult['kind']]>([
		['done', 'released', 'duplicate'],
		['released', 'done', 'new'],
	])('that is %s stays so when it is then said to be %s', async (first, then, expected) => {
		const memory = deduplicator();
		const result = owned(await memory.begin([[key]], nowMs));
		result.settle(first);
		result.settle(then);
		expect((await memory.begin([[key]], nowMs)).kind).toBe(expected);
	});

	test('cannot be settled by whoever gave it up before somebody else took over', async () => {
		const memory = deduplicator();
		const first = owned(await memory.begin([[key]], nowMs));
		const waiting = beginTimes(memory, 2);
		first.settle('released');
		first.settle('done');
		first.settle('released');
		await settlePromises();
		expect(kinds(waiting)).toEqual(['new', undefined]);
		owned(waiting[0]).settle('done');
		await settlePromises();
		expect(kinds(waiting)).toEqual(['new', 'duplicate']);
	});
});

describe('copies that come while the first is being processed', () => {
	test('are all duplicates when it is done', async () => {
		const results = beginTimes(deduplicator(), 5);
		await settlePromises();
		expect(kinds(results)).toEqual(['new', ...Array<undefined>(4).fill(undefined)]);
		owned(results[0]).settle('done');
		await settlePromises();
		expect(kinds(results)).toEqual(['new', ...Array<string>(4).fill('duplicate')]);
	});

	test('take over one at a time, in the order in which they came', async () => {
		const results = beginTimes(deduplicator(), 4);
		await settlePromises();
		for (let turn = 0; turn < 3; turn += 1) {
			const isOwner = results.map((_, index) => (index <= turn ? 'new' : undefined));
			expect(kinds(results)).toEqual(isOwner);
			owned(results[turn]).settle('released');
			await settlePromises();
		}
		owned(results[3]).settle('done');
		await settlePromises();
		expect(kinds(results)).toEqual(Array(4).fill('new'));
	});

	test('are remembered from their own arrival on when they take over', async () => {
		const memory = deduplicator();
		const first = owned(await memory.begin([[key]], nowMs));
		const second = memory.begin([[key]], nowMs + WINDOW_MS - 1);
		first.settle('released');
		owned(await second).settle('done');
		const laterMs = nowMs + 2 * WINDOW_MS - 2;
		expect((await restarted(memory, laterMs).begin([[key]], laterMs)).kind).toBe('duplicate');
	});

	test('that come after one took over wait for that one', async () => {
		const memory = deduplicator();
		const first = owned(await memory.begin([[key]], nowMs));
		const second = beginTimes(memory, 1);
		first.settle('released');
		const third = beginTimes(memory, 1);
		await settlePromises();
		expect(kinds([...second, ...third])).toEqual(['new', undefined]);
		owned(second[0]).settle('done');
		await settlePromises();
		expect(kinds(third)).toEqual(['duplicate']);
	});
});

describe('the bound of messages in flight', () => {
	test('counts those that are processed, and is free again when they end', async () => {
		const memory = deduplicator({ maxInFlight: 2 });
		const first = owned(await memory.begin([[key]], nowMs));
		await memory.begin([[keyOf('b')]], nowMs);
		expect(await memory.begin([[keyOf('c')]], nowMs)).toEqual({ kind: 'busy', reason: 'events' });
		first.settle('released');
		expect((await memory.begin([[keyOf('c')]], nowMs)).kind).toBe('new');
		expect((await memory.begin([[keyOf('d')]], nowMs)).kind).toBe('busy');
	});

	test('does not count those that wait: a flood of copies of one event holds up no other', async () => {
		const memory = deduplicator({ maxInFlight: 2, maxWaiting: 3 });
		const first = owned(await memory.begin([[key]], nowMs));
		const copies = beginTimes(memory, 1_500);
		await settlePromises();
		const answered = copies.filter((result) => result !== undefined);
		expect(answered).toHaveLength(1_497);
		for (const result of answered) expect(result).toEqual({ kind: 'busy', reason: 'copies' });
		owned(await memory.begin([[keyOf('b')]], nowMs)).settle('done');
		first.settle('done');
		await settlePromises();
		expect(kinds(copies.slice(0, 3))).toEqual(['duplicate', 'duplicate', 'duplicate']);
	});

	test('does not keep duplicates from being recognised', async () => {
		const memory = deduplicator({ maxInFlight: 1 });
		await process(memory, 'a', 'done');
		await memory.begin([[keyOf('b')]], nowMs);
		expect(await memory.begin([[key]], nowMs)).toEqual({ kind: 'duplicate' });
	});

	test('forgets nothing: a message that was answered busy is new when it comes again', async () => {
		const memory = deduplicator({ maxInFlight: 1 });
		const first = owned(await memory.begin([[keyOf('b')]], nowMs));
		expect((await memory.begin([[key]], nowMs)).kind).toBe('busy');
		first.settle('done');
		expect((await memory.begin([[key]], nowMs)).kind).toBe('new');
	});
});

describe('a request of several parts', () => {
	const [a, b, c] = [keyOf('a'), keyOf('b'), keyOf('c')] as const;

	test('leaves out those that were processed, and those that it holds twice', async () => {
		const memory = deduplicator();
		await process(memory, 'a', 'done');
		const result = owned(await memory.begin([[a], [b], [b], [c]], nowMs));
		expect(result.parts).toEqual([1, 3]);
		expect(result.keys).toEqual([b, c]);
		result.settle('done');
		expect(await memory.begin([[c], [a], [b]], nowMs)).toEqual({ kind: 'duplicate' });
	});

	test('that has no keys is never a repeat, and holds nothing', async () => {
		const memory = deduplicator();
		const result = owned(await memory.begin([[], [a]], nowMs));
		expect(result).toMatchObject({ parts: [0, 1], keys: [a] });
		result.settle('done');
		expect(owned(await memory.begin([[], [a]], nowMs)).parts).toEqual([0]);
	});

	test('is a repeat by either of its keys, and remembered under both', async () => {
		const memory = deduplicator();
		owned(await memory.begin([[a, b]], nowMs)).settle('done');
		expect((await memory.begin([[a, c]], nowMs)).kind).toBe('duplicate');
		expect((await memory.begin([[c, b]], nowMs)).kind).toBe('duplicate');
		// What was no repeat by itself was not taken along.
		expect((await memory.begin([[c]], nowMs)).kind).toBe('new');
	});

	test('holds none of its keys while it waits for one', async () => {
		const memory = deduplicator();
		const first = owned(await memory.begin([[a]], nowMs));
		let waiting: BeginResult | undefined;
		void memory.begin([[b], [a]], nowMs).then((result) => (waiting = result));
		const other = owned(await memory.begin([[b]], nowMs));
		first.settle('done');
		await settlePromises();
		expect(waiting).toBeUndefined();
		other.settle('released');
		await settlePromises();
		expect(owned(waiting).parts).toEqual([0]);
	});

	test('two that name their keys in another order never wait for each other', async () => {
		const memory = deduplicator();
		const first = owned(await memory.begin([[c]], nowMs));
		const results: Array<BeginResult | undefined> = [undefined, undefined];
		void memory.begin([[a], [c], [b]], nowMs).then((result) => (results[0] = result));
		void memory.begin([[b], [c], [a]], nowMs).then((result) => (results[1] = result));
		first.settle('released');
		await settlePromises();
		expect(kinds(results)).toEqual(['new', undefined]);
		owned(results[0]).settle('done');
		await settlePromises();
		expect(kinds(results)).toEqual(['new', 'duplicate']);
	});
});

describe('after a restart', () => {
	test('what was done is a duplicate; what was released or under way is new', async () => {
		const memory = deduplicator();
		await process(memory, 'done', 'done');
		await process(memory, 'released', 'released');
		await memory.begin([[keyOf('under way')]], nowMs);
		const next = restarted(memory, nowMs);
		expect((await next.begin([[keyOf('done')]], nowMs)).kind).toBe('duplicate');
		expect((await next.begin([[keyOf('released')]], nowMs)).kind).toBe('new');
		expect((await next.begin([[keyOf('under way')]], nowMs)).kind).toBe('new');
	});

	test('what storing confirmed is a duplicate', async () => {
		const memory = deduplicator();
		await memory.begin([[key]], nowMs);
		const next = restarted(memory, nowMs, [key]);
		expect((await next.begin([[key]], nowMs)).kind).toBe('duplicate');
	});

	test('what is older than the window is new', async () => {
		const memory = deduplicator();
		await process(memory, 'a', 'done');
		const laterMs = nowMs + WINDOW_MS + MINUTE_MS;
		expect((await restarted(memory, laterMs).begin([[key]], laterMs)).kind).toBe('new');
	});

	test('what another process confirmed is a duplicate here as well', async () => {
		const [here, there] = [deduplicator(), deduplicator()];
		await process(there, 'a', 'done');
		here.merge(there.snapshot(nowMs, []), nowMs);
		expect((await here.begin([[key]], nowMs)).kind).toBe('duplicate');
	});
});

test(`${MESSAGES} processed messages take at most 100 bytes each`, async () => {
	const memory = deduplicator({ capacity: 2 * MESSAGES });
	const bytes = Buffer.alloc(12);
	for (let number = 1; number <= MESSAGES; number += 1) {
		bytes.writeUInt32LE(Math.imul(number, 0x9e3779b1) >>> 0, 0);
		bytes.writeUInt32LE(number, 8);
		owned(await memory.begin([[bytes.toString('base64')]], nowMs)).settle('done');
	}
	expect(memory.size()).toBe(MESSAGES);
	expect(memory.byteLength() / memory.size()).toBeLessThanOrEqual(100);
});

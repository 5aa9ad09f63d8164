import fc from 'fast-check';
import { createBatcher } from '../../../nodes/shared/receive/batcher';
import type { BatchOutcome, BatchRole } from '../../../nodes/shared/receive/batcher';
import { settlePromises } from '../../support/settlePromises';

type Leader = Extract<BatchRole<number>, { role: 'leader' }>;

const WINDOW_MS = 50;

/** A clock that stands still until it is told to go on. */
function manualClock() {
	let nowMs = 0;
	let sleeping: Array<{ atMs: number; wake: () => void }> = [];
	return {
		now: () => nowMs,
		sleep: async (ms: number): Promise<void> =>
			await new Promise((wake) => sleeping.push({ atMs: nowMs + ms, wake })),
		advance: async (ms: number): Promise<void> => {
			for (const endMs = nowMs + ms; nowMs < endMs;) {
				nowMs += 1;
				for (const { wake } of sleeping.filter(({ atMs }) => atMs <= nowMs)) wake();
				sleeping = sleeping.filter(({ atMs }) => atMs > nowMs);
				await settlePromises();
			}
		},
	};
}

/** A batcher of numbers, and what became of each of them so far. */
function observe(maxSize: number) {
	const clock = manualClock();
	const batcher = createBatcher<number>({ windowMs: WINDOW_MS, maxSize, sleep: clock.sleep });
	const roles = new Map<number, BatchRole<number>>();
	const joinedAt = new Map<number, number>();
	const ledAt = new Map<number, number>();
	return {
		clock,
		roles,
		joinedAt,
		ledAt,
		join: (...entries: readonly number[]): void => {
			for (const entry of entries) {
				joinedAt.set(entry, clock.now());
				void batcher.join(entry).then((role) => {
					roles.set(entry, role);
					if (role.role === 'leader') ledAt.set(entry, clock.now());
				});
			}
		},
		leader: (entry: number): Leader => {
			const role = roles.get(entry);
			if (role?.role !== 'leader') throw new Error(`${entry} leads no complete batch`);
			return role;
		},
	};
}

describe('a batch', () => {
	test('is complete when its window is over, and not before', async () => {
		const { clock, join, leader, roles } = observe(10);
		join(1);
		await clock.advance(20);
		join(2, 3);
		await clock.advance(WINDOW_MS - 21);
		expect(roles.size).toBe(0);
		await clock.advance(1);
		expect(leader(1).entries).toEqual([1, 2, 3]);
	});

	test('is complete at once when it is full', async () => {
		const { clock, join, leader, roles } = observe(3);
		join(1, 2);
		await settlePromises();
		expect(roles.size).toBe(0);
		join(3);
		await settlePromises();
		expect(leader(1).entries).toEqual([1, 2, 3]);
		expect(clock.now()).toBe(0);
	});

	test('of one entry at most never waits', async () => {
		const { join, leader } = observe(1);
		join(1, 2);
		await settlePromises();
		expect(leader(1).entries).toEqual([1]);
		expect(leader(2).entries).toEqual([2]);
	});

	test('takes in nothing after it is complete', async () => {
		const { clock, join, leader } = observe(10);
		join(1);
		await clock.advance(WINDOW_MS);
		join(2);
		await clock.advance(WINDOW_MS);
		expect(leader(1).entries).toEqual([1]);
		expect(leader(2).entries).toEqual([2]);
	});

	test('has a window of its own, whenever the full one before it would have ended', async () => {
		const { clock, join, leader, roles } = observe(2);
		join(1);
		await clock.advance(WINDOW_MS - 10);
		join(2, 3);
		await clock.advance(WINDOW_MS - 1);
		expect(roles.has(3)).toBe(false);
		await clock.advance(1);
		expect(leader(3).entries).toEqual([3]);
	});

	test('stays open when the full one before it goes to its leader', async () => {
		const { join, leader } = observe(2);
		join(1, 2, 3);
		await settlePromises();
		join(4);
		await settlePromises();
		expect(leader(3).entries).toEqual([3, 4]);
	});

	test('fills while the leader of the last one is still at work', async () => {
		const { join, leader, roles } = observe(2);
		join(1, 2, 3, 4);
		await settlePromises();
		leader(3).settle('done');
		await settlePromises();
		expect(roles.get(4)).toEqual({ role: 'follower', outcome: 'done' });
		expect(roles.has(2)).toBe(false);
		expect(leader(1).entries).toEqual([1, 2]);
	});
});

describe('followers', () => {
	test.each<BatchOutcome>(['done', 'failed'])(
		'hear from their leader that it %s',
		async (outcome) => {
			const { join, leader, roles } = observe(3);
			join(1, 2, 3);
			await settlePromises();
			expect([...roles.keys()]).toEqual([1]);
			leader(1).settle(outcome);
			await settlePromises();
			expect(roles.get(2)).toEqual({ role: 'follower', outcome });
			expect(roles.get(3)).toEqual({ role: 'follower', outcome });
		},
	);

	test('hear only what the leader says first', async () => {
		const { join, leader, roles } = observe(2);
		join(1, 2);
		await settlePromises();
		leader(1).settle('failed');
		leader(1).settle('done');
		await settlePromises();
		expect(roles.get(2)).toEqual({ role: 'follower', outcome: 'failed' });
	});
});

type Step =
	| { readonly kind: 'join'; readonly count: number }
	| { readonly kind: 'advance'; readonly ms: number }
	| { readonly kind: 'settle'; readonly which: number; readonly outcome: BatchOutcome };

const outcomes = fc.constantFrom<BatchOutcome>('done', 'failed');

const steps = fc.array(
	fc.oneof<Array<fc.Arbitrary<Step>>>(
		fc.record({ kind: fc.constant('join'), count: fc.integer({ min: 1, max: 8 }) }),
		fc.record({ kind: fc.constant('advance'), ms: fc.nat(40) }),
		fc.record({ kind: fc.constant('settle'), which: fc.nat(), outcome: outcomes }),
	),
	{ maxLength: 40 },
);

/** Plays the steps to the end; says what the leaders told, by their entry. */
async function play(batches: ReturnType<typeof observe>, played: readonly Step[]) {
	const told = new Map<number, BatchOutcome>();
	let joined = 0;
	const settle = (entry: number, outcome: BatchOutcome): void => {
		batches.leader(entry).settle(outcome);
		if (!told.has(entry)) told.set(entry, outcome);
	};
	for (const step of played) {
		if (step.kind === 'join') {
			batches.join(...Array.from({ length: step.count }, (_, index) => joined + index));
			joined += step.count;
		} else if (step.kind === 'advance') {
			await batches.clock.advance(step.ms);
		} else {
			const entry = [...batches.ledAt.keys()][step.which % Math.max(1, batches.ledAt.size)];
			if (entry !== undefined) settle(entry, step.outcome);
		}
	}
	await batches.clock.advance(WINDOW_MS);
	for (const entry of batches.ledAt.keys()) settle(entry, 'failed');
	await settlePromises();
	return { joined, told };
}

test('every entry is in exactly one batch, in order, and hears how that one ended', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 1, max: 6 }), steps, async (maxSize, played) => {
			const batches = observe(maxSize);
			const { joined, told } = await play(batches, played);
			expect(batches.roles.size).toBe(joined);
			const leaders = [...batches.ledAt.keys()].sort((left, right) => left - right);
			const everyone = Array.from({ length: joined }, (_, entry) => entry);
			expect(leaders.flatMap((entry) => batches.leader(entry).entries)).toEqual(everyone);
			for (const leader of leaders) {
				const { entries } = batches.leader(leader);
				expect(entries[0]).toBe(leader);
				expect(entries.length).toBeLessThanOrEqual(maxSize);
				const waitedMs = (batches.ledAt.get(leader) ?? NaN) - (batches.joinedAt.get(leader) ?? NaN);
				if (entries.length < maxSize) expect(waitedMs).toBe(WINDOW_MS);
				else expect(waitedMs).toBeLessThanOrEqual(WINDOW_MS);
				for (const follower of entries.slice(1)) {
					const role = { role: 'follower', outcome: told.get(leader) };
					expect(batches.roles.get(follower)).toEqual(role);
				}
			}
		}),
	);
});

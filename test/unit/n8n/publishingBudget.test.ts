import {
	createPublishingBudgets,
	PUBLISHING_BUDGET_MS,
} from '../../../nodes/shared/n8n/trigger/registration/publishingBudget';

function start() {
	const clock = { nowMs: 1_700_000_000_000 };
	const budgets = createPublishingBudgets(() => clock.nowMs);
	const pass = (ms: number) => (clock.nowMs += ms);
	return { budgets, pass };
}

const error = new Error('too slow');

test("all of n8n's tries have the time of one together, whatever the service does", () => {
	const { budgets, pass } = start();
	let inCalls = 0;
	for (const pauseMs of [1000, 2000, 4000, 8000, 0]) {
		const look = budgets.begin('a');
		const lookMs = Math.max(0, Math.min(10_000, look.leftMs()));
		inCalls += lookMs;
		pass(lookMs);
		look.end({ error });
		pass(pauseMs);
	}
	expect(inCalls).toBe(PUBLISHING_BUDGET_MS);
});

test('a step after another one has what that left', () => {
	const { budgets, pass } = start();
	const look = budgets.begin('a');
	pass(12_000);
	look.end('goesOn');
	const make = budgets.begin('a');
	expect(make.leftMs()).toBe(18_000);
	pass(18_000);
	expect(make.leftMs()).toBe(0);
	expect(make.lastError).toBeUndefined();
});

test('a try without any time has the error of the one before', () => {
	const { budgets, pass } = start();
	const first = budgets.begin('a');
	pass(PUBLISHING_BUDGET_MS);
	first.end({ error });
	pass(8000);
	expect(budgets.begin('a').lastError).toBe(error);
});

test('the last instant of the time is none: timers may end a call that early', () => {
	const { budgets, pass } = start();
	const first = budgets.begin('a');
	pass(PUBLISHING_BUDGET_MS - 1);
	first.end({ error });
	pass(1000);
	expect(budgets.begin('a').lastError).toBe(error);
});

test.each([
	['went well', 'done' as const, 0],
	['failed long ago', { error }, 10_001],
])('publishing has all its time again when the one before %s', (_title, result, pauseMs) => {
	const { budgets, pass } = start();
	const step = budgets.begin('a');
	pass(20_000);
	step.end(result);
	pass(pauseMs);
	expect(budgets.begin('a').leftMs()).toBe(PUBLISHING_BUDGET_MS);
});

test('publishing has all its time again after the last try of the one before', () => {
	const { budgets, pass } = start();
	for (let tries = 0; tries < 5; tries += 1) {
		const step = budgets.begin('a');
		pass(7000);
		step.end({ error });
	}
	expect(budgets.begin('a').leftMs()).toBe(PUBLISHING_BUDGET_MS);
});

test('triggers have their time each for itself', () => {
	const { budgets, pass } = start();
	const step = budgets.begin('a');
	pass(20_000);
	step.end({ error });
	expect(budgets.begin('b').leftMs()).toBe(PUBLISHING_BUDGET_MS);
});

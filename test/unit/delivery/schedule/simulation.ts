import { runTasks } from '../../../../nodes/shared/delivery/schedule/runTasks';
import type { Limits, RunReport, Task } from '../../../../nodes/shared/delivery/schedule/types';
import { createVirtualClock } from '../../../support/virtualClock';

/** A step that is simulated: how long it takes, and what it says in the end. */
export interface Step {
	readonly durationMs: number;
	/** Wait after its end until the next step is due. */
	readonly againAfterMs?: number | undefined;
	readonly error?: Error | undefined;
}

/** A task that is simulated. Its last step ends it. */
export interface Plan {
	readonly endpoint: string;
	/** After the start. */
	readonly dueMs: number;
	readonly steps: readonly Step[];
}

/** A step that was made; times are milliseconds after the start. */
export interface Made {
	readonly plan: number;
	readonly endpoint: string;
	readonly dueMs: number;
	readonly startMs: number;
	readonly endMs: number;
}

interface NumberedTask extends Task {
	readonly plan: number;
}

export const noLimits: Limits = {
	concurrency: 1_000_000,
	concurrencyPerEndpoint: 1_000_000,
	keepOrder: false,
	waitAtMostMs: 3_600_000,
};

/** Tasks that take `durationMs` in one step and are due at once. */
export const plansOf = (endpoint: string, count: number, durationMs: number): Plan[] =>
	Array.from({ length: count }, () => ({ endpoint, dueMs: 0, steps: [{ durationMs }] }));

/** Runs tasks in simulated time. */
export async function simulate(
	plans: readonly Plan[],
	limits: Partial<Limits>,
	clock = createVirtualClock(),
) {
	const made: Made[] = [];
	const tasks = plans.map(({ endpoint, dueMs, steps }, plan): NumberedTask => {
		let next = 0;
		let nextDueMs = dueMs;
		return {
			plan,
			endpoint,
			dueAtMs: clock.startMs + dueMs,
			step: async () => {
				const step = steps[next];
				if (step === undefined) throw new Error('A step beyond the last one');
				next += 1;
				const startMs = clock.elapsedMs();
				await clock.wait(step.durationMs);
				const endMs = clock.elapsedMs();
				made.push({ plan, endpoint, dueMs: nextDueMs, startMs, endMs });
				if (step.error) throw step.error;
				if (step.againAfterMs === undefined) return { kind: 'done' };
				nextDueMs = endMs + step.againAfterMs;
				return { kind: 'again', dueAtMs: clock.startMs + nextDueMs };
			},
		};
	});
	const report: RunReport<NumberedTask> = await clock.run(
		runTasks(tasks, { ...noLimits, ...limits }, clock.runtime),
	);
	return {
		/** In the order of their starts. */
		made: made.sort((a, b) => a.startMs - b.startMs),
		left: report.left.map(({ task, dueAtMs }) => ({
			plan: task.plan,
			dueMs: dueAtMs - clock.startMs,
		})),
		rejected: report.rejected.map(({ task, error }) => ({ plan: task.plan, error })),
		elapsedMs: clock.elapsedMs(),
	};
}

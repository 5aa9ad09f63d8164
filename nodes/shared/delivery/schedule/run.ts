import type { Runtime } from '../../http/runtime';
import { Heap } from './heap';
import { Lane } from './lane';
import type { Entry, LaneLimits } from './lane';
import type { Limits, RunReport, StepResult, Task } from './types';

type StepEnd = StepResult | { readonly kind: 'rejected'; readonly error: unknown };

// Timers of Node.js count to 24.8 days at most and end at once beyond that.
const LONGEST_SLEEP_MS = 24 * 60 * 60 * 1000;

async function takeStep(task: Task): Promise<StepEnd> {
	try {
		return await task.step();
	} catch (error) {
		return { kind: 'rejected', error };
	}
}

/** One run of `runTasks`. */
export class Run<T extends Task> {
	private readonly lanes = new Map<string, Lane<T>>();

	/** Lanes that may start a task now; the one that was served longest ago goes first. */
	private readonly line = new Heap<Lane<T>>((a, b) => a.lastTurn < b.lastTurn);

	/** Lanes that have to wait. One stands there again when its time has changed. */
	private readonly waiting = new Heap<{ readonly atMs: number; readonly lane: Lane<T> }>(
		(a, b) => a.atMs < b.atMs,
	);

	/** Ends of the sleeps under way, the earliest last. A sleep cannot be ended, only outlasted. */
	private readonly alarms: number[] = [];

	private readonly left: Array<Entry<T>> = [];

	private readonly rejected: Array<{ readonly task: T; readonly error: unknown }> = [];

	private running = 0;

	private turn = 0;

	private finish!: (report: RunReport<T>) => void;

	constructor(
		private readonly limits: Limits,
		private readonly runtime: Runtime,
	) {}

	/** Does all tasks. To be called once. */
	async all(tasks: readonly T[]): Promise<RunReport<T>> {
		const { concurrencyPerEndpoint, keepOrder, ratePerSecond } = this.limits;
		const gapMs = ratePerSecond === undefined ? 0 : 1000 / ratePerSecond;
		const nowMs = this.runtime.nowMs();
		for (const [index, task] of tasks.entries()) {
			const lane = this.laneOf(task, { concurrency: concurrencyPerEndpoint, keepOrder, gapMs });
			this.addTo(lane, { task, index, dueAtMs: task.dueAtMs }, nowMs);
		}
		for (const lane of this.lanes.values()) this.place(lane, nowMs);
		return await new Promise((resolve) => {
			this.finish = resolve;
			this.goOn();
		});
	}

	private laneOf({ endpoint }: Task, limits: LaneLimits): Lane<T> {
		const known = this.lanes.get(endpoint);
		if (known) return known;
		this.turn += 1;
		const lane = new Lane<T>(limits, this.turn);
		this.lanes.set(endpoint, lane);
		return lane;
	}

	private isTooLate(atMs: number, nowMs: number): boolean {
		const { waitAtMostMs, endsByMs = Infinity } = this.limits;
		return atMs > nowMs && atMs > Math.min(nowMs + waitAtMostMs, endsByMs);
	}

	private addTo(lane: Lane<T>, entry: Entry<T>, nowMs: number): void {
		// In order, even a task that is due late holds up those behind it, so it must stand in the lane.
		const isLeft = !this.limits.keepOrder && this.isTooLate(entry.dueAtMs, nowMs);
		if (isLeft) this.left.push(entry);
		else lane.add(entry);
	}

	private leave(lane: Lane<T>): void {
		for (const entry of lane.clear()) this.left.push(entry);
	}

	/** Puts a lane where it belongs; to be called after every change to it. */
	private place(lane: Lane<T>, nowMs: number): void {
		const atMs = lane.nextStartAtMs;
		if (atMs === Infinity) return;
		if (atMs <= nowMs) this.standInLine(lane);
		else if (this.isTooLate(atMs, nowMs)) this.leave(lane);
		else this.waiting.push({ atMs, lane });
	}

	private standInLine(lane: Lane<T>): void {
		if (lane.isInLine) return;
		lane.isInLine = true;
		this.line.push(lane);
	}

	/** Does all that can be done now. */
	private goOn(): void {
		const isCancelled = this.runtime.isCancelled();
		if (!isCancelled) {
			const nowMs = this.runtime.nowMs();
			this.endWaits(nowMs);
			this.startInLine(nowMs);
			this.setAlarm(nowMs);
		}
		if (this.running === 0 && (isCancelled || this.waiting.size === 0)) this.report();
	}

	private endWaits(nowMs: number): void {
		let next = this.waiting.peek();
		while (next && next.atMs <= nowMs) {
			this.waiting.pop();
			if (next.lane.nextStartAtMs <= nowMs) this.standInLine(next.lane);
			next = this.waiting.peek();
		}
	}

	private startInLine(nowMs: number): void {
		while (this.running < this.limits.concurrency) {
			const lane = this.line.pop();
			if (lane === undefined) return;
			lane.isInLine = false;
			this.turn += 1;
			const entry = lane.start(nowMs, this.turn);
			if (entry) void this.run(lane, entry);
			this.place(lane, nowMs);
		}
	}

	private async run(lane: Lane<T>, entry: Entry<T>): Promise<void> {
		this.running += 1;
		const end = await takeStep(entry.task);
		this.running -= 1;
		lane.finish();
		const nowMs = this.runtime.nowMs();
		if (end.kind === 'again') this.addTo(lane, { ...entry, dueAtMs: end.dueAtMs }, nowMs);
		if (end.kind === 'rejected') this.rejected.push({ task: entry.task, error: end.error });
		this.place(lane, nowMs);
		this.goOn();
	}

	private setAlarm(nowMs: number): void {
		const next = this.waiting.peek();
		if (next === undefined) return;
		const atMs = Math.min(next.atMs, nowMs + LONGEST_SLEEP_MS);
		const earliestMs = this.alarms.at(-1);
		if (earliestMs === undefined || atMs < earliestMs) void this.sleepUntil(atMs, nowMs);
	}

	private async sleepUntil(atMs: number, nowMs: number): Promise<void> {
		this.alarms.push(atMs);
		await this.runtime.sleep(Math.ceil(atMs - nowMs));
		this.alarms.splice(this.alarms.lastIndexOf(atMs), 1);
		this.goOn();
	}

	private report(): void {
		for (const lane of this.lanes.values()) this.leave(lane);
		const left = this.left
			.sort((a, b) => a.index - b.index)
			.map(({ task, dueAtMs }) => ({ task, dueAtMs }));
		this.finish({ left, rejected: this.rejected });
	}
}

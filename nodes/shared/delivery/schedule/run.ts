import type { Runtime } from '../../http/runtime';
import { Heap } from './heap';
import { EndpointQueue } from './endpointQueue';
import type { Entry, QueueLimits } from './endpointQueue';
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
	private readonly queues = new Map<string, EndpointQueue<T>>();

	/** Queues that may start a task now; the one that was served longest ago goes first. */
	private readonly line = new Heap<EndpointQueue<T>>((a, b) => a.lastTurn < b.lastTurn);

	/** Queues that have to wait. One stands there again when its time has changed. */
	private readonly waiting = new Heap<{ readonly atMs: number; readonly queue: EndpointQueue<T> }>(
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
			const queue = this.queueOf(task, { concurrency: concurrencyPerEndpoint, keepOrder, gapMs });
			this.addTo(queue, { task, index, dueAtMs: task.dueAtMs }, nowMs);
		}
		for (const queue of this.queues.values()) this.place(queue, nowMs);
		return await new Promise((resolve) => {
			this.finish = resolve;
			this.goOn();
		});
	}

	private queueOf({ endpoint }: Task, limits: QueueLimits): EndpointQueue<T> {
		const known = this.queues.get(endpoint);
		if (known) return known;
		this.turn += 1;
		const queue = new EndpointQueue<T>(limits, this.turn);
		this.queues.set(endpoint, queue);
		return queue;
	}

	private isTooLate(atMs: number, nowMs: number): boolean {
		const { waitAtMostMs, endsByMs = Infinity } = this.limits;
		return atMs > nowMs && atMs > Math.min(nowMs + waitAtMostMs, endsByMs);
	}

	private addTo(queue: EndpointQueue<T>, entry: Entry<T>, nowMs: number): void {
		// In order, even a task that is due late holds up those behind it, so it must stand in the queue.
		const isLeft = !this.limits.keepOrder && this.isTooLate(entry.dueAtMs, nowMs);
		if (isLeft) this.left.push(entry);
		else queue.add(entry);
	}

	private leave(queue: EndpointQueue<T>): void {
		for (const entry of queue.clear()) this.left.push(entry);
	}

	/** Puts a queue where it belongs; to be called after every change to it. */
	private place(queue: EndpointQueue<T>, nowMs: number): void {
		const atMs = queue.nextStartAtMs;
		if (atMs === Infinity) return;
		if (atMs <= nowMs) this.standInLine(queue);
		else if (this.isTooLate(atMs, nowMs)) this.leave(queue);
		else this.waiting.push({ atMs, queue });
	}

	private standInLine(queue: EndpointQueue<T>): void {
		if (queue.isInLine) return;
		queue.isInLine = true;
		this.line.push(queue);
	}

	/** Does all that can be done now. */
	private goOn(): void {
		const isCancelled = this.runtime.isCancelled();
		if (!isCancelled) {
			const nowMs = this.runtime.nowMs();
			if (nowMs >= (this.limits.startsUntilMs ?? Infinity)) {
				if (this.running === 0) this.report();
				return;
			}
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
			if (next.queue.nextStartAtMs <= nowMs) this.standInLine(next.queue);
			next = this.waiting.peek();
		}
	}

	private startInLine(nowMs: number): void {
		while (this.running < this.limits.concurrency) {
			const queue = this.line.pop();
			if (queue === undefined) return;
			queue.isInLine = false;
			this.turn += 1;
			const entry = queue.start(nowMs, this.turn);
			if (entry) void this.run(queue, entry);
			this.place(queue, nowMs);
		}
	}

	private async run(queue: EndpointQueue<T>, entry: Entry<T>): Promise<void> {
		this.running += 1;
		const end = await takeStep(entry.task);
		this.running -= 1;
		queue.finish();
		const nowMs = this.runtime.nowMs();
		if (end.kind === 'again') this.addTo(queue, { ...entry, dueAtMs: end.dueAtMs }, nowMs);
		if (end.kind === 'rejected') this.rejected.push({ task: entry.task, error: end.error });
		this.place(queue, nowMs);
		this.goOn();
	}

	private setAlarm(nowMs: number): void {
		const next = this.waiting.peek();
		if (next === undefined) return;
		const endMs = Math.min(this.limits.startsUntilMs ?? Infinity, nowMs + LONGEST_SLEEP_MS);
		const atMs = Math.min(next.atMs, endMs);
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
		for (const queue of this.queues.values()) this.leave(queue);
		const left = this.left
			.sort((a, b) => a.index - b.index)
			.map(({ task, dueAtMs }) => ({ task, dueAtMs }));
		this.finish({ left, rejected: this.rejected });
	}
}

import type { Runtime } from '../../nodes/shared/http/runtime';
import { settlePromises } from './settlePromises';

/** Time that passes only when nothing else is left to do. */
export function createVirtualClock(startMs = 1_700_000_000_000) {
	let nowMs = startMs;
	let isCancelled = false;
	let timers: Array<{ readonly atMs: number; readonly end: () => void }> = [];

	const wait = async (delayMs: number): Promise<void> =>
		await new Promise((end) => {
			timers.push({ atMs: nowMs + Math.max(0, delayMs), end });
		});

	const sleeps = new Set<() => void>();
	const runtime: Runtime = {
		nowMs: () => nowMs,
		random: () => 0.5,
		isCancelled: () => isCancelled,
		sleep: async (delayMs) => {
			if (isCancelled) return;
			let end!: () => void;
			const cancelled = new Promise<void>((resolve) => (end = resolve));
			sleeps.add(end);
			await Promise.race([wait(delayMs), cancelled]);
			sleeps.delete(end);
		},
	};

	return {
		runtime,
		startMs,
		/** For what is simulated: work that takes its time whether cancelled or not. */
		wait,
		/** Milliseconds since the start. */
		elapsedMs: () => nowMs - startMs,
		cancel: () => {
			isCancelled = true;
			for (const end of sleeps) end();
		},
		/** Number of sleeps of the runtime that have not ended. */
		sleepCount: () => sleeps.size,
		/**
		 * Lets time pass until the promise is settled.
		 *
		 * @throws when it is not, and nothing is left that time could bring
		 */
		run: async <T>(promise: Promise<T>): Promise<T> => {
			const progress = { isSettled: false };
			const settled = promise.finally(() => (progress.isSettled = true));
			settled.catch(() => undefined);
			for (;;) {
				await settlePromises();
				if (progress.isSettled) return await settled;
				const nextMs = Math.min(...timers.map(({ atMs }) => atMs));
				if (nextMs === Infinity) throw new Error('Nothing is left that could settle the promise');
				nowMs = Math.max(nowMs, nextMs);
				const due = timers.filter(({ atMs }) => atMs <= nextMs);
				timers = timers.filter(({ atMs }) => atMs > nextMs);
				for (const { end } of due) end();
			}
		},
	};
}

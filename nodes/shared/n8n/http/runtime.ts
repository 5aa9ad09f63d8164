import { sleep } from 'n8n-workflow';
import type { Runtime } from '../../http/runtime';

async function untilAborted(signal: AbortSignal, whenDone: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise<void>((resolve) => {
		signal.addEventListener('abort', () => resolve(), {
			once: true,
			signal: whenDone,
		});
	});
}

/** Real time, chance and waiting. Waiting ends early when the execution is cancelled. */
export function createRuntime(cancelSignal: AbortSignal | undefined): Runtime {
	return {
		nowMs: () => Date.now(),
		random: () => Math.random(),
		isCancelled: () => cancelSignal?.aborted ?? false,
		sleep: async (delayMs) => {
			if (!cancelSignal) return await sleep(delayMs);
			const done = new AbortController();
			await Promise.race([sleep(delayMs), untilAborted(cancelSignal, done.signal)]);
			done.abort();
		},
	};
}

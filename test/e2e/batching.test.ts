import { countBy } from '../support/e2e/flood';
import { useN8n } from '../support/e2e/n8n';
import { useRecordedFlood } from '../support/e2e/recordedFlood';
import { scaled } from '../support/scale';

/* Slow: n8n executes a flood of events, and crashes in the middle of one. */

const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy', N8N_LOG_LEVEL: 'warn' });
const WINDOW_MS = 50;
const BATCH_SIZE = 100;
const flood = useRecordedFlood(n8n, {
	options: { batchWindowMs: WINDOW_MS, batchSize: BATCH_SIZE },
});

const CONNECTIONS = 100;
const EVENTS = scaled({ full: 10_000, sample: 1_000 });
const CRASH_EVENTS = scaled({ full: 3_000, sample: 1_000 });

/** Ids that name the connection which sends them, and their place among its events. */
const idsFrom = (prefix: string, count: number): string[] =>
	Array.from(
		{ length: count },
		(_, index) => `${prefix}-${index % CONNECTIONS}-${Math.floor(index / CONNECTIONS)}`,
	);

/** The events of each sender in the order in which they reached the workflow. */
function placesBySender(ids: readonly string[]): Map<string, number[]> {
	const places = new Map<string, number[]>();
	for (const id of ids) {
		const [, sender = '', place = ''] = id.split('-');
		places.set(sender, [...(places.get(sender) ?? []), Number(place)]);
	}
	return places;
}

test(`${EVENTS} events of 100 senders: each once, in the order of its sender`, async () => {
	const { url } = await flood.activate();
	const ids = idsFrom('all', EVENTS);
	const startedAt = performance.now();
	const statusCodes = await flood.send(url, ids, CONNECTIONS);
	const tookMs = performance.now() - startedAt;
	expect(countBy(statusCodes)).toEqual(new Map([[200, EVENTS]]));
	const received = await flood.recorder.waitForIds(EVENTS);
	expect([...received].sort()).toEqual([...ids].sort());

	const executions = flood.recorder.executions();
	expect(Math.max(...executions.map(({ length }) => length))).toBeLessThanOrEqual(BATCH_SIZE);
	// A batch is full, or it was open for a whole window, and only one is open at a time.
	const mostExecutions = EVENTS / BATCH_SIZE + Math.ceil(tookMs / WINDOW_MS);
	expect(executions.length).toBeLessThanOrEqual(mostExecutions);
	// How many come within a window depends on how fast the machine answers the ones before.
	expect(executions.length).toBeLessThan(EVENTS / 4);
	// Inside of an execution items keep their order. Executions of one sender follow each other,
	// since it sends only after the answer; their reports may overtake one another on the way.
	for (const execution of executions) {
		for (const places of placesBySender(execution).values()) {
			expect(places).toEqual([...places].sort((left, right) => left - right));
		}
	}
});

test('a failing first request gives its whole batch 5xx, and the retries succeed', async () => {
	const { url } = await flood.activate({ responseMode: 'lastNode' });
	const ids = idsFrom('fail', 50);
	flood.recorder.answerWith(500);
	const failed = await flood.send(url, ids, 50);
	expect([...new Set(failed.map((statusCode) => statusCode >= 500))]).toEqual([true]);
	const seenOnce = await flood.recorder.waitForIds(50);
	expect([...seenOnce].sort()).toEqual([...ids].sort());

	flood.recorder.answerWith(200);
	expect(countBy(await flood.send(url, ids, 50))).toEqual(new Map([[200, 50]]));
	expect(countBy(await flood.recorder.waitForIds(100))).toEqual(
		new Map([...ids].map((id) => [id, 2] as const)),
	);
});

test('copies inside of one batch are emitted once', async () => {
	const { url } = await flood.activate();
	const ids = ['copy-0-0', 'copy-0-0', 'copy-1-0', 'copy-1-0'];
	expect(countBy(await flood.send(url, ids, 4))).toEqual(new Map([[200, 4]]));
	expect((await flood.recorder.waitForIds(2)).sort()).toEqual(['copy-0-0', 'copy-1-0']);
});

test('a crash in the middle: whatever was answered arrived, the rest arrives when sent again', async () => {
	const { url } = await flood.activate();
	const ids = idsFrom('crash', CRASH_EVENTS);
	const crash = await flood.sendThroughCrash(url, ids, {
		connections: CONNECTIONS,
		crashAfter: CRASH_EVENTS / 6,
	});
	expect(crash.refused.length).toBeGreaterThan(0);
	expect(crash.neverAccepted).toEqual([]);
	console.info(
		`Crash: ${crash.duplicates} of ${ids.length} events ran twice; ${crash.cutOff.length} were in ` +
			`${crash.crashedExecutions} executions that the crash cut off, which n8n lists as crashed.`,
	);
	// Every event is in an execution that n8n stored: none is lost, though n8n does not finish those.
	expect(crash.cutOff.length).toBeLessThanOrEqual(crash.crashedExecutions * 100);
});

import { countBy } from '../support/e2e/flood';
import { useN8n } from '../support/e2e/n8n';
import { useRecordedFlood } from '../support/e2e/recordedFlood';
import { scaled } from '../support/scale';

/* Slow: n8n executes a flood of events, starts again, and crashes in the middle of another one. */

// Without isolates, thousands of executions take seconds instead of minutes.
const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy', N8N_LOG_LEVEL: 'warn' });
const flood = useRecordedFlood(n8n);

const CONNECTIONS = 20;
const EVENTS = scaled({ full: 1_000, sample: 100 });
const CRASH_EVENTS = scaled({ full: 400, sample: 200 });

const idsFrom = (prefix: string, count: number): string[] =>
	Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Each id three times, mixed so that the copies meet. */
const threeTimes = (ids: readonly string[]): string[] => ids.flatMap((id) => [id, id, id]);

describe(`${EVENTS} events, each sent three times at once`, () => {
	test('start exactly one execution each, and again none after a restart', async () => {
		const { url } = await flood.activate();
		const ids = idsFrom('first', EVENTS);
		const statusCodes = await flood.send(url, threeTimes(ids), CONNECTIONS);
		expect(countBy(statusCodes)).toEqual(new Map([[200, 3 * EVENTS]]));
		expect((await flood.recorder.waitForIds(EVENTS)).sort()).toEqual([...ids].sort());

		// What was confirmed is stored with the next event that comes at least a second later.
		await new Promise((resolve) => setTimeout(resolve, 1100));
		await flood.send(url, ['last'], 1);
		await flood.recorder.waitForIds(EVENTS + 1);
		await n8n.restart();
		expect(countBy(await flood.send(url, ids, CONNECTIONS))).toEqual(new Map([[200, EVENTS]]));
		expect(await flood.recorder.waitForIds(EVENTS + 1)).toHaveLength(EVENTS + 1);

		const more = idsFrom('second', EVENTS);
		await flood.send(url, threeTimes(more), CONNECTIONS);
		const all = await flood.recorder.waitForIds(2 * EVENTS + 1);
		expect(all.sort()).toEqual([...ids, 'last', ...more].sort());
	});
});

test('an event whose workflow failed before the answer is processed on the next try', async () => {
	const { url } = await flood.activate({ responseMode: 'lastNode' });
	flood.recorder.answerWith(500);
	expect(await flood.send(url, ['a', 'a'], 1)).toEqual([500, 500]);
	flood.recorder.answerWith(200);
	expect(await flood.send(url, ['a', 'a'], 1)).toEqual([200, 200]);
	// Two failed tries, the one that worked, and none for the duplicate.
	expect(await flood.recorder.waitForIds(3)).toEqual(['a', 'a', 'a']);
});

test('copies that wait for a failing first one are processed one after another', async () => {
	const { url } = await flood.activate({ responseMode: 'lastNode' });
	flood.recorder.answerWith(500);
	const statusCodes = await flood.send(url, ['b', 'b', 'b'], 3);
	expect(statusCodes).toEqual([500, 500, 500]);
	expect(await flood.recorder.waitForIds(3)).toEqual(['b', 'b', 'b']);
});

test('many copies of one event at once hold up no other, and are told when to come back', async () => {
	const { url } = await flood.activate({ responseMode: 'lastNode' });
	flood.recorder.answerWith(500);
	const ids = [...Array.from({ length: 100 }, () => 'flooded'), 'other'];
	const statusCodes = await flood.send(url, ids, ids.length);
	// Every try fails in the workflow, so that copies take over from each other; the rest is put off.
	expect(statusCodes.at(-1)).toBe(500);
	expect(countBy(statusCodes).get(503)).toBeGreaterThan(0);
	expect(await flood.recorder.waitForIds(2)).toContain('other');
});

test('a crash in the middle loses nothing that was answered, and what is sent again arrives', async () => {
	const { url } = await flood.activate();
	const ids = idsFrom('crash', CRASH_EVENTS);
	const crash = await flood.sendThroughCrash(url, ids, {
		connections: CONNECTIONS,
		crashAfter: CRASH_EVENTS / 4,
	});
	expect(crash.refused.length).toBeGreaterThan(0);
	expect(crash.neverAccepted).toEqual([]);
	const stored = await n8n.client.countExecutions();
	console.info(
		`Crash: ${ids.length - crash.refused.length} of ${ids.length} events were answered before it, ` +
			`${crash.refused.length} were sent again, ${crash.duplicates} ran twice; ${stored} executions stored.`,
	);
	// An execution that the crash cut off is stored and marked as crashed; n8n does not run it again.
	expect(crash.cutOff.length).toBeLessThanOrEqual(crash.crashedExecutions);
});

import { countBy, sendAll, signedEvent } from '../support/e2e/flood';
import { useN8n } from '../support/e2e/n8n';
import { startRecorder } from '../support/e2e/recorder';
import type { Recorder } from '../support/e2e/recorder';
import { activateWorkflow, storeSecrets, triggerNode } from '../support/e2e/workflows';
import type { StoredCredential } from '../support/e2e/workflows';

const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy', N8N_LOG_LEVEL: 'warn' });

const secret = 'secret of the sender';
const CONNECTIONS = 100;
const EVENTS = 10_000;

let recorder: Recorder;
let credential: StoredCredential;

beforeAll(async () => {
	credential = await storeSecrets(n8n, { secret });
});

beforeEach(async () => {
	recorder = await startRecorder();
});

afterEach(async () => {
	await recorder.close();
});

const activate = async (parameters: Record<string, unknown> = {}) =>
	await activateWorkflow(n8n, [
		triggerNode(
			{
				scheme: 'hmac-sha256-hex',
				options: { batchWindowMs: 50, batchSize: 100 },
				...parameters,
			},
			credential,
		),
		recorder.node(),
	]);

/** Ids that name the connection which sends them, and their place among its events. */
const idsFrom = (prefix: string, count: number): string[] =>
	Array.from(
		{ length: count },
		(_, index) => `${prefix}-${index % CONNECTIONS}-${Math.floor(index / CONNECTIONS)}`,
	);

const events = (ids: readonly string[]) => ids.map((id) => signedEvent(id, secret));

/** The events of each sender in the order in which they reached the workflow. */
function placesBySender(ids: readonly string[]): Map<string, number[]> {
	const places = new Map<string, number[]>();
	for (const id of ids) {
		const [, sender = '', place = ''] = id.split('-');
		places.set(sender, [...(places.get(sender) ?? []), Number(place)]);
	}
	return places;
}

test('10,000 events of 100 senders: each once, in the order of its sender', async () => {
	const { url } = await activate();
	const ids = idsFrom('all', EVENTS);
	const statusCodes = await sendAll(url, events(ids), CONNECTIONS);
	expect(countBy(statusCodes)).toEqual(new Map([[200, EVENTS]]));
	const received = await recorder.waitForIds(EVENTS);
	expect([...received].sort()).toEqual([...ids].sort());

	const executions = recorder.executions();
	expect(Math.max(...executions.map(({ length }) => length))).toBeLessThanOrEqual(100);
	expect(executions.length).toBeLessThan(EVENTS / 10);
	// Inside of an execution items keep their order. Executions of one sender follow each other,
	// since it sends only after the answer; their reports may overtake one another on the way.
	for (const execution of executions) {
		for (const places of placesBySender(execution).values()) {
			expect(places).toEqual([...places].sort((left, right) => left - right));
		}
	}
});

test('a failing first request gives its whole batch 5xx, and the retries succeed', async () => {
	const { url } = await activate({ responseMode: 'lastNode' });
	const ids = idsFrom('fail', 50);
	recorder.answerWith(500);
	const failed = await sendAll(url, events(ids), 50);
	expect([...new Set(failed.map((statusCode) => statusCode >= 500))]).toEqual([true]);
	const seenOnce = await recorder.waitForIds(50);
	expect([...seenOnce].sort()).toEqual([...ids].sort());

	recorder.answerWith(200);
	expect(countBy(await sendAll(url, events(ids), 50))).toEqual(new Map([[200, 50]]));
	expect(countBy(await recorder.waitForIds(100))).toEqual(
		new Map([...ids].map((id) => [id, 2] as const)),
	);
});

test('copies inside of one batch are emitted once', async () => {
	const { url } = await activate();
	const ids = ['copy-0-0', 'copy-0-0', 'copy-1-0', 'copy-1-0'];
	expect(countBy(await sendAll(url, events(ids), 4))).toEqual(new Map([[200, 4]]));
	expect((await recorder.waitForIds(2)).sort()).toEqual(['copy-0-0', 'copy-1-0']);
});

test('a crash in the middle: whatever was answered arrived, the rest arrives when sent again', async () => {
	const { url } = await activate();
	const ids = idsFrom('crash', 3000);
	const sending = sendAll(url, events(ids), CONNECTIONS);
	await recorder.waitForIds(500);
	await n8n.crash();
	const statusCodes = await sending;
	let left = ids.filter((_, index) => statusCodes[index] !== 200);
	expect(left.length).toBeGreaterThan(0);
	for (let attempt = 0; attempt < 5 && left.length > 0; attempt += 1) {
		const answers = await sendAll(url, events(left), CONNECTIONS);
		left = left.filter((_, index) => answers[index] !== 200);
	}
	expect(left).toEqual([]);

	const counts = countBy(await recorder.waitForIds(ids.length));
	const cutOff = ids.filter((id) => !counts.has(id));
	const crashed = await n8n.client.countExecutions('crashed');
	const duplicates = [...counts.values()].filter((count) => count > 1).length;
	console.info(
		`Crash: ${duplicates} of ${ids.length} events ran twice; ${cutOff.length} were in ` +
			`${crashed} executions that the crash cut off, which n8n lists as crashed.`,
	);
	// Every event is in an execution that n8n stored: none is lost, though n8n does not finish those.
	expect(cutOff.length).toBeLessThanOrEqual(crashed * 100);
});

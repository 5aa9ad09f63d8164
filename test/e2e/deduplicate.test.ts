import { countBy, sendAll, signedEvent } from '../support/e2e/flood';
import { useN8n } from '../support/e2e/n8n';
import { startRecorder } from '../support/e2e/recorder';
import type { Recorder } from '../support/e2e/recorder';
import { activateWorkflow, storeSecrets, triggerNode } from '../support/e2e/workflows';
import type { StoredCredential } from '../support/e2e/workflows';

// Without isolates, thousands of executions take seconds instead of minutes.
const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy', N8N_LOG_LEVEL: 'warn' });

const secret = 'secret of the sender';
const CONNECTIONS = 20;

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
		triggerNode({ scheme: 'hmac-sha256-hex', ...parameters }, credential),
		recorder.node(),
	]);

const idsFrom = (prefix: string, count: number): string[] =>
	Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

const events = (ids: readonly string[]) => ids.map((id) => signedEvent(id, secret));

/** Each id three times, mixed so that the copies meet. */
const threeTimes = (ids: readonly string[]): string[] => ids.flatMap((id) => [id, id, id]);

describe('1,000 events, each sent three times at once', () => {
	test('start exactly 1,000 executions, and again none after a restart', async () => {
		const { url } = await activate();
		const ids = idsFrom('first', 1000);
		const statusCodes = await sendAll(url, events(threeTimes(ids)), CONNECTIONS);
		expect(countBy(statusCodes)).toEqual(new Map([[200, 3000]]));
		expect((await recorder.waitForIds(1000)).sort()).toEqual([...ids].sort());

		// What was confirmed is stored with the next event that comes at least a second later.
		await new Promise((resolve) => setTimeout(resolve, 1100));
		await sendAll(url, events(['last']), 1);
		await recorder.waitForIds(1001);
		await n8n.restart();
		expect(countBy(await sendAll(url, events(ids), CONNECTIONS))).toEqual(new Map([[200, 1000]]));
		expect(await recorder.waitForIds(1001)).toHaveLength(1001);

		const more = idsFrom('second', 1000);
		await sendAll(url, events(threeTimes(more)), CONNECTIONS);
		const all = await recorder.waitForIds(2001);
		expect(all.sort()).toEqual([...ids, 'last', ...more].sort());
	});
});

test('an event whose workflow failed before the answer is processed on the next try', async () => {
	const { url } = await activate({ responseMode: 'lastNode' });
	recorder.answerWith(500);
	expect(await sendAll(url, events(['a', 'a']), 1)).toEqual([500, 500]);
	recorder.answerWith(200);
	expect(await sendAll(url, events(['a', 'a']), 1)).toEqual([200, 200]);
	// Two failed tries, the one that worked, and none for the duplicate.
	expect(await recorder.waitForIds(3)).toEqual(['a', 'a', 'a']);
});

test('copies that wait for a failing first one are processed one after another', async () => {
	const { url } = await activate({ responseMode: 'lastNode' });
	recorder.answerWith(500);
	const statusCodes = await sendAll(url, events(['b', 'b', 'b']), 3);
	expect(statusCodes).toEqual([500, 500, 500]);
	expect(await recorder.waitForIds(3)).toEqual(['b', 'b', 'b']);
});

test('a crash in the middle loses nothing that was answered, and what is sent again arrives', async () => {
	const { url } = await activate();
	const ids = idsFrom('crash', 400);
	const sending = sendAll(url, events(ids), CONNECTIONS);
	await recorder.waitForIds(100);
	await n8n.crash();
	const statusCodes = await sending;
	const refused = ids.filter((_, index) => statusCodes[index] !== 200);
	expect(refused.length).toBeGreaterThan(0);

	// The sender's own retry, until it has a success for every event.
	let left = refused;
	for (let attempt = 0; attempt < 5 && left.length > 0; attempt += 1) {
		const answers = await sendAll(url, events(left), CONNECTIONS);
		left = left.filter((_, index) => answers[index] !== 200);
	}
	expect(left).toEqual([]);

	const answeredBefore = ids.length - refused.length;
	const stored = await n8n.client.countExecutions();
	const counts = countBy(await recorder.waitForIds(ids.length));
	const duplicates = [...counts.values()].filter((count) => count > 1).length;
	console.info(
		`Crash: ${answeredBefore} of ${ids.length} events were answered before it, ` +
			`${refused.length} were sent again, ${duplicates} ran twice; ${stored} executions stored.`,
	);
	// An execution that the crash cut off is stored and marked as crashed; n8n does not run it again.
	const cutOff = ids.filter((id) => !counts.has(id));
	expect(cutOff.length).toBeLessThanOrEqual(await n8n.client.countExecutions('crashed'));
});

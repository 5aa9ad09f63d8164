import { countBy, sendAll } from './flood';
import { useHexSender } from './hexSender';
import type { TestN8n } from './n8n';
import { startRecorder } from './recorder';
import type { Recorder } from './recorder';
import type { ActiveWorkflow } from './workflows';

/** What became of the events of a sender that did not give up when n8n crashed. */
export interface CrashReport {
	/** Ids that got no 200 before or during the crash. */
	readonly refused: readonly string[];
	/** Ids of those that got no 200 afterwards either, however often they were sent. */
	readonly neverAccepted: readonly string[];
	/** How often each id reached a workflow. */
	readonly counts: ReadonlyMap<string, number>;
	/** Ids that reached none. */
	readonly cutOff: readonly string[];
	/** Number of ids that reached workflows more than once. */
	readonly duplicates: number;
	/** Number of executions that n8n lists as crashed. */
	readonly crashedExecutions: number;
}

/** Floods triggers whose workflows report which events reached them. */
export interface RecordedFlood {
	/** Another one in every test. */
	readonly recorder: Recorder;
	/** Activates such a workflow. */
	readonly activate: (parameters?: Record<string, unknown>) => Promise<ActiveWorkflow>;
	/** Sends genuine events with these ids. Gives the status codes in their order. */
	readonly send: (
		url: string,
		ids: readonly string[],
		connections: number,
	) => Promise<readonly number[]>;
	/** Sends, crashes n8n once `crashAfter` ids reached workflows, and sends the rest again. */
	readonly sendThroughCrash: (
		url: string,
		ids: readonly string[],
		options: { readonly connections: number; readonly crashAfter: number },
	) => Promise<CrashReport>;
}

const MAX_RETRIES = 5;

const withoutSuccess = (ids: readonly string[], statusCodes: readonly number[]): string[] =>
	ids.filter((_, index) => statusCodes[index] !== 200);

/** @param parameters of all triggers */
export function useRecordedFlood(
	n8n: TestN8n,
	parameters: Record<string, unknown> = {},
): RecordedFlood {
	const sender = useHexSender(n8n);
	let running: Recorder | undefined;

	beforeEach(async () => {
		running = await startRecorder();
	});

	afterEach(async () => {
		await running?.close();
	});

	const recorder = (): Recorder => {
		if (!running) throw new Error('There is no recorder outside of tests');
		return running;
	};
	const send: RecordedFlood['send'] = async (url, ids, connections) => {
		const events = ids.map((id) => sender.event(id));
		return await sendAll(url, events, connections);
	};
	return {
		get recorder() {
			return recorder();
		},
		activate: async (further) =>
			await sender.activate({ ...parameters, ...further }, recorder().node()),
		send,
		sendThroughCrash: async (url, ids, { connections, crashAfter }) => {
			const sending = send(url, ids, connections);
			await recorder().waitForIds(crashAfter);
			await n8n.crash();
			const refused = withoutSuccess(ids, await sending);

			let left = refused;
			for (let retry = 0; retry < MAX_RETRIES && left.length > 0; retry += 1) {
				left = withoutSuccess(left, await send(url, left, connections));
			}
			const counts = countBy(await recorder().waitForIds(ids.length));
			return {
				refused,
				neverAccepted: left,
				counts,
				cutOff: ids.filter((id) => !counts.has(id)),
				duplicates: [...counts.values()].filter((count) => count > 1).length,
				crashedExecutions: await n8n.client.countExecutions('crashed'),
			};
		},
	};
}

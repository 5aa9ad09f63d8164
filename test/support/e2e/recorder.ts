import { startReceiver } from '../n8n/receiver';
import { until } from '../until';
import { anyNode } from './workflows';
import type { WorkflowNode } from './workflows';

/** Learns from inside of workflows which events reached them. */
export interface Recorder {
	/** A node that reports the ids of all its items in one request. */
	readonly node: () => WorkflowNode;
	/** The ids of every execution so far, in the order of the executions. */
	readonly executions: () => string[][];
	/** The ids of all executions, one after another. */
	readonly ids: () => string[];
	/** Waits until that many ids have come, and then a moment longer for any that should not. */
	readonly waitForIds: (count: number, timeoutMs?: number) => Promise<string[]>;
	/** Answers from now on with this status; workflows fail with 500. */
	readonly answerWith: (statusCode: number) => void;
	readonly close: () => Promise<void>;
}

const SETTLE_MS = 500;

/** Starts a recorder on the loopback address. */
export async function startRecorder(): Promise<Recorder> {
	let statusCode = 200;
	const receiver = await startReceiver((response) => {
		response.writeHead(statusCode, { 'content-type': 'application/json' });
		response.end('{}');
	});
	const executions = (): string[][] =>
		receiver.requests.map(({ body }) => JSON.parse(body.toString('utf8')) as string[]);
	const ids = (): string[] => executions().flat();
	return {
		node: () =>
			anyNode('n8n-nodes-base.httpRequest', 4.2, {
				executeOnce: true,
				parameters: {
					method: 'POST',
					url: receiver.url,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($input.all().map((item) => item.json.id)) }}',
					options: {},
				},
			}),
		executions,
		ids,
		waitForIds: async (count, timeoutMs = 60_000) => {
			// Whoever asks compares what has come, so that a failure shows which ids are missing.
			const enough = () => ids().length >= count;
			await until(`there are ${count} ids`, enough, { timeoutMs, everyMs: 50 }).catch(() => ids());
			await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
			return ids();
		},
		answerWith: (status) => {
			statusCode = status;
		},
		close: receiver.close,
	};
}

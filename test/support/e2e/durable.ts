import { randomUUID } from 'node:crypto';
import { outputItems } from '../../rig/client.js';
import { answering, startReceiver } from '../n8n/receiver';
import type { ReceivedRequest, Receiver } from '../n8n/receiver';
import { until } from '../until';
import type { RunningN8n } from './n8n';
import { anyNode, chain, sendNode, storeSecrets } from './workflows';
import type { StoredCredential, WorkflowNode } from './workflows';

/** The secret of the credential by which the runs sign. */
export const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

/** Long enough to make n8n crash while a delivery waits. */
const DELAY = '8s';

/** Retries wait in the database from the first one on. */
const PARAMETERS = {
	retryPolicy: 'list',
	delays: `${DELAY}, ${DELAY}`,
	options: { allowHttp: true, allowPrivateAddresses: true, durableAfterSeconds: 0, jitter: 'none' },
};

/** An execution of the workflow webhook → split out → send → after. */
export interface Run {
	readonly workflowId: string;
	readonly credential: StoredCredential;
	readonly send: WorkflowNode;
	readonly after: WorkflowNode;
}

/** A run that begins when it is told to. */
export interface PreparedRun extends Run {
	readonly begin: (...items: readonly object[]) => Promise<void>;
}

/** What a run differs by from others. */
export interface RunOptions {
	/** Of the send node, besides its parameters. */
	readonly fields?: Record<string, unknown>;
	/** Of the workflow. */
	readonly settings?: object;
	/** Default: a new one. */
	readonly credential?: StoredCredential;
	/** The last node. Default: one that does nothing. */
	readonly after?: WorkflowNode;
}

/** The ids by which these requests name their messages. */
export const idsOf = (requests: readonly ReceivedRequest[]) =>
	new Set(requests.map(({ headers }) => headers['webhook-id']));

/** Runs whose deliveries wait in the database of a real n8n, and the receivers that make them wait. */
export function useDurableRuns(n8n: RunningN8n) {
	const receivers: Receiver[] = [];

	afterAll(async () => {
		await Promise.all(receivers.map(async ({ close }) => await close()));
	});

	async function receiveWith(...args: Parameters<typeof startReceiver>): Promise<Receiver> {
		const started = await startReceiver(...args);
		receivers.push(started);
		return started;
	}

	/** Answers the attempts for each message with these statuses, and the last one from then on. */
	async function receiver(...statuses: Parameters<typeof answering>): Promise<Receiver> {
		const answer = answering(...statuses);
		const started = await receiveWith((response, requestNumber) => {
			const idOf = (index: number) => started.requests[index]?.headers['webhook-id'];
			const id = idOf(requestNumber - 1);
			const attempts = started.requests.filter((_, index) => idOf(index) === id);
			answer(response, attempts.length);
		});
		return started;
	}

	/** Makes a workflow that sends, and gives what starts an execution from outside of the editor. */
	async function prepare(
		parameters: Record<string, unknown>,
		{
			fields = {},
			settings = {},
			credential: given,
			after = anyNode('n8n-nodes-base.noOp', 1, { parameters: {} }),
		}: RunOptions = {},
	): Promise<PreparedRun> {
		const path = randomUUID();
		const hook = anyNode('n8n-nodes-base.webhook', 2, {
			webhookId: path,
			parameters: { path, httpMethod: 'POST' },
		});
		const split = anyNode('n8n-nodes-base.splitOut', 1, {
			parameters: { fieldToSplitOut: 'body' },
		});
		const credential = given ?? (await storeSecrets(n8n, { secret }));
		const send = sendNode({ ...PARAMETERS, ...parameters }, credential, fields);
		const { id } = await n8n.client.createWorkflow({
			name: path,
			nodes: [hook, split, send, after],
			connections: chain(hook, split, send, after),
			settings,
		});
		await n8n.client.activate(id);
		const begin = async (...items: readonly object[]): Promise<void> => {
			const answer = await fetch(`${n8n.baseUrl}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(items),
			});
			expect(answer.status).toBe(200);
		};
		return { workflowId: id, credential, send, after, begin };
	}

	/** Starts an execution with these items, in a workflow that is made for it. */
	async function start(
		items: readonly object[],
		...settings: Parameters<typeof prepare>
	): Promise<Run> {
		const run = await prepare(...settings);
		await run.begin(...items);
		return run;
	}

	/** The execution that began the delivery; its retries are one of another mode. */
	const original = async ({ workflowId }: Run) => {
		const all = await n8n.client.executions({ workflowId });
		return all.find(({ mode }) => mode === 'webhook');
	};

	const untilStatus = async (run: Run, ...statuses: string[]) =>
		await until(`the execution is ${statuses.join(' or ')}`, async () => {
			const execution = await original(run);
			return execution && statuses.includes(execution.status) ? execution : undefined;
		});

	/** The attempts that were due are over, and what is left waits again. */
	const untilParkedAgain = async (run: Run) =>
		await until('the sub-execution waits again', async () => {
			const all = await n8n.client.executions({ workflowId: run.workflowId });
			return all.every(({ status }) => status === 'waiting') ? true : undefined;
		});

	/** The JSON of the items that a node of the original execution gave out. */
	async function outputOf(run: Run, node: WorkflowNode, outputIndex = 0): Promise<unknown[]> {
		const execution = await original(run);
		if (!execution) throw new Error('There is no execution');
		const { client } = n8n;
		return outputItems(await client.execution(execution.id), node.name, outputIndex) as unknown[];
	}

	return { outputOf, prepare, receiveWith, receiver, start, untilParkedAgain, untilStatus };
}

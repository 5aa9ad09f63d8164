import { randomUUID } from 'node:crypto';
import { outputItems } from '../../rig/client.js';
import type { Execution } from '../../rig/client.js';
import { answering, startReceiver } from '../n8n/receiver';
import type { Receiver } from '../n8n/receiver';
import { until } from '../until';
import type { Answer } from './http';
import { post } from './http';
import type { RunningN8n } from './n8n';
import { anyNode, storeSecrets } from './workflows';
import type { StoredCredential, WorkflowNode } from './workflows';

type Headers = Readonly<Record<string, string>>;

/** Where nodes lead: for each output of a node, the nodes behind it. */
type Connections = Readonly<Record<string, ReadonlyArray<readonly WorkflowNode[]>>>;

/** A workflow that waits for callbacks, and the service that it calls. */
export interface CallbackWorkflow {
	readonly id: string;
	readonly wait: WorkflowNode;
	/** Starts an execution, and gives the callback URL of the job that it starts. */
	readonly start: (body?: object) => Promise<string>;
	/** The callback URL of the job with this number, from 1 on, once it was started and the execution waits. */
	readonly callbackUrl: (job: number) => Promise<string>;
	/** The newest execution, once it has this status. */
	readonly ended: (status?: string) => Promise<Execution>;
	/** JSON of the items of an output of the node that waits, in its last run. */
	readonly outputOf: (execution: Execution, output: 'event' | 'timeout') => unknown[];
}

const OUTPUTS = { timeout: 0, event: 1 } as const;

/** Sends a callback. */
export const call = async (url: string, body: string, headers: Headers): Promise<Answer> =>
	await post(
		url,
		Buffer.from(body),
		Object.entries({ 'content-type': 'application/json', ...headers }),
	);

/** Workflows of a real n8n that start jobs at a service of ours. */
export function useCallbacks(n8n: RunningN8n) {
	let service: Receiver;

	beforeAll(async () => {
		service = await startReceiver(answering(201));
	});

	const connectionsOf = (connections: Connections): object =>
		Object.fromEntries(
			Object.entries(connections).map(([name, outputs]) => [
				name,
				{
					main: outputs.map((nodes) =>
						nodes.map((node) => ({ node: node.name, type: 'main', index: 0 })),
					),
				},
			]),
		);

	/** A node that starts a job at the service, and waits for its callback. */
	const waitNode = (
		path: string,
		parameters: Record<string, unknown>,
		credential: StoredCredential,
	): WorkflowNode =>
		anyNode('n8n-nodes-signed-webhooks.waitForSignedWebhook', 1.1, {
			parameters: {
				url: `${service.url}/${path}`,
				...parameters,
				options: {
					allowHttp: true,
					allowPrivateAddresses: true,
					...(parameters.options as object | undefined),
				},
			},
			credentials: { signedWebhookApi: { id: credential.id, name: credential.name } },
		});

	/**
	 * Publishes a workflow of a webhook and a node that waits.
	 *
	 * @param between gives what is between the two and behind them. Default: nothing.
	 */
	async function publish(
		parameters: Record<string, unknown>,
		secret: string,
		between: (
			hook: WorkflowNode,
			wait: WorkflowNode,
		) => { nodes: readonly WorkflowNode[]; connections: Connections } = (hook, wait) => ({
			nodes: [],
			connections: { [hook.name]: [[wait]] },
		}),
	): Promise<CallbackWorkflow> {
		const path = randomUUID();
		const hook = anyNode('n8n-nodes-base.webhook', 2, {
			webhookId: path,
			parameters: { path, httpMethod: 'POST' },
		});
		const wait = waitNode(path, parameters, await storeSecrets(n8n, { secret }));
		const { nodes, connections } = between(hook, wait);
		const { id } = await n8n.client.createWorkflow({
			name: path,
			nodes: [hook, wait, ...nodes],
			connections: connectionsOf(connections),
		});
		await n8n.client.activate(id);
		const jobs = () => service.requests.filter((request) => request.path.includes(path));
		const newest = async () => (await n8n.client.executions({ workflowId: id }))[0];
		const inStatus = async (status: string) =>
			await until(`an execution of ${path} is ${status}`, async () => {
				const execution = await newest();
				return execution?.status === status ? execution : undefined;
			});

		async function callbackUrl(job: number): Promise<string> {
			const request = await until(`job ${job} was started`, () => jobs()[job - 1]);
			await inStatus('waiting');
			const text = decodeURIComponent(`${request.path} ${request.body.toString('utf8')}`);
			const [url] = /http:\/\/[^\s"&]+\/webhook-waiting\/[^\s"&]+/.exec(text) ?? [];
			if (url === undefined) throw new Error(`There is no callback URL in ${text}`);
			return url;
		}

		return {
			id,
			wait,
			callbackUrl,
			start: async (body = {}) => {
				const started = jobs().length;
				const response = await fetch(`${n8n.baseUrl}/webhook/${path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body),
				});
				expect(response.status).toBe(200);
				return await callbackUrl(started + 1);
			},
			ended: async (status = 'success') => await n8n.client.execution((await inStatus(status)).id),
			outputOf: (execution, output) =>
				outputItems(execution, wait.name, OUTPUTS[output]) as unknown[],
		};
	}

	/** A node of n8n's own that starts a job at the service, for workflows whose node only waits. */
	const requestNode = (path: string): WorkflowNode =>
		anyNode('n8n-nodes-base.httpRequest', 4.2, {
			parameters: {
				method: 'POST',
				url: `${service.url}/${path}`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ { "webhook": $execution.resumeUrl } }}',
			},
		});

	return { publish, requestNode };
}

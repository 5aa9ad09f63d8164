import { createHmac } from 'node:crypto';
import {
	DASHBOARD_USER,
	activateExamples,
	readExamples,
	webhookUrl,
} from '../../../scripts/lib/examples.js';
import { outputItems } from '../../rig/client.js';
import type { Execution } from '../../rig/client.js';
import { until } from '../until';
import { useSharedN8n } from './n8n';
import type { RunningN8n } from './n8n';

/** The answer to an event that starts a workflow. */
export const accepted = { statusCode: 200, body: '{"received":true}' };

/** The answer to a request that is not genuine. */
export const refused = { statusCode: 401, body: '{"error":"invalid signature"}' };

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** The items that a node put out. */
export const itemsOf = (executions: readonly Execution[], node: string): unknown[] =>
	executions.flatMap((execution) => outputItems(execution, node) as unknown[]);

/** What to wait for: so many items that a node put out in all. */
interface Wanted {
	readonly items: number;
	readonly node: string;
	/** Default: the first. */
	readonly output?: number;
}

/** A node of an example. */
export interface ExampleNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

/** A real n8n that has all examples, published. */
export interface Examples {
	readonly n8n: RunningN8n;
	/** The secret that all of them share. */
	readonly secret: string;
	/** The header that opens the dashboard, for `fetch`; and what a browser is given instead. */
	readonly dashboardLogin: {
		readonly header: string;
		readonly username: string;
		readonly password: string;
	};
	readonly urlOf: (webhookPath: string) => string;
	/** HMAC-SHA256 with that secret, in hex. */
	readonly hmacOf: (text: string) => string;
	/** Publishes an example again, with these parameters of some of its nodes in place of theirs. */
	readonly changeParameters: (
		workflowId: string,
		change: (node: ExampleNode) => object | undefined,
	) => Promise<void>;
	/** The executions of a workflow once there are the items, the oldest first. */
	readonly executionsWith: (workflowId: string, wanted: Wanted) => Promise<Execution[]>;
	/** Every node of an example, notes left out, was run by one of them, and none failed. */
	readonly expectAllNodesRan: (
		workflowId: string,
		executions: readonly Execution[],
	) => Promise<void>;
}

/** Publishes all examples before the tests of a file, and deletes them after them. */
export function useExamples(): Examples {
	const n8n = useSharedN8n();
	const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
	const password = 'dashboard of the tests';

	beforeAll(async () => {
		const state = { secret, dashboardPassword: password, exampleHashes: {} };
		await activateExamples({ client: n8n.client, baseUrl: n8n.baseUrl, state });
	});

	async function changeParameters(
		workflowId: string,
		change: (node: ExampleNode) => object | undefined,
	): Promise<void> {
		const { nodes } = (await n8n.client.workflow(workflowId)) as { nodes: ExampleNode[] };
		const changed = nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...change(node) },
		}));
		await n8n.client.updateWorkflow(workflowId, { nodes: changed });
		await n8n.client.activate(workflowId);
	}

	async function executionsWith(
		workflowId: string,
		{ items, node, output = 0 }: Wanted,
	): Promise<Execution[]> {
		const what = `node '${node}' of ${workflowId} has put out ${items} items`;
		return await until(what, async () => {
			const found = await n8n.client.waitForExecutions({ workflowId, count: 1 });
			const executions = await Promise.all(found.map(({ id }) => n8n.client.execution(id)));
			const count = executions.flatMap((each) => outputItems(each, node, output)).length;
			return count >= items && executions.reverse();
		});
	}

	async function expectAllNodesRan(
		workflowId: string,
		executions: readonly Execution[],
	): Promise<void> {
		const example = (await readExamples()).find(({ id }) => id === workflowId) as {
			nodes: ExampleNode[];
		};
		const names = example.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		const ran = executions.flatMap(({ data }) => Object.keys(data.resultData.runData));
		expect([...new Set(ran)].sort()).toEqual(names.map(({ name }) => name).sort());
		expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
	}

	return {
		n8n,
		secret,
		dashboardLogin: {
			header: `Basic ${Buffer.from(`${DASHBOARD_USER}:${password}`).toString('base64')}`,
			username: DASHBOARD_USER,
			password,
		},
		urlOf: (webhookPath) => webhookUrl(n8n.baseUrl, webhookPath),
		hmacOf: (text) => createHmac('sha256', secret).update(text).digest('hex'),
		changeParameters,
		executionsWith,
		expectAllNodesRan,
	};
}

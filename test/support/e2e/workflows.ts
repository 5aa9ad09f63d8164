import { randomUUID } from 'node:crypto';
import { outputItems } from '../../rig/client.js';
import type { RunningN8n } from './n8n';

const PACKAGE = 'n8n-nodes-signed-webhooks';
const CREDENTIAL_TYPE = 'signedWebhookApi';

/** A node of a workflow, as n8n stores it. */
export interface WorkflowNode {
	readonly name: string;
	readonly [key: string]: unknown;
}

/** A stored credential. */
export interface StoredCredential {
	readonly id: string;
	readonly name: string;
}

let nodeCount = 0;

function node(type: string, typeVersion: number, fields: Record<string, unknown>): WorkflowNode {
	nodeCount += 1;
	return {
		id: randomUUID(),
		name: `${type.split('.').at(-1) ?? ''} ${nodeCount}`,
		type,
		typeVersion,
		position: [nodeCount * 200, 0],
		...fields,
	};
}

const signedWith = (credential: StoredCredential | undefined) =>
	credential && {
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
	};

/** A Signed Webhook Trigger with a URL of its own. */
export function triggerNode(
	parameters: Record<string, unknown>,
	credential?: StoredCredential,
): WorkflowNode {
	return node(`${PACKAGE}.signedWebhookTrigger`, 1.1, {
		webhookId: randomUUID(),
		parameters,
		...signedWith(credential),
	});
}

/** A Send Signed Webhook node. */
export function sendNode(
	parameters: Record<string, unknown>,
	credential?: StoredCredential,
	fields: Record<string, unknown> = {},
): WorkflowNode {
	return node(`${PACKAGE}.sendSignedWebhook`, 1, {
		parameters,
		...signedWith(credential),
		...fields,
	});
}

/** A core node that does nothing. */
export const noOpNode = (): WorkflowNode => node('n8n-nodes-base.noOp', 1, { parameters: {} });

/** Connects nodes one after another. */
export function chain(...nodes: readonly WorkflowNode[]): object {
	return Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name }, index) => [
				name,
				{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
			]),
	);
}

/** A node of n8n's own or ours, by type. */
export const anyNode = node;

/** Stores secrets as a credential. */
export async function storeSecrets(
	n8n: RunningN8n,
	data: { secret: string; previousSecret?: string; keyFormat?: string; verifyToken?: string },
): Promise<StoredCredential> {
	return await n8n.client.createCredential({
		name: `Secrets ${randomUUID()}`,
		type: CREDENTIAL_TYPE,
		data,
	});
}

/** An active workflow that starts with a trigger of ours. */
export interface ActiveWorkflow {
	readonly id: string;
	readonly url: string;
	/** The JSON of the items that a node put out in the newest execution. */
	readonly newestOutput: (node: WorkflowNode, outputIndex?: number) => Promise<unknown[]>;
	/** @param atLeast waits for that many first: n8n lists an execution a moment after the answer */
	readonly executionCount: (atLeast?: number) => Promise<number>;
}

/** Stores and activates a workflow of these nodes, the first of which is a trigger of ours. */
export async function activateWorkflow(
	n8n: RunningN8n,
	nodes: readonly [WorkflowNode, ...WorkflowNode[]],
	connections: object = chain(...nodes),
): Promise<ActiveWorkflow> {
	const { id } = await n8n.client.createWorkflow({
		name: `Test ${randomUUID()}`,
		nodes: [...nodes],
		connections,
	});
	await n8n.client.activate(id);
	const executions = async () => await n8n.client.executions({ workflowId: id });
	return {
		id,
		url: `${n8n.baseUrl}/webhook/${String(nodes[0].webhookId)}`,
		executionCount: async (atLeast = 0) => {
			if (atLeast > 0) await n8n.client.waitForExecutions({ workflowId: id, count: atLeast });
			return (await executions()).length;
		},
		newestOutput: async ({ name }, outputIndex = 0) => {
			const [newest] = await executions();
			if (!newest) throw new Error('There is no execution');
			return outputItems(await n8n.client.execution(newest.id), name, outputIndex) as unknown[];
		},
	};
}

import { randomUUID } from 'node:crypto';
import type { Service } from '../../nodes/registration/service';
import { post } from '../../support/e2e/http';
import type { RunningN8n } from '../../support/e2e/n8n';
import { anyNode } from '../../support/e2e/workflows';
import type { WorkflowNode } from '../../support/e2e/workflows';

/** A workflow of a single trigger, in a real n8n. */
export interface Registering {
	readonly id: string;
	/** What n8n shows as the production URL. */
	readonly url: string;
	readonly testUrl: string;
	readonly node: WorkflowNode;
	/** @throws with n8n's message when the trigger could not be activated */
	readonly publish: () => Promise<void>;
	readonly unpublish: () => Promise<void>;
	/** Saves the trigger with other settings; they count when it is published. */
	readonly change: (changes: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** Settings of a trigger: of a fake service, or of anything that looks like one. */
export type Setup = Pick<Service['setup'], 'parameters' | 'type'> & {
	readonly credential: {
		readonly type: { readonly name: string };
		readonly data: Readonly<Record<string, unknown>>;
	};
};

/** Stores a credential with everything that its type has no default for. */
export async function storeCredential(
	n8n: RunningN8n,
	{ type, data }: Setup['credential'],
): Promise<{ id: string; name: string }> {
	return await n8n.client.createCredential({
		name: `Account ${randomUUID()}`,
		type: type.name,
		data,
	});
}

/** Stores a workflow with a trigger for a service. */
export async function storeWorkflow(n8n: RunningN8n, setup: Setup): Promise<Registering> {
	const { id: credentialId, name } = await storeCredential(n8n, setup.credential);
	const webhookId = randomUUID();
	let node = anyNode(`n8n-nodes-signed-webhooks.${setup.type}`, 1.1, {
		webhookId,
		parameters: setup.parameters,
		credentials: { [setup.credential.type.name]: { id: credentialId, name } },
	});
	const { id } = await n8n.client.createWorkflow({
		name: `Registration ${randomUUID()}`,
		nodes: [node],
		connections: {},
	});
	return {
		id,
		url: `${n8n.baseUrl}/webhook/${webhookId}`,
		testUrl: `${n8n.baseUrl}/webhook-test/${webhookId}`,
		get node() {
			return node;
		},
		publish: async () => await n8n.client.activate(id),
		unpublish: async () => await n8n.client.deactivate(id),
		change: async (changes) => {
			node = { ...node, ...changes };
			await n8n.client.updateWorkflow(id, { nodes: [node], connections: {} });
		},
	};
}

/** Sends an event to a URL, and gives the status of the answer. */
export async function send(
	url: string,
	[body, headers]: ReturnType<Service['sign']>,
): Promise<number> {
	const lines = Object.entries({ 'Content-Type': 'application/json', ...headers });
	return (await post(url, Buffer.from(body), lines)).statusCode;
}

import { HookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	IConnections,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { StoredCredential } from '../../support/n8n/credential';
import { standardWebhooks } from '../../support/n8n/providers';
import { nodeTypes, workflowWith } from '../../support/n8n/workflow';

/* n8n's node Respond to Webhook fails where it finds no Webhook node in front of it. */

const trigger = new SignedWebhookTrigger();

const node = (name: string, type: string, typeVersion: number, disabled = false): INode => ({
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters: {},
	disabled,
});

const respond = node('Respond to Webhook', 'respondToWebhook', 1.5);
const webhook = node('Webhook', 'webhook', 2, true);
const middle = node('Edit Fields', 'set', 3.4);

/** Nodes that are connected one after the other. */
function chain(...names: readonly string[]): IConnections {
	return Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1] as string, type: 'main' as const, index: 0 }]] },
			]),
	);
}

/** Publishes a workflow of the trigger, with these nodes and connections behind it. */
async function publish(
	nodes: readonly INode[],
	connections: IConnections,
	{
		responseMode = 'responseNode',
		mode = 'activate',
	}: { responseMode?: string; mode?: WorkflowActivateMode } = {},
): Promise<boolean | undefined> {
	const parameters = { ...standardWebhooks.parameters, responseMode };
	const { node: first } = workflowWith('signedWebhookTrigger', parameters);
	const workflow = new Workflow({
		id: 'workflow1',
		active: true,
		nodes: [first, ...nodes],
		connections,
		nodeTypes: {
			...nodeTypes,
			getByNameAndVersion: (type: string) =>
				type.startsWith('n8n-nodes-base.')
					? (undefined as unknown as INodeType)
					: nodeTypes.getByNameAndVersion(type),
		},
	});
	const credential = new StoredCredential({ secret: standardWebhooks.secret });
	const context = new HookContext(
		workflow,
		workflow.getNode(first.name) as INode,
		{ credentialsHelper: credential } as unknown as IWorkflowExecuteAdditionalData,
		'trigger',
		mode,
	);
	return await trigger.webhookMethods.default.create.call(context);
}

const name = trigger.description.displayName;
const problem =
	/^The node "Respond to Webhook" would fail with every event.* Add n8n's Webhook node, connect it to the node after this trigger, and deactivate it\.$/;

test.each<[string, INode[], IConnections]>([
	['right behind the trigger', [respond], chain(name, respond.name)],
	['further behind', [middle, respond], chain(name, middle.name, respond.name)],
])('without a Webhook node, %s: publishing says what to do', async (_, nodes, connections) => {
	await expect(publish(nodes, connections)).rejects.toThrow(problem);
	await expect(publish(nodes, connections, { mode: 'manual' })).rejects.toThrow(problem);
});

test.each<[string, INode[], IConnections]>([
	[
		'a deactivated Webhook node in front of it',
		[webhook, respond],
		{ ...chain(name, respond.name), ...chain(webhook.name, respond.name) },
	],
	[
		'a Webhook node in front of the node between',
		[middle, webhook, respond],
		{ ...chain(name, middle.name, respond.name), ...chain(webhook.name, middle.name) },
	],
	[
		'a version of it that does not look',
		[{ ...respond, typeVersion: 1 }],
		chain(name, respond.name),
	],
	['it deactivated', [{ ...respond, disabled: true }], chain(name, respond.name)],
	['no such node, since a sub-workflow may respond', [middle], chain(name, middle.name)],
])('with %s, publishing goes on', async (_, nodes, connections) => {
	expect(await publish(nodes, connections)).toBe(true);
});

test('another way to respond needs no Webhook node', async () => {
	const connections = chain(name, respond.name);
	expect(await publish([respond], connections, { responseMode: 'lastNode' })).toBe(true);
});

test('a workflow that is published already starts with n8n', async () => {
	const connections = chain(name, respond.name);
	for (const mode of ['init', 'leadershipChange'] as const) {
		expect(await publish([respond], connections, { mode })).toBe(true);
	}
});

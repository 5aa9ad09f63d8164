import { randomUUID } from 'node:crypto';
import { Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeType, INodeTypes, IWorkflowSettings } from 'n8n-workflow';
import { ClawletTrigger } from '../../../nodes/Clawlet/ClawletTrigger.node';
import { JoAiTrigger } from '../../../nodes/JoAi/JoAiTrigger.node';
import { LuaTrigger } from '../../../nodes/Lua/LuaTrigger.node';
import { LvngTrigger } from '../../../nodes/Lvng/LvngTrigger.node';
import { SendSignedWebhook } from '../../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { TwigTrigger } from '../../../nodes/Twig/TwigTrigger.node';
import { WaitForSignedWebhook } from '../../../nodes/WaitForSignedWebhook/WaitForSignedWebhook.node';
import { WebhookMonitor } from '../../../nodes/WebhookMonitor/WebhookMonitor.node';
import { WebhookRetry } from '../../../nodes/WebhookRetry/WebhookRetry.node';
import { WebhookSignature } from '../../../nodes/WebhookSignature/WebhookSignature.node';

/** Under which n8n knows the nodes. */
export const PACKAGE_NAME = 'n8n-nodes-signed-webhooks';

const byName = new Map<string, INodeType>(
	[
		new ClawletTrigger(),
		new JoAiTrigger(),
		new LuaTrigger(),
		new LvngTrigger(),
		new SendSignedWebhook(),
		new SignedWebhookTrigger(),
		new TwigTrigger(),
		new WaitForSignedWebhook(),
		new WebhookMonitor(),
		new WebhookRetry(),
		new WebhookSignature(),
	].map((nodeType) => [`${PACKAGE_NAME}.${nodeType.description.name}`, nodeType]),
);

const find = (name: string): INodeType => {
	// As a tool of an agent, n8n makes a type of its own out of a node.
	const nodeType = byName.get(name.replace(/Tool$/, ''));
	if (!nodeType) throw new Error(`There is no node type ${name}`);
	return nodeType;
};

/** The node types of the package. */
export const nodeTypes: INodeTypes = {
	getByName: find,
	getByNameAndVersion: find,
	getKnownTypes: () => ({}),
};

/** The version that n8n gives a node that is added now. */
export const latestVersion = ({ version }: Pick<INodeType['description'], 'version'>): number =>
	Math.max(...[version].flat());

/** A workflow of a single node, and that node with all defaults filled in. */
export interface SingleNodeWorkflow {
	readonly workflow: Workflow;
	readonly node: INode;
	readonly nodeType: INodeType;
}

/** The triggers of the package. */
export type TriggerName =
	| 'clawletTrigger'
	| 'joAiTrigger'
	| 'luaTrigger'
	| 'lvngTrigger'
	| 'signedWebhookTrigger'
	| 'twigTrigger';

/** The nodes of the package that workflows are made of here. */
export type NodeName =
	| TriggerName
	| 'sendSignedWebhook'
	| 'waitForSignedWebhook'
	| 'webhookMonitor'
	| 'webhookRetry'
	| 'webhookSignature';

/**
 * Puts a node into a real workflow, which fills in the defaults of its parameters.
 *
 * @param staticData what the node has asked n8n to store earlier
 */
export function workflowWith(
	type: NodeName,
	parameters: IDataObject,
	settings: Partial<INode> = {},
	workflowSettings: IWorkflowSettings = {},
	staticData: IDataObject = {},
): SingleNodeWorkflow {
	const nodeType = find(`${PACKAGE_NAME}.${type}`);
	const name = nodeType.description.displayName;
	const workflow = new Workflow({
		id: 'workflow1',
		name: 'Test workflow',
		active: true,
		connections: {},
		nodeTypes,
		settings: workflowSettings,
		staticData,
		nodes: [
			{
				id: randomUUID(),
				webhookId: randomUUID(),
				name,
				type: `${PACKAGE_NAME}.${type}`,
				typeVersion: latestVersion(nodeType.description),
				position: [0, 0],
				parameters: parameters as INode['parameters'],
				credentials: { signedWebhookApi: { id: 'credential1', name: 'Signing secrets' } },
				...settings,
			},
		],
	});
	return { workflow, node: workflow.getNode(name) as INode, nodeType };
}

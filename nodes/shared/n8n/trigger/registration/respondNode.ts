import type { IHookFunctions, NodeTypeAndVersion } from 'n8n-workflow';
import { quotedText } from '../../../text/foreignText';

const RESPOND_NODE = 'n8n-nodes-base.respondToWebhook';

/** Since this version that node fails where none of these nodes is connected in front of it. */
const CHECKS_SINCE = 1.1;
const NODES_IN_FRONT = [
	'@n8n/n8n-nodes-langchain.chatTrigger',
	'n8n-nodes-base.formTrigger',
	'n8n-nodes-base.wait',
	'n8n-nodes-base.webhook',
];

const checks = ({ type, typeVersion, disabled }: NodeTypeAndVersion): boolean =>
	type === RESPOND_NODE && !disabled && typeVersion >= CHECKS_SINCE;

/**
 * Why the nodes Respond to Webhook behind a trigger would fail with every event: a sentence with the
 * one thing to do, or `undefined` where they will not.
 */
export function findRespondProblem(context: IHookFunctions): string | undefined {
	if (context.getNodeParameter('responseMode', 'onReceived') !== 'responseNode') return undefined;
	const failing = context
		.getChildNodes(context.getNode().name)
		.filter(checks)
		.find(({ name }) =>
			context.getParentNodes(name).every(({ type }) => !NODES_IN_FRONT.includes(type)),
		);
	if (failing === undefined) return undefined;
	return `The node ${quotedText(failing.name)} would fail with every event, because n8n only lets it respond with a Webhook node in front of it. Add n8n's Webhook node, connect it to the node after this trigger, and deactivate it.`;
}

import './environment';
import { HookContext, WebhookContext } from 'n8n-core';
import { resolveWebhookDescriptionField } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookData,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { SigningSecrets } from './credential';
import { contextOf } from './nodeRun';
import { recordLogs } from './logs';
import { posting, serveWebhook } from './webhookServer';
import type { Post, RunNode, Send } from './webhookServer';
import { workflowWith } from './workflow';

/** A trigger behind a real server. */
export interface Trigger {
	readonly credential: StoredCredential;
	/** The URL that n8n shows for the trigger. */
	readonly url: string | undefined;
	readonly post: Post;
	/** Sends a request of any method that the trigger listens to. */
	readonly send: Send;
	/** What the trigger has asked n8n to store. */
	readonly staticData: () => IDataObject;
	/** Does what n8n does when the workflow is published. */
	readonly activate: () => Promise<boolean>;
	/** Does what n8n does when the workflow is deactivated. */
	readonly deactivate: () => Promise<boolean>;
}

/** How a trigger is set up. Without `secrets` the node has no credential. */
export interface TriggerSetup {
	readonly parameters: IDataObject;
	readonly secrets?: SigningSecrets;
	readonly node?: Partial<INode>;
	/** Whether the request comes to the test URL while the editor listens. Default: false. */
	readonly isTestRun?: boolean;
	/** Most bytes that the server takes. Default: 16 MiB, as in n8n. */
	readonly maxBodyBytes?: number;
}

/** What n8n found for a field that follows from the parameters, if anything. */
interface Resolved {
	readonly value?: number;
}

/** The base of all webhook URLs in the tests. */
export const webhookBaseUrl = 'https://n8n.example/webhook';

const DEFAULT_MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Sets up a trigger on n8n-core's own contexts, behind a real server, until the test has ended. */
export async function startTrigger(setup: TriggerSetup): Promise<Trigger> {
	const credential = new StoredCredential(setup.secrets ?? {});
	const { workflow, node, nodeType } = workflowWith('signedWebhookTrigger', setup.parameters, {
		...(!setup.secrets && { credentials: undefined }),
		...setup.node,
	});
	const base = { credentialsHelper: credential, webhookBaseUrl };
	const additionalData = base as unknown as IWorkflowExecuteAdditionalData;
	const webhookFor = (method = 'POST'): IWebhookDescription => {
		const found = nodeType.description.webhooks?.find(({ httpMethod }) => httpMethod === method);
		if (!found) throw new Error(`n8n answers ${method} with 404, without the trigger`);
		return found;
	};
	const webhookDataFor = (webhookDescription: IWebhookDescription): IWebhookData =>
		({
			httpMethod: webhookDescription.httpMethod,
			node: node.name,
			path: node.webhookId,
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
		}) as unknown as IWebhookData;

	const runNode: RunNode = async (httpRequest, httpResponse) => {
		const withRequest = { ...base, httpRequest, httpResponse };
		const webhook = webhookFor(httpRequest.method);
		const context = new WebhookContext(
			workflow,
			node,
			withRequest as unknown as IWorkflowExecuteAdditionalData,
			setup.isTestRun ? 'manual' : 'webhook',
			webhookDataFor(webhook),
			[],
			null,
		);
		const logs = recordLogs(context.logger);
		if (!nodeType.webhook) throw new Error('The node has no webhook');
		const result = await nodeType.webhook.call(context);
		// n8n runs the node with what it gave: what it gives then is what starts the workflow.
		if (result.workflowData) {
			const [items = [], ...furtherItems] = result.workflowData;
			const first = contextOf({ workflow, node, items, furtherItems, mode: 'webhook' });
			result.workflowData = (await nodeType.execute?.call(first)) as INodeExecutionData[][];
		}
		const { value } = resolveWebhookDescriptionField(node, webhook, 'responseCode') as Resolved;
		return { result, responseCode: value, logs };
	};

	const hooks = new HookContext(
		workflow,
		node,
		additionalData,
		'trigger',
		'activate',
		webhookDataFor(webhookFor()),
	);
	const runHook = async (method: 'create' | 'delete'): Promise<boolean> => {
		const run = nodeType.webhookMethods?.default?.[method];
		if (!run) throw new Error(`The node has no webhook method ${method}`);
		return await run.call(hooks);
	};
	const send = await serveWebhook(runNode, setup.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
	return {
		credential,
		url: hooks.getNodeWebhookUrl('default'),
		post: posting(send),
		send,
		staticData: () => workflow.getStaticData('node', node),
		activate: async () => await runHook('create'),
		deactivate: async () => await runHook('delete'),
	};
}

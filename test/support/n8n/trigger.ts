import './environment';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { SigningSecrets } from './credential';
import { recordLogs } from './logs';
import { serveWebhook } from './webhookServer';
import type { Post, RunNode } from './webhookServer';
import { workflowWith } from './workflow';

/** A trigger behind a real server. */
export interface Trigger {
	readonly credential: StoredCredential;
	/** The URL that n8n shows for the trigger. */
	readonly url: string | undefined;
	readonly post: Post;
	/** Does what n8n does when the workflow is activated. */
	readonly activate: () => Promise<boolean>;
	/** Does what n8n does when the workflow is deactivated. */
	readonly deactivate: () => Promise<boolean>;
}

/** How a trigger is set up. Without `secrets` the node has no credential. */
export interface TriggerSetup {
	readonly parameters: IDataObject;
	readonly secrets?: SigningSecrets;
	readonly node?: Partial<INode>;
	/** Most bytes that the server takes. Default: 16 MiB, as in n8n. */
	readonly maxBodyBytes?: number;
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
	const webhookData = {
		httpMethod: 'POST',
		node: node.name,
		path: node.webhookId,
		webhookDescription: nodeType.description.webhooks?.[0],
		workflowId: workflow.id,
		workflowExecuteAdditionalData: additionalData,
	} as unknown as IWebhookData;

	const runNode: RunNode = async (httpRequest, httpResponse) => {
		const withRequest = { ...base, httpRequest, httpResponse };
		const context = new WebhookContext(
			workflow,
			node,
			withRequest as unknown as IWorkflowExecuteAdditionalData,
			'webhook',
			webhookData,
			[],
			null,
		);
		const logs = recordLogs(context.logger);
		if (!nodeType.webhook) throw new Error('The node has no webhook');
		return { result: await nodeType.webhook.call(context), logs };
	};

	const hooks = new HookContext(workflow, node, additionalData, 'trigger', 'activate', webhookData);
	const runHook = async (method: 'create' | 'delete'): Promise<boolean> => {
		const run = nodeType.webhookMethods?.default?.[method];
		if (!run) throw new Error(`The node has no webhook method ${method}`);
		return await run.call(hooks);
	};
	return {
		credential,
		url: hooks.getNodeWebhookUrl('default'),
		post: await serveWebhook(runNode, setup.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES),
		activate: async () => await runHook('create'),
		deactivate: async () => await runHook('delete'),
	};
}

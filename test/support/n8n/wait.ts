import './environment';
import { ExecuteContext, WebhookContext } from 'n8n-core';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeCredentialsDetails,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { SigningSecrets } from './credential';
import { recordLogs } from './logs';
import { itemsOf, runIn } from './nodeRun';
import type { NodeOutputs } from './nodeRun';
import { serveWebhook } from './webhookServer';
import type { Exchange, RunNode } from './webhookServer';
import { workflowWith } from './workflow';

/** The token in the callback URL. */
export const token = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

/** The callback URL of the execution of these tests. */
export const callbackUrl = `https://n8n.example/webhook-waiting/execution1?signature=${token}`;

/** The node that waits, in an execution of its own. */
export interface WaitSetup {
	readonly parameters: IDataObject;
	readonly secrets?: SigningSecrets;
	/** Of the credential REST Webhook API. */
	readonly api?: ICredentialDataDecryptedObject;
	/** Default: one empty item. */
	readonly items?: readonly IDataObject[];
	readonly onError?: INode['onError'];
	readonly workflowSettings?: IWorkflowSettings;
	/** Default: `execution1`. */
	readonly executionId?: string;
	/** Id of the node. Default: a new one. */
	readonly nodeId?: string;
	/** Default: `webhook`, for production. */
	readonly mode?: 'manual' | 'webhook';
}

/** Hands out each credential of the node by its type. */
class Credentials extends StoredCredential {
	constructor(
		secrets: SigningSecrets,
		private readonly api: ICredentialDataDecryptedObject,
	) {
		super(secrets);
	}

	override async getDecrypted(
		_additionalData?: unknown,
		_details?: INodeCredentialsDetails,
		type?: string,
	): Promise<ICredentialDataDecryptedObject> {
		return type === 'restWebhookApi' ? this.api : await super.getDecrypted();
	}
}

function open(setup: WaitSetup) {
	const { parameters, secrets = {}, api = {}, items = [{}], onError, workflowSettings } = setup;
	const { workflow, node, nodeType } = workflowWith(
		'waitForSignedWebhook',
		parameters,
		{
			credentials: {
				signedWebhookApi: { id: 'credential1', name: 'Signing secrets' },
				restWebhookApi: { id: 'credential2', name: 'Key' },
			},
			...(setup.nodeId !== undefined && { id: setup.nodeId }),
			...(onError && { onError }),
		},
		workflowSettings,
	);
	const input = itemsOf(items);
	const executeData = { data: { main: [input] }, node, source: null };
	const runData = Object.assign(createEmptyRunExecutionData(), { resumeToken: token });
	runData.executionData?.nodeExecutionStack.push(executeData);
	const additionalData = {
		credentialsHelper: new Credentials(secrets, api),
		executionId: setup.executionId ?? 'execution1',
		webhookWaitingBaseUrl: 'https://n8n.example/webhook-waiting',
		formWaitingBaseUrl: 'https://n8n.example/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, node, nodeType, input, executeData, runData, additionalData };
}

/** What came of the node before the callback. */
export interface Started extends NodeOutputs {
	/** Until when the execution waits; absent when it does not. */
	readonly waitTill?: Date | undefined;
}

/** Runs the node on n8n-core's own context, with its own HTTP helper. */
export async function startWaiting(setup: WaitSetup): Promise<Started> {
	const { workflow, node, nodeType, input, executeData, runData, additionalData } = open(setup);
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		setup.mode ?? 'webhook',
		runData,
		0,
		input,
		{ main: [input] },
		executeData,
		[],
		new AbortController().signal,
	);
	const result = await runIn(context, nodeType);
	return { ...result, waitTill: runData.waitTill };
}

/** A callback to the node, seen from all sides. */
export interface Callback {
	readonly method?: string;
	readonly body?: Buffer | string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Serves the callback URL of an execution that waits, until the test has ended. */
export async function serveCallbacks(
	setup: WaitSetup,
): Promise<(callback: Callback) => Promise<Exchange>> {
	const { workflow, node, nodeType, runData, additionalData } = open(setup);
	const runNode: RunNode = async (httpRequest, httpResponse) => {
		const { url } = httpRequest;
		Object.assign(httpRequest, {
			originalUrl: `/webhook-waiting/execution1${url?.slice(1) ?? ''}?signature=${token}`,
		});
		const webhookDescription = nodeType.description.webhooks?.find(
			({ httpMethod }) => httpMethod === httpRequest.method,
		);
		if (!webhookDescription) throw new Error('n8n answers with 404, without the node');
		const context = new WebhookContext(
			workflow,
			node,
			{ ...additionalData, httpRequest, httpResponse } as unknown as IWorkflowExecuteAdditionalData,
			setup.mode ?? 'webhook',
			{ webhookDescription } as IWebhookData,
			[],
			runData,
		);
		const logs = recordLogs(context.logger);
		const result = await nodeType.webhook?.call(context);
		return { ...(result && { result }), logs };
	};
	const send = await serveWebhook(runNode, 16 * 1024 * 1024);
	return async ({ method = 'POST', body = '', headers = {} }) =>
		await send({
			method,
			body,
			headers: { 'content-type': 'application/json', ...headers },
		});
}

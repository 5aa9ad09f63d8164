import '../../support/n8n/environment';
import { randomUUID } from 'node:crypto';
import { HookContext, TriggerContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	IWebhookData,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
	NodeOperationError,
	Workflow,
} from 'n8n-workflow';
import type { StoredApiCredential } from '../../support/n8n/credential';
import { recordLogs } from '../../support/n8n/logs';
import type { LogEntry } from '../../support/n8n/logs';
import { posting, serveWebhook } from '../../support/n8n/webhookServer';
import type { Exchange, Post } from '../../support/n8n/webhookServer';
import { workflowWith } from '../../support/n8n/workflow';
import type { TriggerName } from '../../support/n8n/workflow';

/* What n8n 2.41 does when a workflow is published and unpublished, and when the editor listens. */

const WEBHOOK_ID = '6f1f2f0e-5a0b-4a53-9f4e-0d2f3a9c1b7d';
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** What n8n shows as the URLs of the trigger, at a public address. */
export const productionUrl = `https://n8n.example/webhook/${WEBHOOK_ID}`;
export const testUrl = `https://n8n.example/webhook-test/${WEBHOOK_ID}`;

/** What n8n keeps of a trigger that is listening in the editor. */
interface Listening {
	readonly workflow: Workflow;
	readonly staticData: string | undefined;
}

/** How publishing, unpublishing or listening ended. */
export interface Result {
	readonly error?: NodeOperationError;
	/** The messages that ask for somebody's attention. */
	readonly warnings: readonly string[];
	readonly logs: readonly LogEntry[];
}

/** How a trigger is set up. All of it may be changed later. */
export interface TriggerSetup {
	readonly type: TriggerName;
	parameters: IDataObject;
	readonly credential: StoredApiCredential;
	/** Base of n8n's URLs. */
	baseUrl?: string;
}

const parse = (text: string | undefined): IDataObject =>
	text === undefined ? {} : (JSON.parse(text) as IDataObject);

/** A trigger on n8n-core's own contexts, which lives through what n8n does with it. */
export class PublishedTrigger {
	/** What n8n's database holds for the workflow, as text. */
	database: string | undefined;

	/** Everything that was written to the log so far. */
	readonly logs: LogEntry[] = [];

	private listening: Listening | undefined;

	// Keys are remembered by the node's id, from one test to the next.
	readonly nodeId = randomUUID();

	private constructor(readonly setup: TriggerSetup) {}

	/** Where the production URL takes requests, to be the base of n8n's URLs where it calls itself. */
	servedUrl = '';

	/** The production URL takes requests of the service. */
	post!: Post;

	/** The test URL does. */
	postTest!: Post;

	/** Serves production and test URL until the test has ended. */
	static async start(setup: TriggerSetup): Promise<PublishedTrigger> {
		const trigger = new PublishedTrigger(setup);
		const serve = async (isTest: boolean) =>
			await serveWebhook(
				async (request, response) => await trigger.receive(isTest, request, response),
				MAX_BODY_BYTES,
			);
		const production = await serve(false);
		trigger.servedUrl = production.url;
		trigger.post = posting(production);
		trigger.postTest = posting(await serve(true));
		return trigger;
	}

	/** Publishes the workflow. When that fails, n8n takes back what it began. */
	async publish(): Promise<Result> {
		const workflow = this.load(this.database);
		const result = await this.run(async () => {
			try {
				await this.createIfNotExists(workflow, false);
			} catch (error) {
				await this.hook(workflow, 'delete', false);
				throw error;
			}
		});
		this.save(workflow);
		return result;
	}

	/**
	 * n8n starts and takes up what is published: it asks whether the webhook exists, and beside that has
	 * the trigger run by the clock.
	 *
	 * @returns whether something runs by the clock, and what ends that
	 */
	async start(): Promise<{ readonly isWatched: boolean; readonly stop: () => Promise<void> }> {
		const workflow = this.load(this.database);
		const node = this.nodeOf(workflow);
		const context = new TriggerContext(
			workflow,
			node,
			this.additionalData() as unknown as IWorkflowExecuteAdditionalData,
			'trigger',
			'init',
		);
		const { logger } = context;
		const seen = recordLogs(logger);
		const nodeType = workflow.nodeTypes.getByNameAndVersion(node.type);
		const [isThere, response] = await Promise.all([
			this.hook(workflow, 'checkExists', false, 'init'),
			nodeType.trigger?.call(context),
		]);
		if (!isThere) await this.hook(workflow, 'create', false, 'init');
		this.save(workflow);
		return {
			isWatched: response?.closeFunction !== undefined,
			stop: async () => {
				await response?.closeFunction?.();
				this.logs.push(...seen);
			},
		};
	}

	async unpublish(): Promise<Result> {
		const workflow = this.load(this.database);
		const result = await this.run(async () => await this.hook(workflow, 'delete', false));
		this.save(workflow);
		return result;
	}

	/** Waits for a test event in the editor. Of what is stored then, the database learns nothing. */
	async listen(): Promise<Result> {
		const workflow = this.load(undefined);
		return await this.run(async () => {
			try {
				await this.createIfNotExists(workflow, true);
				this.listening = { workflow, staticData: JSON.stringify(workflow.staticData) };
			} catch (error) {
				await this.hook(workflow, 'delete', true);
				throw error;
			}
		});
	}

	/** The wait is over. */
	async stopListening(): Promise<Result> {
		const workflow = this.load(this.listening?.staticData);
		this.listening = undefined;
		return await this.run(async () => await this.hook(workflow, 'delete', true));
	}

	private load(staticData: string | undefined): Workflow {
		const { type, parameters, credential } = this.setup;
		const { name } = credential.type;
		const settings: Partial<INode> = {
			id: this.nodeId,
			webhookId: WEBHOOK_ID,
			credentials: { [name]: { id: 'credential1', name: 'An account' } },
		};
		return workflowWith(type, parameters, settings, {}, parse(staticData)).workflow;
	}

	private save(workflow: Workflow): void {
		if (workflow.staticData.__dataChanged === true) {
			this.database = JSON.stringify(workflow.staticData);
		}
	}

	private nodeOf(workflow: Workflow): INode {
		return Object.values(workflow.nodes)[0] as INode;
	}

	private additionalData(): IDataObject {
		const { credential, baseUrl = 'https://n8n.example' } = this.setup;
		return {
			credentialsHelper: credential,
			webhookBaseUrl: `${baseUrl}/webhook`,
			webhookTestBaseUrl: `${baseUrl}/webhook-test`,
		};
	}

	private webhookData(workflow: Workflow, isTest: boolean, more: IDataObject = {}): IWebhookData {
		const node = this.nodeOf(workflow);
		const { webhooks = [] } = workflow.nodeTypes.getByNameAndVersion(node.type).description;
		return {
			httpMethod: 'POST',
			node: node.name,
			path: node.webhookId,
			webhookDescription: webhooks[0] as IWebhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: { ...this.additionalData(), ...more },
			isTest,
		} as unknown as IWebhookData;
	}

	private async hook(
		workflow: Workflow,
		method: 'checkExists' | 'create' | 'delete',
		isTest: boolean,
		activationMode: 'activate' | 'init' = 'activate',
	): Promise<boolean> {
		const node = this.nodeOf(workflow);
		const begins = isTest
			? (['manual', 'manual'] as const)
			: (['trigger', activationMode] as const);
		// n8n does not say at the end whether it was a test.
		const [mode, activation] = method === 'delete' ? (['internal', 'update'] as const) : begins;
		const data = this.webhookData(workflow, isTest);
		const context = new HookContext(
			workflow,
			node,
			data.workflowExecuteAdditionalData,
			mode,
			activation,
			data,
		);
		const seen = recordLogs(context.logger);
		const run = workflow.nodeTypes.getByNameAndVersion(node.type).webhookMethods?.default?.[method];
		if (!run) throw new Error(`The node has no webhook method ${method}`);
		try {
			return await run.call(context);
		} finally {
			this.logs.push(...seen);
		}
	}

	private async createIfNotExists(workflow: Workflow, isTest: boolean): Promise<void> {
		if (await this.hook(workflow, 'checkExists', isTest)) return;
		await this.hook(workflow, 'create', isTest);
	}

	private async run(steps: () => Promise<unknown>): Promise<Result> {
		const from = this.logs.length;
		const failure = await steps().then(
			() => undefined,
			(error: unknown) => error as NodeOperationError,
		);
		const logs = this.logs.slice(from);
		const warnings = logs.filter(({ level }) => level === 'warn').map(({ message }) => message);
		return { ...(failure && { error: failure }), warnings, logs };
	}

	private async receive(isTest: boolean, httpRequest: unknown, httpResponse: unknown) {
		const workflow = this.load(isTest ? undefined : this.database);
		if (isTest) workflow.setTestStaticData(parse(this.listening?.staticData));
		const node = this.nodeOf(workflow);
		const more = { httpRequest, httpResponse } as IDataObject;
		const data = this.webhookData(workflow, isTest, more);
		const context = new WebhookContext(
			workflow,
			node,
			data.workflowExecuteAdditionalData,
			isTest ? 'manual' : 'webhook',
			data,
			[],
			null,
		);
		const logs = recordLogs(context.logger);
		const nodeType = workflow.nodeTypes.getByNameAndVersion(node.type);
		if (!nodeType.webhook) throw new Error('The node has no webhook');
		const result = await nodeType.webhook.call(context);
		// n8n asks for the answer before it stores what the node remembers.
		const answered = { ...result };
		if (!isTest) this.save(workflow);
		return { result: answered, logs };
	}
}

/** What an exchange came to, in short. */
export const outcomeOf = ({ statusCode, item }: Exchange) => ({ statusCode, started: !!item });
export const accepted = { statusCode: 200, started: true };
export const refused = { statusCode: 401, started: false };
export const unready = { statusCode: 503, started: false };

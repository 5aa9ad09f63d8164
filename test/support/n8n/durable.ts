import { randomUUID } from 'node:crypto';
import type {
	ExecuteWorkflowOptions,
	IDataObject,
	INode,
	INodeExecutionData,
	IWorkflowBase,
	IWorkflowSettings,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Clock } from './clock';
import { StoredCredential } from './credential';
import { DataTables } from './dataTables';
import { Execution, resultOf } from './execution';
import { standardWebhooks } from './providers';
import { PACKAGE_NAME } from './workflow';

const SEND = 'Send';

/** An execution of the send node whose retries may wait in the database. */
export interface DurableSetup {
	/** Parameters of the send node. */
	readonly parameters: IDataObject;
	readonly items: readonly IDataObject[];
	readonly credential: StoredCredential;
	readonly clock: Clock;
	readonly onError?: INode['onError'];
	/** Default: `trigger`. */
	readonly mode?: WorkflowExecuteMode;
	readonly settings?: IWorkflowSettings;
	/** Whether an agent uses the node as a tool. Default: no. */
	readonly asTool?: boolean;
	/** Ids of the workflows that the user has. Default: none. */
	readonly workflows?: readonly string[];
	/** Whether n8n cannot start an execution of a workflow with this name. Default: it can. */
	readonly breaks?: (workflowName: string) => boolean;
	/** Default: new ones. */
	readonly tables?: DataTables;
	/** Time that passes before a sub-execution runs, in milliseconds. Default: none. */
	readonly startMs?: number;
}

const passThrough = (name: string): INode => ({
	id: randomUUID(),
	name,
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

function workflowFor({ parameters, onError, settings, asTool }: DurableSetup): IWorkflowBase {
	const send: INode = {
		...passThrough(SEND),
		type: `${PACKAGE_NAME}.sendSignedWebhook${asTool === true ? 'Tool' : ''}`,
		parameters: parameters as INode['parameters'],
		credentials: {
			signedWebhookApi: { id: 'credential1', name: 'Signing secrets' },
			webhookAuthenticationApi: { id: 'credential2', name: 'Authentication' },
		},
		...(onError && { onError }),
	};
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	return {
		id: 'workflow1',
		name: 'Orders',
		active: true,
		isArchived: false,
		activeVersionId: 'version1',
		createdAt: new Date(0),
		updatedAt: new Date(0),
		settings: { executionOrder: 'v1', ...settings },
		nodes: [passThrough('Start'), send, passThrough('Delivered'), passThrough('Failed')],
		connections: {
			Start: { main: [to(SEND)] },
			[SEND]: { main: [to('Delivered'), to('Failed')] },
		},
	};
}

/** What waits for what it has started does so until the year 3000, for n8n. */
const FOR_OTHERS_MS = Date.UTC(2999, 0);

/** Whether an execution waits for a time, and not for what it has started. */
const isAsleep = ({ run }: Execution): boolean =>
	(run?.waitTill?.getTime() ?? Infinity) < FOR_OTHERS_MS;

/** What n8n was asked to start. */
interface Started {
	readonly workflow: IWorkflowBase;
	readonly options: ExecuteWorkflowOptions;
}

/**
 * n8n around such an execution: it starts the sub-executions, each of which may start one more, and
 * wakes them all when it is time.
 */
export class DurableExecution {
	/** What n8n was asked to start: the last makes the attempts, the ones before wait for it. */
	readonly started: Started[] = [];

	private readonly tables: DataTables;

	private readonly parent: Execution;

	/** The parent, what it has started, what that has started, and so on. */
	private readonly line: Execution[] = [];

	/** What was started and nobody waits for, and what that has started. */
	private readonly detached: Execution[] = [];

	/** Which execution waits for which, by what it has started. */
	private readonly waitingFor = new Map<Execution, Execution>();

	/** The calls of workflows that the user has. */
	readonly called: Array<{ readonly id: string; readonly items: IDataObject[] }> = [];

	constructor(private readonly setup: DurableSetup) {
		const { credential, items, mode = 'trigger', tables = new DataTables() } = setup;
		this.tables = tables;
		this.parent = this.add(
			workflowFor(setup),
			items.map((json, item) => ({ json, pairedItem: { item } })),
			credential,
			mode,
		);
	}

	private add(
		workflow: IWorkflowBase,
		items: INodeExecutionData[],
		credential: StoredCredential,
		mode: WorkflowExecuteMode,
		into: 'detached' | 'line' = 'line',
	): Execution {
		const execution = new Execution(
			workflow,
			items,
			{
				credential,
				startSubExecution: async ({ id, code }, options) => {
					const answer = this.tables.run(code, options.inputData ?? []);
					if (answer) return answer;
					if (!code) return this.call(id ?? '', options.inputData ?? []);
					if (options.doNotWaitToFinish) return this.detach(code, options);
					if (this.setup.breaks?.(code.name) === true) throw new Error('Too many executions');
					if (into === 'line') this.started.push({ workflow: code, options });
					this.setup.clock.advance(this.setup.startMs ?? 0);
					const child = this.add(code, options.inputData ?? [], credential, 'integrated', into);
					this.waitingFor.set(child, execution);
					await child.goOn();
					return resultOf(child);
				},
				findStored: (id) => [...this.line, ...this.detached].find((each) => each.id === id)?.stored,
			},
			mode,
		);
		if (into === 'line') this.line.push(execution);
		else this.detached.push(execution);
		return execution;
	}

	private detach(code: IWorkflowBase, { inputData = [], parentExecution }: ExecuteWorkflowOptions) {
		if (parentExecution?.shouldResume !== false) throw new Error('It would end a wait');
		const { credential, breaks } = this.setup;
		if (breaks?.(code.name) === true) throw new Error('Too many executions');
		const execution = this.add(code, inputData, credential, 'integrated', 'detached');
		// n8n answers before it has begun, and stores it later still.
		setTimeout(() => void execution.goOn(), 5);
		return { executionId: execution.id, data: [null] };
	}

	private call(id: string, items: INodeExecutionData[]) {
		if (!(this.setup.workflows ?? []).includes(id)) throw new Error('Workflow does not exist.');
		this.called.push({ id, items: items.map(({ json }) => json) });
		return { executionId: randomUUID(), data: [null] };
	}

	/** Runs it until it ends or waits. */
	async start(): Promise<this> {
		await this.parent.goOn();
		return this;
	}

	/** What makes the attempts; absent until n8n was asked to start it. */
	private get child(): Execution | undefined {
		return this.line.length > 1 ? this.line.at(-1) : undefined;
	}

	/** What waits for a time, and not for what it has started. */
	private get sleeper(): Execution | undefined {
		return [...this.line].reverse().find(isAsleep);
	}

	/** The workflow that makes the attempts. */
	get suspended(): Started | undefined {
		return this.started.at(-1);
	}

	/** Until when n8n waits, in milliseconds since 1970; absent when it does not. */
	get waitingUntilMs(): number | undefined {
		return this.parent.run?.waitTill ? this.sleeper?.run?.waitTill?.getTime() : undefined;
	}

	/** Lets time pass until the next attempt is due, and wakes what waits for it. */
	async wake(): Promise<void> {
		const { sleeper } = this;
		const { clock } = this.setup;
		if (!sleeper || this.waitingUntilMs === undefined) throw new Error('Nothing waits');
		clock.advance(Math.max(0, this.waitingUntilMs - clock.nowMs));
		const { waitTill } = await sleeper.goOn();
		if (!waitTill) await this.goOnAbove(sleeper);
	}

	/** Whatever waits for an execution goes on with its result, and what waits for that, and so on. */
	private async goOnAbove(ended: Execution): Promise<void> {
		const above = this.waitingFor.get(ended);
		if (!above) return;
		above.takeResultOf(ended);
		const { waitTill } = await above.goOn();
		if (!waitTill) await this.goOnAbove(above);
	}

	/** The sub-execution that makes the attempts is stopped by hand. */
	async stopRetries(): Promise<void> {
		const { child } = this;
		if (!child) throw new Error('Nothing waits');
		child.stop();
		child.run = undefined;
		await this.goOnAbove(child);
	}

	/**
	 * n8n crashes in the middle of an attempt: what it has stored last is handed on. It may say that
	 * there was a crash, or not.
	 */
	async crashInAttempt({ loud = false } = {}): Promise<void> {
		const { child } = this;
		if (!child) throw new Error('Nothing waits');
		child.run = undefined;
		if (loud) child.markAsCrashed();
		await this.goOnAbove(child);
	}

	/**
	 * n8n crashes in the middle of an attempt, and again while the execution that looks after it starts
	 * it again.
	 */
	async crashInAttemptAndAfter(): Promise<void> {
		const { child } = this;
		const above = child && this.waitingFor.get(child);
		if (!above) throw new Error('Nothing waits');
		child.run = undefined;
		above.takeResultOf(child);
		above.run = undefined;
		await this.goOnAbove(above);
	}

	/** Damages what n8n has stored of the deliveries that wait. */
	damage(change: (items: INodeExecutionData[]) => void): void {
		const { child } = this;
		if (!child) throw new Error('Nothing waits');
		child.changeWaitingItems(change);
	}

	/** What goes on in the background and waits, the earliest first. */
	private get waitingInBackground(): Execution[] {
		const atMs = ({ run }: Execution) => run?.waitTill?.getTime() ?? Infinity;
		return this.detached.filter(isAsleep).sort((first, second) => atMs(first) - atMs(second));
	}

	/** The names of the workflows that wait in the background, in the order in which they are due. */
	get background(): string[] {
		return this.waitingInBackground.map(({ workflow }) => workflow.name);
	}

	/** n8n crashes in the middle of the run that began it, before it has stored anything of that. */
	crashAtStart({ loud = false } = {}): void {
		this.parent.forget();
		if (loud) this.parent.markAsCrashed(SEND);
	}

	/** The execution that began it is stopped by hand. */
	stopParent(): void {
		this.parent.stop();
	}

	/** How what went on in the background has ended. */
	get backgroundEnds(): Execution[] {
		return this.detached.filter(({ run }) => run && !run.waitTill);
	}

	/** Lets time pass until something is due in the background, and wakes it. */
	async wakeBackground(): Promise<Execution> {
		const [next] = this.waitingInBackground;
		if (!next?.run?.waitTill) throw new Error('Nothing waits in the background');
		const { clock } = this.setup;
		clock.advance(Math.max(0, next.run.waitTill.getTime() - clock.nowMs));
		const { waitTill } = await next.goOn();
		if (!waitTill) await this.goOnAbove(next);
		return next;
	}

	/** n8n crashes in the middle of what is due first; n8n may say so of it, or not. */
	async crashBackground({ loud }: { readonly loud: boolean }): Promise<void> {
		const [next] = this.waitingInBackground;
		if (!next?.run?.waitTill) throw new Error('Nothing waits in the background');
		const { clock } = this.setup;
		clock.advance(Math.max(0, next.run.waitTill.getTime() - clock.nowMs));
		next.run = undefined;
		if (loud) next.markAsCrashed();
		await this.goOnAbove(next);
	}

	/** Stops by hand what is due first in the background. */
	async stopBackground(): Promise<void> {
		const [next] = this.waitingInBackground;
		if (!next) throw new Error('Nothing waits in the background');
		next.stop();
		next.run = undefined;
		await this.goOnAbove(next);
	}

	/** Wakes what is due in the background until nothing waits there. */
	async finishBackground(): Promise<this> {
		while (this.waitingInBackground.length > 0) await this.wakeBackground();
		return this;
	}

	/** Wakes it as often as it takes. */
	async finish(): Promise<this> {
		while (this.waitingUntilMs !== undefined) await this.wake();
		return this;
	}

	/** All that n8n has stored of both executions at this moment. */
	get stored(): unknown {
		return this.line.map((each) => [each.workflow, each.stored]);
	}

	/** All that n8n has stored of what goes on in the background. */
	get storedInBackground(): unknown {
		return this.detached.map((each) => [each.workflow, each.stored]);
	}

	/** What of it comes from the send node, and not from its parameters or the items before it. */
	get storedBySendNode(): unknown {
		return [...this.line.slice(1).map((each) => [each.workflow, each.stored]), this.items];
	}

	/** Items as n8n shows them for the send node, waiting or done. */
	get items(): INodeExecutionData[] {
		return this.parent.runsOf(SEND).at(-1)?.data?.main?.[0] ?? [];
	}

	/** What n8n shows at the send node besides its items. */
	get hints(): readonly NodeExecutionHint[] {
		return this.parent.runsOf(SEND).at(-1)?.hints ?? [];
	}

	/** Items that went on from the regular output. */
	get delivered(): INodeExecutionData[] {
		return this.parent.runsOf('Delivered').at(-1)?.data?.main?.[0] ?? [];
	}

	/** Items that went on from the error output. */
	get failed(): INodeExecutionData[] {
		return this.parent.runsOf('Failed').at(-1)?.data?.main?.[0] ?? [];
	}

	/** What the execution failed with. */
	get error(): { readonly message: string; readonly description?: string | null } | undefined {
		return this.parent.run?.data.resultData.error;
	}

	get status(): string | undefined {
		return this.parent.run?.status;
	}
}

/** Options for local receivers, and for waits of an exact length. */
export const durableOptions = { allowHttp: true, allowPrivateAddresses: true, jitter: 'none' };

/** Starts executions that try again after 5 and then after 30 minutes. */
export const durableStarter =
	(clock: Clock) =>
	async (
		items: readonly IDataObject[],
		changes: Partial<DurableSetup> = {},
		parameters: IDataObject = {},
	): Promise<DurableExecution> =>
		await new DurableExecution({
			parameters: {
				...standardWebhooks.parameters,
				url: '={{ $json.url }}',
				retryPolicy: 'list',
				delays: '5m, 30m',
				options: durableOptions,
				...parameters,
			},
			items,
			credential: new StoredCredential({ secret: standardWebhooks.secret }),
			clock,
			...changes,
		}).start();

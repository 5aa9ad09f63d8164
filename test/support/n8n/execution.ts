import './environment';
import { randomUUID } from 'node:crypto';
import { parse, stringify } from 'flatted';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ManualExecutionCancelledError,
	mergeRunsPerBranch,
	NodeOperationError,
	Workflow,
} from 'n8n-workflow';
import type {
	ExecuteWorkflowOptions,
	IExecuteWorkflowInfo,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { StoredCredential } from './credential';
import { nodeTypes } from './workflow';

const passThrough: INodeType = {
	description: {
		displayName: 'Pass Through',
		name: 'passThrough',
		group: ['transform'],
		version: [1, 1.1],
		description: 'Stands for a node of n8n that hands on what it is given',
		defaults: { name: 'Pass Through' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const find = (name: string): INodeType =>
	name.startsWith('n8n-nodes-base.') ? passThrough : (nodeTypes.getByName(name) as INodeType);

const allNodeTypes: INodeTypes = {
	getByName: find,
	getByNameAndVersion: find,
	getKnownTypes: () => ({}),
};

class WorkflowCrashed extends NodeOperationError {
	constructor() {
		super({ name: 'n8n' } as INode, 'Workflow did not finish, possible out-of-memory issue');
	}
}

/** Starts sub-executions, as n8n does when a node asks for one. */
export type StartSubExecution = (
	info: IExecuteWorkflowInfo,
	options: ExecuteWorkflowOptions,
) => ReturnType<IWorkflowExecuteAdditionalData['executeWorkflow']>;

/** What an execution needs of the n8n around it. */
export interface Surroundings {
	readonly credential: StoredCredential;
	readonly startSubExecution: StartSubExecution;
	/** What n8n has stored of an execution. Default: of none. */
	readonly findStored?: (executionId: string) => string | undefined;
}

/**
 * An execution by n8n-core's own engine. Between two runs it exists only as the text that n8n would
 * have in its database, as after a restart.
 */
export class Execution {
	readonly id = randomUUID();

	/** What n8n stores of it. */
	stored: string;

	private readonly storedAtStart: string;

	/** How the last run of it ended. */
	run: IRun | undefined;

	constructor(
		readonly workflow: IWorkflowBase,
		input: INodeExecutionData[],
		private readonly surroundings: Surroundings,
		private readonly mode: WorkflowExecuteMode,
	) {
		const [node] = workflow.nodes;
		if (!node) throw new Error('The workflow has no node to start with');
		const nodeExecutionStack = [{ node, data: { main: [input] }, source: null }];
		this.stored = stringify(createRunExecutionData({ executionData: { nodeExecutionStack } }));
		this.storedAtStart = this.stored;
	}

	/** Runs it until it ends or waits. */
	async goOn(): Promise<IRun> {
		// n8n loads workflow and state anew, so that nothing of an earlier run is left in memory.
		const base = structuredClone(this.workflow);
		const workflow = new Workflow({ ...base, nodeTypes: allNodeTypes });
		const hooks = new ExecutionLifecycleHooks(this.mode, this.id, base);
		const { credential, startSubExecution, findStored } = this.surroundings;
		const additionalData = {
			credentialsHelper: credential,
			executeWorkflow: async (
				info: IExecuteWorkflowInfo,
				_: IWorkflowExecuteAdditionalData,
				options: ExecuteWorkflowOptions,
			) => await startSubExecution(info, options),
			getRunExecutionData: async (id: string) => {
				const stored = findStored?.(id);
				return stored === undefined ? undefined : (parse(stored) as IRunExecutionData);
			},
			executionId: this.id,
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
			hooks,
		} as unknown as IWorkflowExecuteAdditionalData;
		const data = parse(this.stored) as IRunExecutionData;
		this.run = await new WorkflowExecute(additionalData, this.mode, data).processRunExecutionData(
			workflow,
		);
		this.stored = stringify(this.run.data);
		return this.run;
	}

	/** Hands it the result of the sub-execution that it waits for, as n8n does before it wakes it. */
	takeResultOf({ id, stored, workflow }: Execution): void {
		const data = parse(this.stored) as IRunExecutionData;
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		if (!entry) throw new Error('The execution does not wait');
		const result = parse(stored) as IRunExecutionData;
		const resumeError = result.resultData.error;
		const subExecution = { executionId: id, workflowId: workflow.id };
		if (resumeError) entry.metadata = { ...entry.metadata, resumeError, subExecution };
		else entry.data = lastRunOf(result)?.data ?? { main: [[]] };
		this.stored = stringify(data);
	}

	/** Ends it where it waits, as n8n does for who stops it by hand. */
	stop(): void {
		const data = parse(this.stored) as IRunExecutionData;
		data.resultData.error = new ManualExecutionCancelledError(this.id);
		this.stored = stringify(data);
	}

	/** What n8n has of it is what it was before it began, as after a crash. */
	forget(): void {
		this.stored = this.storedAtStart;
		this.run = undefined;
	}

	/**
	 * Marks a node of it as cut off by a crash, as n8n does for one that had not run before.
	 *
	 * @param nodeName default: the first of those
	 */
	markAsCrashed(nodeName?: string): void {
		const data = parse(this.stored) as IRunExecutionData;
		const crashed = this.workflow.nodes.find(({ name }) =>
			nodeName === undefined ? !(name in data.resultData.runData) : name === nodeName,
		);
		if (!crashed) throw new Error('All its nodes have run');
		data.resultData.runData[crashed.name] = [
			{
				startTime: 0,
				executionIndex: 0,
				executionTime: 0,
				source: [null],
				executionStatus: 'crashed',
			},
		];
		data.resultData.error = new WorkflowCrashed();
		this.stored = stringify(data);
	}

	/** Changes the items with which it goes on, as if its data had been tampered with or damaged. */
	changeWaitingItems(change: (items: INodeExecutionData[]) => void): void {
		const data = parse(this.stored) as IRunExecutionData;
		const items = data.executionData?.nodeExecutionStack[0]?.data.main?.[0];
		if (!items) throw new Error('The execution does not wait');
		change(items);
		this.stored = stringify(data);
	}

	/** Every run of a node, as n8n shows them. */
	runsOf(nodeName: string): ITaskData[] {
		return this.run?.data.resultData.runData[nodeName] ?? [];
	}
}

function lastRunOf({ resultData }: IRunExecutionData): ITaskData | undefined {
	const { lastNodeExecuted = '', runData } = resultData;
	return runData[lastNodeExecuted]?.at(-1);
}

/** What a sub-execution gives to the node that started it, when it has ended or waits. */
export function resultOf({ run, id }: Execution) {
	const { lastNodeExecuted = '', runData, error } = run?.data.resultData ?? { runData: {} };
	if (error) throw Object.assign(new Error(error.message), { executionId: id });
	const data = mergeRunsPerBranch(runData[lastNodeExecuted] ?? []);
	return { executionId: id, data, waitTill: run?.waitTill ?? null };
}

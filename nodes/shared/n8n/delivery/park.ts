import type {
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	IWorkflowBase,
	IWorkflowSettings,
} from 'n8n-workflow';
import type { DeliverySettings } from './deliverOutcomes';

const START = 'Deliveries';
const WAIT = 'Wait for the Next Attempt';

const RETRY_NODE = 'webhookRetry';

function retryNode(
	parent: INode,
	name: string,
	step: 'attempt' | 'wait',
	settings: DeliverySettings,
): INode {
	const packageName = parent.type.slice(0, parent.type.lastIndexOf('.'));
	return {
		id: `${parent.id}-${step}`,
		name,
		type: `${packageName}.${RETRY_NODE}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: { step, settings: JSON.stringify(settings) },
		...(parent.credentials && { credentials: parent.credentials }),
	};
}

// The parent fails with the same error, and a workflow for errors shall hear of it once. And time
// spent waiting is no sign of a workflow that hangs.
function settingsFor(settings: IWorkflowSettings): IWorkflowSettings {
	const own: IWorkflowSettings = { ...settings, executionOrder: 'v1', executionTimeout: -1 };
	delete own.errorWorkflow;
	return own;
}

/** A workflow that waits, makes the attempts that are due, and so on until none is left. */
function retryWorkflow(
	context: IExecuteFunctions,
	name: string,
	settings: DeliverySettings,
): IWorkflowBase {
	const parent = context.getNode();
	const attempt = parent.name === WAIT || parent.name === START ? `${parent.name} 2` : parent.name;
	const now = new Date();
	return {
		id: context.getWorkflow().id as string,
		name,
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
		settings: settingsFor(context.getWorkflowSettings()),
		nodes: [
			{
				id: `${parent.id}-start`,
				name: START,
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: { inputSource: 'passthrough' },
			},
			retryNode(parent, WAIT, 'wait', settings),
			retryNode(parent, attempt, 'attempt', settings),
		],
		connections: {
			[START]: { main: [[{ node: WAIT, type: 'main', index: 0 }]] },
			[WAIT]: { main: [[{ node: attempt, type: 'main', index: 0 }]] },
			// The first output is the result: n8n hands that of the last node to the parent.
			[attempt]: { main: [[], [{ node: WAIT, type: 'main', index: 0 }]] },
		},
	};
}

/**
 * Hands deliveries to a sub-execution that waits in n8n's database, and parks this execution until
 * it ends; n8n then goes on here with its result as the output of the node. Both survive a crash.
 *
 * @returns nothing while this execution is parked; the finished items when there was no need to wait
 * @throws whatever n8n throws when it cannot start the sub-execution
 */
export async function park(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	settings: DeliverySettings,
): Promise<INodeExecutionData[] | undefined> {
	const { id, name } = context.getWorkflow();
	const code = retryWorkflow(context, `${name ?? ''} (retries)`, settings);
	const parentExecution = {
		executionId: context.getExecutionId(),
		workflowId: id as string,
		shouldResume: true,
	};
	const { data, waitTill } = await context.executeWorkflow({ code }, items, undefined, {
		parentExecution,
	});
	return waitTill ? undefined : (data[0] ?? []);
}

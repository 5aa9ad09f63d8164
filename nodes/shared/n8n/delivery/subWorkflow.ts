import { randomUUID } from 'crypto';
import type { IConnections, INode, IWorkflowBase, IWorkflowSettings } from 'n8n-workflow';
import type { CollectSettings, DeliverySettings, Original } from './settings';

/** What the node Webhook Retry does at its place. */
export type Step =
	| 'attempt'
	| 'attemptInBackground'
	| 'claim'
	| 'collect'
	| 'forget'
	| 'handOut'
	| 'lookAfter'
	| 'report'
	| 'settle'
	| 'start'
	| 'wait'
	| 'waitInBackground'
	| 'watch';

type Choice<K extends keyof IWorkflowSettings> = 'copy' | 'leave' | IWorkflowSettings[K];

/**
 * What becomes of each setting of a workflow in its sub-executions: `copy` takes it over, `leave`
 * leaves it out, anything else is the value there. No setting may stop them, end them, hide them
 * from those who see the original, show them to others, or start a workflow of its own.
 */
const SETTINGS: { readonly [K in keyof Required<IWorkflowSettings>]: Choice<K> } = {
	// What n8n keeps, and to whom it shows it, is for the user to say; all holds for bodies there, too.
	saveDataErrorExecution: 'copy',
	saveDataSuccessExecution: 'copy',
	redactionPolicy: 'copy',
	// The credential is read again for each attempt, the way the original reads it.
	credentialResolverId: 'copy',
	timezone: 'copy',
	// Each is begun by its own workflow. Without a policy n8n's default holds, which may forbid that.
	callerPolicy: 'workflowsFromSameOwner',
	callerIds: 'leave',
	// Time spent waiting is no sign of a workflow that hangs.
	executionTimeout: -1,
	// Loops need it, and only the first engine wakes executions that wait.
	executionOrder: 'v1',
	engineType: 'leave',
	// After a crash n8n hands on what was stored last, and that has to be the state before an attempt.
	saveExecutionProgress: false,
	// The original fails with the same error, and a workflow for errors hears of it once.
	errorWorkflow: 'leave',
	// No run from the editor waits, no item holds a file, and no agent may call it.
	saveManualExecutions: 'leave',
	binaryMode: 'leave',
	availableInMCP: 'leave',
	// The original counts once, and its tags may hold expressions about nodes that are not there.
	timeSavedPerExecution: 'leave',
	timeSavedMode: 'leave',
	customTelemetryTags: 'leave',
};

/** The settings of a sub-execution, from those of the workflow that begins it. */
function settingsFor(settings: IWorkflowSettings): IWorkflowSettings {
	const entries = Object.entries(SETTINGS).flatMap(([key, choice]) => {
		const value = choice === 'copy' ? settings[key as keyof IWorkflowSettings] : choice;
		return choice === 'leave' || value === undefined ? [] : [[key, value]];
	});
	return Object.fromEntries(entries) as IWorkflowSettings;
}

const RETRY_NODE = 'webhookRetry';

/** A node that plays one step. */
export function stepNode(
	{ node }: Original,
	step: Step,
	name: string,
	settings: object,
	fields: Partial<INode> = {},
): INode {
	const packageName = node.type.slice(0, node.type.lastIndexOf('.'));
	return {
		id: `${node.id}-${step}`,
		name,
		type: `${packageName}.${RETRY_NODE}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: { step, settings: JSON.stringify(settings) },
		...fields,
	};
}

/** The node with which a sub-execution begins. */
export function beginning({ node }: Original, name: string): INode {
	return {
		id: `${node.id}-begin`,
		name,
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { inputSource: 'passthrough' },
	};
}

/** A connection to the first input of a node. */
export const to = (node: string): IConnections[string]['main'][number] => [
	{ node, type: 'main', index: 0 },
];

/**
 * A workflow for a sub-execution.
 *
 * @param own settings of its own, besides those that it takes over. Default: none.
 */
export function subWorkflow(
	{ workflowId, workflowName, settings }: Original,
	purpose: string,
	nodes: INode[],
	connections: IConnections,
	own: IWorkflowSettings = {},
): IWorkflowBase {
	const now = new Date();
	return {
		id: workflowId,
		name: `${workflowName} (${purpose})`,
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
		settings: { ...settingsFor(settings), ...own },
		nodes,
		connections,
	};
}

/**
 * Names for nodes of a sub-execution. Whoever retries it with the workflow as it is saved now makes
 * n8n run the node of the same name there, with what stands here: so none may ever have that name.
 */
export function uniqueNames(): (name: string) => string {
	const mark = randomUUID();
	return (name) => `${name} ${mark}`;
}

/** A workflow that waits, makes the attempts that are due, and so on until none is left. */
export function retryWorkflow(original: Original, settings: DeliverySettings): IWorkflowBase {
	const nameOf = uniqueNames();
	const [begin, wait, attempt] = ['Deliveries', 'Next Attempt', 'Attempts'].map(nameOf) as [
		string,
		string,
		string,
	];
	const { credentials } = original.node;
	// How a failure ends the run is for the workflow that collects to say, and it needs all items.
	const goingOn: DeliverySettings = { ...settings, goOn: true };
	return subWorkflow(
		original,
		'retries',
		[
			beginning(original, begin),
			stepNode(original, 'wait', wait, goingOn),
			stepNode(original, 'attempt', attempt, goingOn, { ...(credentials && { credentials }) }),
		],
		{
			[begin]: { main: [to(wait)] },
			[wait]: { main: [to(attempt)] },
			// The first output is the result: n8n hands that of the last node on.
			[attempt]: { main: [[], to(wait)] },
		},
	);
}

/**
 * A workflow that starts the retries, waits for their end, whatever it is, and hands on one item for
 * each that came in. Were the retries begun by the original itself, n8n would give out a single item
 * there when they are stopped.
 */
export function collectWorkflow(
	original: Original,
	{ ticket, goOn }: Pick<CollectSettings, 'goOn' | 'ticket'>,
): IWorkflowBase {
	const nameOf = uniqueNames();
	const begin = nameOf('Deliveries');
	const start = nameOf('Retries');
	const collect = nameOf('Outcome');
	const settle = nameOf('Start of n8n');
	const handOut = nameOf('Result');
	const { id, name, type, typeVersion, position } = original.node;
	const node: INode = { id, name, type, typeVersion, position, parameters: {} };
	const settings: CollectSettings = { ticket, node, goOn, begin };
	return subWorkflow(
		original,
		'outcome',
		[
			beginning(original, begin),
			stepNode(original, 'start', start, settings, { onError: 'continueRegularOutput' }),
			stepNode(original, 'collect', collect, settings),
			stepNode(original, 'settle', settle, settings),
			stepNode(original, 'handOut', handOut, settings),
		],
		{
			[begin]: { main: [to(start)] },
			[start]: { main: [to(collect)] },
			[collect]: { main: [to(settle)] },
			[settle]: { main: [to(handOut)] },
		},
	);
}

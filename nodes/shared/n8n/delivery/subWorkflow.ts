import { randomUUID } from 'crypto';
import type { IConnections, INode, IWorkflowBase, IWorkflowSettings } from 'n8n-workflow';
import type {
	DeliverySettings,
	FirstRound,
	FirstRoundSettings,
	Original,
	SupervisorSettings,
} from './settings';

/** What the node Webhook Retry does at its place. */
export type Step =
	| 'attempt'
	| 'attemptInBackground'
	| 'claim'
	| 'collect'
	| 'forget'
	| 'handOut'
	| 'lookAfter'
	| 'lookAtFirst'
	| 'report'
	| 'settle'
	| 'start'
	| 'wait'
	| 'waitInBackground'
	| 'watch'
	| 'watchFirst';

type Choice<K extends keyof IWorkflowSettings> = 'copy' | 'leave' | IWorkflowSettings[K];

/**
 * What becomes of each setting of a workflow in its sub-executions: `copy` takes it over, `leave`
 * leaves it out, anything else is the value there. No setting may stop them, end them, hide them
 * from those who see the original, show them to others, or start a workflow of its own.
 */
const SETTINGS: { readonly [K in keyof Required<IWorkflowSettings>]: Choice<K> } = {
	// Who looks after an execution that n8n crashed in must find it: n8n would delete it on its next start.
	saveDataErrorExecution: 'all',
	// What else n8n keeps, and to whom it shows it, is for the user to say; all holds for bodies there, too.
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

/**
 * A workflow that waits, makes the attempts that are due, and so on until none is left.
 *
 * @param firstRound first attempts that another execution makes: it begins when those are cut off,
 *   and ends without a word when they are over. Default: they are over.
 */
export function retryWorkflow(
	original: Original,
	{ limits, circuitBreaker }: DeliverySettings,
	firstRound?: FirstRound,
): IWorkflowBase {
	const nameOf = uniqueNames();
	const begin = nameOf('Deliveries');
	const watch = nameOf('First Attempts');
	const look = nameOf('Look After');
	const wait = nameOf('Next Attempt');
	const attempt = nameOf('Attempts');
	const { credentials } = original.node;
	// How a failure ends the run is for the workflow that collects to say, and it needs all items.
	const settings: DeliverySettings = { limits, circuitBreaker, goOn: true };
	const first: FirstRoundSettings | undefined = firstRound && { original, firstRound };
	return subWorkflow(
		original,
		'retries',
		[
			beginning(original, begin),
			...(first
				? [
						stepNode(original, 'watchFirst', watch, first),
						stepNode(original, 'lookAtFirst', look, first),
					]
				: []),
			stepNode(original, 'wait', wait, settings),
			stepNode(original, 'attempt', attempt, settings, { ...(credentials && { credentials }) }),
		],
		{
			[begin]: { main: [to(first ? watch : wait)] },
			...(first && {
				[watch]: { main: [to(look)] },
				[look]: { main: [[], to(attempt), to(watch)] },
			}),
			[wait]: { main: [to(attempt)] },
			// The first output is the result: n8n hands that of the last node on.
			[attempt]: { main: [[], to(wait)] },
		},
		first ? UNSEEN : {},
	);
}

/** Of most executions that look after first attempts there is nothing to see: all went well. */
const UNSEEN: IWorkflowSettings = { saveDataSuccessExecution: 'none' };

/**
 * A workflow that starts the retries, waits for their end, and starts them again where a crash of
 * n8n cut them off. It has one item for each that came in, whatever the end is: were the retries
 * begun by the original itself, n8n would give out a single item there when they are stopped.
 *
 * Between it and the retries there may be others of its kind, each looked after by the one before
 * it: a crash of n8n in the instant in which one of them starts the retries again ends nothing.
 */
export function supervisorWorkflow(given: Omit<SupervisorSettings, 'begin'>): IWorkflowBase {
	const { original, end, firstRound } = given;
	const nameOf = uniqueNames();
	const begin = nameOf('Deliveries');
	const start = nameOf('Retries');
	const collect = nameOf('Outcome');
	const settle = nameOf('Start of n8n');
	const again = nameOf('Again');
	const last = nameOf('Result');
	const settings: SupervisorSettings = { ...given, begin };
	const { errorWorkflow } = original.settings;
	const isReport = end === 'report';
	return subWorkflow(
		original,
		end === 'handOut' ? 'outcome' : 'watch',
		[
			beginning(original, begin),
			stepNode(original, 'start', start, settings, { onError: 'continueRegularOutput' }),
			stepNode(original, 'collect', collect, settings),
			stepNode(original, 'settle', settle, {}),
			stepNode(original, 'settle', again, {}, { id: `${original.node.id}-again` }),
			stepNode(original, isReport ? 'report' : 'handOut', last, settings),
		],
		{
			[begin]: { main: [to(start)] },
			[start]: { main: [to(collect)] },
			[collect]: { main: [to(settle), to(again)] },
			[settle]: { main: [to(last)] },
			[again]: { main: [to(start)] },
		},
		{
			...(firstRound && UNSEEN),
			// Nobody else hears of a failure.
			...(isReport && errorWorkflow !== undefined && { errorWorkflow }),
		},
	);
}

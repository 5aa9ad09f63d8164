import { randomUUID } from 'node:crypto';
import { outputItems } from '../../rig/client.js';
import type { ReceivedRequest } from '../n8n/receiver';
import { startReceiver } from '../n8n/receiver';
import { until } from '../until';
import type { RunningN8n } from './n8n';
import { anyNode, chain, sendNode, storeSecrets } from './workflows';
import type { WorkflowNode } from './workflows';

/** Of each run of a workflow. */
const ITEMS = 5;

/** Each delivery is refused so often before it is accepted. */
const REFUSALS = 2;

const SLOWEST_ANSWER_MS = 600;

/** Between two kills, besides the time that n8n takes to start. */
const MOST_BETWEEN_MS = 6_000;

/** An execution, as n8n's database has it. */
export interface StoredExecution {
	readonly id: number | string;
	readonly status: string;
	readonly mode: string;
	readonly workflowId: string;
	/** Whether it waits for another one: 1 if so. */
	readonly waits: number;
}

/** An n8n that is killed again and again while it sends. */
export interface Victim {
	readonly n8n: RunningN8n;
	/** Runs one statement in its database. */
	readonly query: (sql: string) => Promise<unknown[]>;
	/** Kills one of its processes, or all, and starts them again. */
	readonly kill: (turn: number) => Promise<void>;
	/** A statement that makes due what waits for a time. */
	readonly makeDue: string;
}

interface Sender {
	readonly name: string;
	readonly workflowId: string;
	readonly send: WorkflowNode;
	readonly url: string;
}

/** What is counted of the deliveries of one workflow. */
export interface Tally {
	/** Deliveries whose first attempt reached the receiver. */
	readonly begun: number;
	/** Those of them that were never accepted. */
	readonly lost: string[];
	/** Requests that came after the receiver had accepted the same id. */
	readonly duplicates: number;
	/** Deliveries of executions that n8n lists as crashed. */
	readonly crashed: number;
	/** Ids of items that say that n8n was stopped too often, so that they may have arrived or not. */
	readonly interrupted: string[];
	/** Ids of items that say something else than what the receiver saw. */
	readonly untrue: string[];
	/** Deliveries whose execution did not crash, and that were never accepted. */
	readonly lostOfTheRest: string[];
}

const idOf = ({ headers }: ReceivedRequest): string => String(headers['webhook-id']);

/** A receiver outside of n8n that refuses each delivery twice, takes its time, and counts by id. */
async function startCounter() {
	const accepted = new Map<string, number>();
	const seen = new Map<string, number>();
	const receiver = await startReceiver((response, requestNumber) => {
		const id = idOf(receiver.requests[requestNumber - 1] as ReceivedRequest);
		const times = (seen.get(id) ?? 0) + 1;
		seen.set(id, times);
		const isAccepted = times > REFUSALS;
		if (isAccepted) accepted.set(id, (accepted.get(id) ?? 0) + 1);
		setTimeout(
			() => response.writeHead(isAccepted ? 200 : 503).end('{}'),
			Math.random() * SLOWEST_ANSWER_MS,
		);
	});
	return { url: receiver.url, accepted, seen };
}

type Counter = Awaited<ReturnType<typeof startCounter>>;

/** A workflow that sends what its webhook is given. */
async function createSender(
	n8n: RunningN8n,
	name: string,
	url: string,
	parameters: Record<string, unknown>,
): Promise<Sender> {
	const path = randomUUID();
	const hook = anyNode('n8n-nodes-base.webhook', 2, {
		webhookId: path,
		parameters: { path, httpMethod: 'POST' },
	});
	const split = anyNode('n8n-nodes-base.splitOut', 1, { parameters: { fieldToSplitOut: 'body' } });
	const send = sendNode(
		{
			url,
			eventId: '={{ $json.id }}',
			retryPolicy: 'list',
			delays: Array.from({ length: 8 }, () => '1s').join(', '),
			options: {
				allowHttp: true,
				allowPrivateAddresses: true,
				circuitBreaker: false,
				durableAfterSeconds: 0,
				jitter: 'none',
				timeoutSeconds: 2,
			},
			...parameters,
		},
		await storeSecrets(n8n, { secret: `whsec_${Buffer.alloc(32, 9).toString('base64')}` }),
		{ onError: 'continueRegularOutput' },
	);
	const { id: workflowId } = await n8n.client.createWorkflow({
		name,
		nodes: [hook, split, send],
		connections: chain(hook, split, send),
	});
	await n8n.client.activate(workflowId);
	return { name, workflowId, send, url: `/webhook/${path}` };
}

/** Starts one execution of a workflow. n8n may be killed while it does. */
async function post(n8n: RunningN8n, sender: Sender, run: number): Promise<void> {
	const items = Array.from({ length: ITEMS }, (_, index) => ({
		id: `${sender.name}-${run}-${index}`,
	}));
	await fetch(`${n8n.baseUrl}${sender.url}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(items),
	}).catch(() => undefined);
}

/** What came out for a delivery. */
interface KilledItem {
	readonly id?: string;
	readonly status?: string;
	readonly error?: string;
	readonly details?: { readonly id?: string };
}

/** The ids that an execution was given, and the items that came out of its send node. */
async function readExecution(n8n: RunningN8n, { send }: Sender, id: string) {
	const execution = await n8n.client.execution(id);
	const run = Object.entries(execution.data.resultData.runData as Record<string, unknown[]>).find(
		([name]) => name.startsWith('webhook'),
	);
	const [hook] = run ? (outputItems(execution, run[0]) as [{ body: Array<{ id: string }> }]) : [];
	const ids = hook?.body.map((each) => each.id) ?? [];
	const items = outputItems(execution, send.name) as KilledItem[];
	return { ids, items };
}

/** Whether an item tells the truth about the delivery with this id. */
function judge(
	id: string,
	item: KilledItem | undefined,
	isAccepted: boolean,
): 'interrupted' | 'true' | 'untrue' {
	// It says that nobody can know. A crash in the instant in which the result is handed out ends so, too.
	if (item?.details?.id === id && (item.error ?? '').startsWith('n8n stopped while'))
		return 'interrupted';
	if (item?.id !== id) return 'untrue';
	return item.status === 'pending' || (item.status === 'delivered' && isAccepted)
		? 'true'
		: 'untrue';
}

async function tally(
	n8n: RunningN8n,
	sender: Sender,
	executions: readonly StoredExecution[],
	{ accepted, seen }: Counter,
): Promise<Tally> {
	const own = executions.filter(
		({ workflowId, mode }) => workflowId === sender.workflowId && mode === 'webhook',
	);
	const begun = [...seen.keys()].filter((id) => id.startsWith(`${sender.name}-`));
	const untrue: string[] = [];
	const interrupted: string[] = [];
	const lostOfTheRest: string[] = [];
	for (const { id, status } of own.filter((each) => each.status !== 'crashed')) {
		const { ids, items } = await readExecution(n8n, sender, String(id));
		if (status !== 'success') untrue.push(`${id} ${status}`);
		for (const [index, each] of ids.entries()) {
			const verdict = judge(each, items[index], accepted.has(each));
			if (!accepted.has(each)) lostOfTheRest.push(each);
			if (verdict === 'interrupted') interrupted.push(each);
			if (verdict === 'untrue') untrue.push(`${each}: ${JSON.stringify(items[index])}`);
		}
	}
	return {
		begun: begun.length,
		lost: begun.filter((id) => !accepted.has(id)),
		duplicates: begun.reduce((sum, id) => sum + Math.max(0, (accepted.get(id) ?? 0) - 1), 0),
		crashed: own.filter(({ status }) => status === 'crashed').length * ITEMS,
		interrupted,
		untrue,
		lostOfTheRest,
	};
}

/** How often nothing may be seen to go on before all is over. */
const QUIET = 4;

/**
 * Whether an execution goes on. One that n8n had listed but not begun when it was killed never does;
 * nor does one that looks after another that n8n deleted in the instant in which it was killed.
 */
const goesOn = ({ mode, status, waits }: StoredExecution): boolean =>
	mode === 'integrated'
		? status === 'running' || (status === 'waiting' && waits === 0)
		: ['new', 'running', 'waiting'].includes(status);

async function untilAllHasEnded(
	query: Victim['query'],
	makeDue: string,
): Promise<StoredExecution[]> {
	let quiet = 0;
	return await until(
		'all has ended',
		async () => {
			await query(makeDue);
			const all = (await query(
				`SELECT id, status, mode, "workflowId",
					CASE WHEN "waitTill" > '2900-01-01' THEN 1 ELSE 0 END AS waits
					FROM execution_entity WHERE "deletedAt" IS NULL`,
			)) as StoredExecution[];
			quiet = all.some(goesOn) ? 0 : quiet + 1;
			return quiet >= QUIET ? all : undefined;
		},
		{ timeoutMs: 400_000, everyMs: 1_500 },
	);
}

/**
 * Kills n8n at random instants while it sends, until all has ended, and counts.
 *
 * @param workflows the parameters of the workflows that send, by name
 */
export async function killWhileSending<Name extends string>(
	{ n8n, query, kill, makeDue }: Victim,
	workflows: Readonly<Record<Name, Record<string, unknown>>>,
	{ kills, runs }: { readonly kills: number; readonly runs: number },
): Promise<Readonly<Record<Name, Tally>>> {
	const counter = await startCounter();
	const senders: Sender[] = [];
	for (const [name, parameters] of Object.entries<Record<string, unknown>>(workflows)) {
		senders.push(await createSender(n8n, name, counter.url, parameters));
	}
	let started = 0;
	for (let turn = 0; turn < kills; turn += 1) {
		const upTo = Math.ceil(((turn + 1) * runs) / kills);
		const posts: Array<Promise<void>> = [];
		while (started < upTo) {
			for (const sender of senders) posts.push(post(n8n, sender, started));
			started += 1;
		}
		await new Promise((resolve) => setTimeout(resolve, Math.random() * MOST_BETWEEN_MS));
		await kill(turn);
		await Promise.all(posts);
		// What watches first attempts would wait for minutes.
		await query(makeDue);
	}
	const executions = await untilAllHasEnded(query, makeDue);
	const tallies: Array<[string, Tally]> = [];
	for (const sender of senders) {
		tallies.push([sender.name, await tally(n8n, sender, executions, counter)]);
	}
	return Object.fromEntries(tallies) as Record<Name, Tally>;
}

import { createHmac } from 'node:crypto';
import { post } from './http';
import type { Answer } from './http';
import type { RunningN8n } from './n8n';
import { activateWorkflow, noOpNode, storeSecrets, triggerNode } from './workflows';
import type { ActiveWorkflow, WorkflowNode } from './workflows';

/** Header lines, in their order; a name may come several times. */
export type Lines = ReadonlyArray<readonly [string, string]>;

/** The secret behind `standard`. */
export const whsec = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** A secret that is used as text. */
export const plain = 'a plain secret of the sender';
/** Says that the body is JSON. */
export const json = ['Content-Type', 'application/json'] as const;
/** What a genuine request gets. */
export const accepted: Answer = { statusCode: 200, body: '{"received":true}' };
/** What every other request gets. */
export const refused: Answer = { statusCode: 401, body: '{"error":"invalid signature"}' };
/** The time as senders sign it. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** What is attacked: a workflow, and its last node. */
export interface Target {
	readonly workflow: ActiveWorkflow;
	readonly last: WorkflowNode;
}

/** Activates a workflow to be attacked. */
export async function createTarget(
	n8n: RunningN8n,
	parameters: Record<string, unknown>,
	secret: string,
): Promise<Target> {
	const last = noOpNode();
	const credential = await storeSecrets(n8n, { secret });
	return {
		workflow: await activateWorkflow(n8n, [triggerNode(parameters, credential), last]),
		last,
	};
}

let idCount = 0;

/** A Standard Webhooks request, all parts of which can be tampered with. */
export function standard(
	changes: { id?: string; seconds?: number | string; key?: Buffer; body?: Buffer } = {},
): { body: Buffer; headers: Lines } {
	idCount += 1;
	const {
		id = `msg_${idCount}`,
		seconds = nowSeconds(),
		key = Buffer.alloc(32, 7),
		body = Buffer.from('{"type":"order.paid","data":{"id":"ord_1"}}'),
	} = changes;
	const hmac = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body);
	return {
		body,
		headers: [
			json,
			['webhook-id', id],
			['webhook-timestamp', String(seconds)],
			['webhook-signature', `v1,${hmac.digest('base64')}`],
		],
	};
}

/** The same lines with another value of one header. */
export const replace = (headers: Lines, name: string, change: (value: string) => string): Lines =>
	headers.map(([each, value]) => [each, each === name ? change(value) : value]);

/** Sends requests that must all be refused alike, start nothing, and be explained in the log. */
export async function expectRefusals(
	n8n: RunningN8n,
	{ workflow }: Target,
	requests: ReadonlyArray<{ headers: Lines; body: Buffer }>,
	logged: readonly string[],
): Promise<void> {
	const before = await workflow.executionCount();
	const printed = n8n.output().length;
	for (const { headers, body } of requests) {
		expect(await post(workflow.url, body, headers)).toEqual(refused);
	}
	expect(await workflow.executionCount()).toBe(before);
	const log = n8n.output().slice(printed);
	for (const text of logged) expect(log).toContain(text);
}

import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { databaseBytes } from '../support/e2e/database';
import { idsOf, secret, useDurableRuns } from '../support/e2e/durable';
import type { ReceivedRequest } from '../support/n8n/receiver';
import { useN8n } from '../support/e2e/n8n';
import { anyNode } from '../support/e2e/workflows';
import { until } from '../support/until';

/* Slow: n8n crashes twice and starts again while deliveries wait in its database. */

const n8n = useN8n();
const { outputOf, prepare, receiver, untilParkedAgain, untilStatus } = useDurableRuns(n8n);
const ownSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const newSecret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const token = `Bearer ${randomUUID()}`;

const tallyOf = (items: unknown[]) =>
	items.map((json) => {
		const { status, attempts } = json as { status: string; attempts: unknown[] };
		return `${status} after ${attempts.length}`;
	});

/** A delivery that fails twice. */
async function prepareAlone() {
	const target = await receiver(503, 503, 200);
	return { target, run: await prepare({ url: target.url }) };
}

/** Three items: one that fails twice, one that arrives at once and one that never does. */
async function prepareTogether() {
	const late = await receiver(503, 503, 200);
	const prompt = await receiver(200);
	const failing = await receiver(500);
	const ports = [late, prompt, failing].map(({ url }) => new URL(url).port).join(', ');
	const url = `=http://127.0.0.1:{{ [${ports}][$json.order] }}/hook`;
	const runs = {
		stop: await prepare({ url }),
		goOn: await prepare({ url }, { fields: { onError: 'continueRegularOutput' } }),
		errorOutput: await prepare({ url }, { fields: { onError: 'continueErrorOutput' } }),
	};
	return { late, prompt, failing, runs };
}

/** Endpoints whose secrets and headers are not in the database, and fail once. */
async function prepareHidden() {
	const own = await receiver(503, 200);
	const other = await receiver(503, 200);
	// Backwards, so that what is looked for stands in the database only if the node put it there.
	const hidden = (text: string) =>
		`'${text.split('').reverse().join('')}'.split('').reverse().join('')`;
	const rows = `={{ [
		{ name: 'own', url: '${own.url}', secret: ${hidden(ownSecret)}, headers: { authorization: ${hidden(token)} } },
		{ name: 'other', url: '${other.url}', events: 'order.*, !order.draft' },
		{ name: 'off', url: '${other.url}', active: 'no' },
		{ name: 'deaf', url: '${other.url}', events: 'invoice.*' },
	] }}`;
	const run = await prepare({
		operation: 'sendToMany',
		eventName: 'order.created',
		endpointSource: 'rows',
		endpointRows: rows,
	});
	return { own, other, run };
}

/** A delivery that fails twice, in a workflow whose executions n8n forgets. */
async function prepareForgotten() {
	const target = await receiver(503, 503, 200);
	const end = await receiver(200);
	const run = await prepare(
		{ url: target.url },
		{
			settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
			after: anyNode('n8n-nodes-base.httpRequest', 4.2, {
				parameters: {
					method: 'POST',
					url: end.url,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ $json }}',
				},
			}),
		},
	);
	return { target, end, run };
}

/** Everything goes through the same two crashes, since n8n takes seconds to start after each. */
async function runAll() {
	const alone = await prepareAlone();
	const together = await prepareTogether();
	const hidden = await prepareHidden();
	const forgotten = await prepareForgotten();
	const three = Object.values(together.runs);
	const all = [alone.run, ...three, hidden.run, forgotten.run];
	await Promise.all([
		alone.run.begin({ order: 1 }),
		...three.map(async ({ begin }) => await begin({ order: 0 }, { order: 1 }, { order: 2 })),
		hidden.run.begin({ order: 1 }),
		forgotten.run.begin({ order: 1 }),
	]);
	for (const run of all) await untilStatus(run, 'waiting');
	const stored = await databaseBytes(n8n);
	const hiddenId = ((await outputOf(hidden.run, hidden.run.send)) as [{ id: string }])[0].id;
	const { credential } = hidden.run;
	await n8n.client.updateCredential(credential.id, {
		name: credential.name,
		type: 'signedWebhookApi',
		data: { secret: newSecret, previousSecret: secret },
	});
	const attemptsBefore = alone.target.requests.length;
	await n8n.crash();

	await until('the second attempts', async () => {
		const { late, failing } = together;
		const isOver =
			alone.target.requests.length >= 2 &&
			late.requests.length + failing.requests.length >= 12 &&
			forgotten.target.requests.length >= 2;
		return isOver ? true : undefined;
	});
	for (const run of [alone.run, ...three, forgotten.run]) await untilParkedAgain(run);
	await untilStatus(hidden.run, 'success', 'error');
	await n8n.crash();
	return { alone, attemptsBefore, forgotten, hidden, hiddenId, stored, together };
}

let ran: Awaited<ReturnType<typeof runAll>>;
beforeAll(async () => {
	ran = await runAll();
}, 400_000);

test('a delivery that waits goes on after a crash, with the same id, and its execution ends with the result', async () => {
	const { target, run } = ran.alone;
	await untilStatus(run, 'success', 'error');
	expect(ran.attemptsBefore).toBe(1);
	expect(target.requests).toHaveLength(3);
	expect(idsOf(target.requests).size).toBe(1);
	for (const { headers, body } of target.requests) {
		new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
		expect(JSON.parse(body.toString())).toEqual({ order: 1 });
	}
	expect(await outputOf(run, run.after)).toMatchObject([
		{
			status: 'delivered',
			statusCode: 200,
			attempts: [{ statusCode: 503 }, { statusCode: 503 }, { statusCode: 200 }],
		},
	]);
});

test('what waits together comes out together: each item in its place, with the input it belongs to', async () => {
	const { late, prompt, failing, runs } = ran.together;
	for (const run of Object.values(runs)) await untilStatus(run, 'success', 'error');
	expect((await untilStatus(runs.stop, 'error', 'success')).status).toBe('error');
	expect(late.requests).toHaveLength(9);
	expect(prompt.requests).toHaveLength(3);
	expect(failing.requests).toHaveLength(9);

	const [first, second, third] = (await outputOf(runs.goOn, runs.goOn.after)) as object[];
	expect(tallyOf([first, second])).toEqual(['delivered after 3', 'delivered after 1']);
	expect(third).toMatchObject({
		error: expect.stringContaining('answered 500') as string,
		details: { status: 'failed', reason: 'retriesExhausted', delivery: { version: 1 } },
	});
	expect(tallyOf(await outputOf(runs.errorOutput, runs.errorOutput.send))).toEqual([
		'delivered after 3',
		'delivered after 1',
	]);
	// n8n adds what came in for the item, which shows that the pairs are still right.
	expect(await outputOf(runs.errorOutput, runs.errorOutput.send, 1)).toMatchObject([
		{ order: 2, details: { status: 'failed' } },
	]);
});

test('while deliveries wait, no secret is in the database, and a new one signs the next attempt', async () => {
	const { own, other, run } = ran.hidden;
	const id = ran.hiddenId;
	expect(ran.stored.includes(id)).toBe(true);
	for (const text of [secret, ownSecret, token]) {
		expect(ran.stored.includes(text.slice(7))).toBe(false);
	}

	const [first, second] = own.requests as [ReceivedRequest, ReceivedRequest];
	for (const { headers, body } of [first, second]) {
		new Webhook(ownSecret).verify(body.toString(), headers as Record<string, string>);
		expect(headers.authorization).toBe(token);
	}
	const [before, after] = other.requests as [ReceivedRequest, ReceivedRequest];
	const verify = (key: string, { headers, body }: ReceivedRequest) =>
		new Webhook(key).verify(body.toString(), headers as Record<string, string>);
	expect(() => verify(newSecret, before)).toThrow();
	expect(() => verify(newSecret, after)).not.toThrow();
	expect(await outputOf(run, run.after)).toMatchObject([
		{
			id,
			event: 'order.created',
			status: 'delivered',
			deliveries: [
				{ id, endpoint: 'own', status: 'delivered', attempts: [{}, {}] },
				{ id, endpoint: 'other', status: 'delivered', attempts: [{}, {}] },
			],
		},
	]);
	expect(other.requests).toHaveLength(2);
});

test('a delivery that waits is not forgotten where n8n keeps no executions that are over', async () => {
	const { target, end, run } = ran.forgotten;
	const result = await until('the workflow goes on', async () => end.requests[0]);
	expect(tallyOf([JSON.parse(result.body.toString())])).toEqual(['delivered after 3']);
	expect(idsOf(target.requests).size).toBe(1);
	await until('nothing is kept', async () => {
		const { length } = await n8n.client.executions({ workflowId: run.workflowId });
		return length === 0 ? true : undefined;
	});
});

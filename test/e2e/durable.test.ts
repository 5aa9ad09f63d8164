import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { idsOf, secret, until, useDurableRuns } from '../support/e2e/durable';
import type { ReceivedRequest } from '../support/e2e/http';
import { useN8n } from '../support/e2e/n8n';
import { anyNode } from '../support/e2e/workflows';

/* Slow: n8n crashes and starts again while deliveries wait in its database. */

const n8n = useN8n();
const { outputOf, receiver, start, untilParkedAgain, untilStatus } = useDurableRuns(n8n);
const ownSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

/** All bytes of n8n's database, what is not yet checkpointed included. */
async function databaseBytes(): Promise<Buffer> {
	const folder = join(n8n.userFolder, '.n8n');
	const files = (await readdir(folder)).filter((name) => name.startsWith('database.sqlite'));
	return Buffer.concat(
		await Promise.all(files.map(async (name) => await readFile(join(folder, name)))),
	);
}

const tallyOf = (items: unknown[]) =>
	items.map((json) => {
		const { status, attempts } = json as { status: string; attempts: unknown[] };
		return `${status} after ${attempts.length}`;
	});

test('a delivery that waits goes on after a crash, with the same id, and its execution ends with the result', async () => {
	const target = await receiver(503, 503, 200);
	const run = await start([{ order: 1 }], { url: target.url });
	await untilStatus(run, 'waiting');
	expect(target.requests).toHaveLength(1);
	await n8n.crash();
	await until('the second attempt', async () => (target.requests.length > 1 ? true : undefined));
	await untilParkedAgain(run);
	await n8n.crash();
	await untilStatus(run, 'success', 'error');

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
}, 300_000);

test('what waits together comes out together: each item in its place, with the input it belongs to', async () => {
	const late = await receiver(503, 503, 200);
	const prompt = await receiver(200);
	const failing = await receiver(500);
	const path = (url: string) => new URL(url).port;
	const url = `=http://127.0.0.1:{{ [${path(late.url)}, ${path(prompt.url)}, ${path(failing.url)}][$json.order] }}/hook`;
	const items = [{ order: 0 }, { order: 1 }, { order: 2 }];
	const runs = {
		stop: await start(items, { url }),
		goOn: await start(items, { url }, { fields: { onError: 'continueRegularOutput' } }),
		errorOutput: await start(items, { url }, { fields: { onError: 'continueErrorOutput' } }),
	};
	for (const run of Object.values(runs)) await untilStatus(run, 'waiting');
	await n8n.crash();
	await until('the second attempts', async () =>
		late.requests.length + failing.requests.length === 12 ? true : undefined,
	);
	for (const run of Object.values(runs)) await untilParkedAgain(run);
	await n8n.crash();
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
}, 400_000);

test('while deliveries wait, no secret is in the database, and a new one signs the next attempt', async () => {
	const own = await receiver(503, 200);
	const other = await receiver(503, 200);
	const token = `Bearer ${randomUUID()}`;
	// Backwards, so that what is looked for stands in the database only if the node put it there.
	const hidden = (text: string) =>
		`'${text.split('').reverse().join('')}'.split('').reverse().join('')`;
	const rows = `={{ [
		{ name: 'own', url: '${own.url}', secret: ${hidden(ownSecret)}, headers: { authorization: ${hidden(token)} } },
		{ name: 'other', url: '${other.url}', events: 'order.*, !order.draft' },
		{ name: 'off', url: '${other.url}', active: 'no' },
		{ name: 'deaf', url: '${other.url}', events: 'invoice.*' },
	] }}`;
	const run = await start([{ order: 1 }], {
		operation: 'sendToMany',
		eventName: 'order.created',
		endpointSource: 'rows',
		endpointRows: rows,
	});
	await untilStatus(run, 'waiting');
	const stored = await databaseBytes();
	const [{ id }] = (await outputOf(run, run.send)) as [{ id: string }];
	expect(stored.includes(id)).toBe(true);
	for (const text of [secret, ownSecret, token]) {
		expect(stored.includes(text.slice(7))).toBe(false);
	}

	const newSecret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
	await n8n.client.updateCredential(run.credential.id, {
		name: run.credential.name,
		type: 'signedWebhookApi',
		data: { secret: newSecret, previousSecret: secret },
	});
	await n8n.crash();
	await untilStatus(run, 'success', 'error');

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
}, 400_000);

test('a delivery that waits is not forgotten where n8n keeps no executions that are over', async () => {
	const target = await receiver(503, 503, 200);
	const end = await receiver(200);
	const run = await start(
		[{ order: 1 }],
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
	await untilStatus(run, 'waiting');
	await n8n.crash();
	const result = await until('the workflow goes on', async () => end.requests[0]);
	expect(tallyOf([JSON.parse(result.body.toString())])).toEqual(['delivered after 3']);
	expect(idsOf(target.requests).size).toBe(1);
	await until('nothing is kept', async () => {
		const { length } = await n8n.client.executions({ workflowId: run.workflowId });
		return length === 0 ? true : undefined;
	});
}, 400_000);

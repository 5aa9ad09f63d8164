import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	accepted,
	createTarget,
	expectRefusals,
	json,
	nowSeconds,
	plain,
	refused,
	replace,
	standard,
	whsec,
} from '../support/e2e/attack';
import type { Lines } from '../support/e2e/attack';
import { signedEvent } from '../support/e2e/flood';
import { post } from '../support/e2e/http';
import type { Answer } from '../support/e2e/http';
import { useN8n } from '../support/e2e/n8n';

/* What attackers and accidents do to webhooks: what the caller sees, and what the log says. */

const n8n = useN8n({ N8N_LOG_LEVEL: 'info' });

test('7: payloads cannot reach prototypes or templates', async () => {
	const { workflow, last } = await createTarget(n8n, { scheme: 'standard-webhooks' }, whsec);
	const body = Buffer.from(
		'{"type":"order.paid","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"data":{"text":"$& $$ {{ $env }} ={{ 1 + 1 }}"}}',
	);
	const request = standard({ body });
	expect(await post(workflow.url, request.body, request.headers)).toEqual(accepted);
	await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
	const [item] = (await workflow.newestOutput(last)) as Array<Record<string, unknown>>;
	expect(item).toMatchObject({ data: { text: '$& $$ {{ $env }} ={{ 1 + 1 }}' } });
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	const next = standard();
	expect(await post(workflow.url, next.body, next.headers)).toEqual(accepted);
});

test('8: oversized and countless headers are refused cheaply', async () => {
	const attacked = await createTarget(n8n, { scheme: 'standard-webhooks' }, whsec);
	const { headers, body } = standard();
	const long = 'v1,'.padEnd(5000, 'A');
	await expectRefusals(
		n8n,
		attacked,
		[
			{ headers: replace(headers, 'webhook-signature', () => long), body },
			{ headers: replace(headers, 'webhook-id', () => 'm'.repeat(5000)), body },
			{ headers: replace(headers, 'webhook-id', () => 'm'.repeat(300)), body },
		],
		['headerTooLong', 'malformedId'],
	);
	const huge: Lines = [...headers, ['x-padding', 'p'.repeat(17_000)]];
	expect((await post(attacked.workflow.url, body, huge)).statusCode).toBe(431);
});

test('9: no secret and no signature is in the database, the log or an answer', async () => {
	const secrets = Array.from({ length: 3 }, (_, number) =>
		Buffer.alloc(30, 0x41 + number).toString('base64'),
	);
	const [secret = '', wrong = ''] = secrets;
	const { workflow } = await createTarget(
		n8n,
		{
			scheme: 'github',
			options: { outputRejected: true, includeHeaders: 'safe', logHeaders: true, logPayload: true },
		},
		secret,
	);
	const bodies = ['{"a":1}', '{"a":2}'].map((text) => Buffer.from(text));
	const signatures = bodies.map((body, index) =>
		createHmac('sha256', index === 0 ? secret : wrong)
			.update(body)
			.digest('hex'),
	);
	const answers: Answer[] = [];
	for (const [index, body] of bodies.entries()) {
		answers.push(
			await post(workflow.url, body, [
				json,
				['X-Hub-Signature-256', `sha256=${signatures[index] ?? ''}`],
				['Cookie', 'session=cookie-of-the-sender'],
				['Authorization', 'Bearer token-of-the-sender'],
			]),
		);
	}
	expect(answers).toEqual([accepted, refused]);
	await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 2 });
	const expectedForForged = createHmac('sha256', secret)
		.update(bodies[1] as Buffer)
		.digest('hex');
	const hidden = [
		secret,
		Buffer.from(secret).toString('hex'),
		Buffer.from(secret).toString('base64'),
		...signatures,
		expectedForForged,
		'cookie-of-the-sender',
		'token-of-the-sender',
	];
	const folder = join(n8n.userFolder, '.n8n');
	const database = Buffer.concat(
		await Promise.all(
			['database.sqlite', 'database.sqlite-wal'].map(async (name) =>
				readFile(join(folder, name)).catch(() => Buffer.alloc(0)),
			),
		),
	);
	expect(database.length).toBeGreaterThan(100_000);
	for (const text of hidden) {
		expect({ text, stored: database.includes(text) }).toEqual({ text, stored: false });
		expect({ text, logged: n8n.output().includes(text) }).toEqual({ text, logged: false });
		expect({ text, told: JSON.stringify(answers).includes(text) }).toEqual({ text, told: false });
	}
});

test('10: nothing a caller sends makes the trigger crash or answer otherwise', async () => {
	const attacked = await createTarget(n8n, { scheme: 'github' }, plain);
	const body = Buffer.from('{"a":1}');
	const signatures = [
		'sha256=',
		'sha256=\u00e9'.padEnd(71, '\u00e9'),
		`sha256=${'g'.repeat(64)}`,
		`sha256=${'0'.repeat(63)}`,
		`sha256=${'0'.repeat(65)}`,
		`SHA256=${'0'.repeat(64)}`,
		'null',
		'[object Object]',
		'%00',
	];
	await expectRefusals(
		n8n,
		attacked,
		signatures.map((signature) => ({
			headers: [json, ['X-Hub-Signature-256', signature]] as Lines,
			body,
		})),
		['malformedSignature'],
	);
	// The same for a path that nobody registered: n8n answers that itself.
	expect((await post(`${n8n.baseUrl}/webhook/unknown`, body, [json])).statusCode).toBe(404);
});

test('also: an id with the separator in it cannot be cut elsewhere', async () => {
	const attacked = await createTarget(n8n, { scheme: 'standard-webhooks' }, whsec);
	// "a.1.<time>.<body>" is signed alike for the ids "a.1" and "a", with another time and body.
	const seconds = nowSeconds();
	const cut = standard({ id: `a.${seconds}` });
	await expectRefusals(n8n, attacked, [cut], ['malformedId']);
});

test('also: events are chosen by what is signed, and the item says what is not', async () => {
	const { workflow, last } = await createTarget(n8n, { scheme: 'github' }, plain);
	const event = signedEvent('evt_route', plain);
	const lines: Lines = [
		json,
		['X-GitHub-Event', 'push'],
		['X-Hub-Signature-256', `sha256=${event.headers['x-signature'] ?? ''}`],
	];
	expect(await post(workflow.url, event.body, lines)).toEqual(accepted);
	await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
	expect(await workflow.newestOutput(last)).toMatchObject([
		{ event: 'push', verification: { unsigned: ['event', 'timestamp'] } },
	]);
});

test('also: the retry that arrives while the first try is running does not run twice', async () => {
	const { workflow } = await createTarget(n8n, { scheme: 'standard-webhooks' }, whsec);
	const request = standard();
	const answers = await Promise.all(
		Array.from({ length: 10 }, async () => post(workflow.url, request.body, request.headers)),
	);
	// Three may wait for the first; the others are asked to come back.
	expect(answers.every(({ statusCode }) => [200, 503].includes(statusCode))).toBe(true);
	expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThanOrEqual(4);
	expect(answers.filter(({ body }) => body === accepted.body)).toHaveLength(1);
	expect(await workflow.executionCount(1)).toBe(1);
});

import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { signedEvent } from '../support/e2e/flood';
import { post } from '../support/e2e/http';
import type { Answer } from '../support/e2e/http';
import { useN8n } from '../support/e2e/n8n';
import { activateWorkflow, noOpNode, storeSecrets, triggerNode } from '../support/e2e/workflows';
import type { ActiveWorkflow, WorkflowNode } from '../support/e2e/workflows';

/* What attackers and accidents do to webhooks: what the caller sees, and what the log says. */

const n8n = useN8n({ N8N_LOG_LEVEL: 'info' });

type Lines = ReadonlyArray<readonly [string, string]>;

const whsec = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const plain = 'a plain secret of the sender';
const json = ['Content-Type', 'application/json'] as const;
const accepted: Answer = { statusCode: 200, body: '{"received":true}' };
const refused: Answer = { statusCode: 401, body: '{"error":"invalid signature"}' };
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

interface Target {
	readonly workflow: ActiveWorkflow;
	readonly last: WorkflowNode;
}

async function target(parameters: Record<string, unknown>, secret: string): Promise<Target> {
	const last = noOpNode();
	const credential = await storeSecrets(n8n, { secret });
	return {
		workflow: await activateWorkflow(n8n, [triggerNode(parameters, credential), last]),
		last,
	};
}

let idCount = 0;

/** A Standard Webhooks request, all parts of which can be tampered with. */
function standard(
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

const replace = (headers: Lines, name: string, change: (value: string) => string): Lines =>
	headers.map(([each, value]) => [each, each === name ? change(value) : value]);

/** Sends requests that must all be refused alike, start nothing, and be explained in the log. */
async function expectRefusals(
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

test('1: a stripped signature, or one of another version, proves nothing', async () => {
	const standardTarget = await target({ scheme: 'standard-webhooks' }, whsec);
	const { headers, body } = standard();
	await expectRefusals(
		standardTarget,
		[
			{ headers: headers.filter(([name]) => name !== 'webhook-signature'), body },
			{ headers: replace(headers, 'webhook-signature', () => ''), body },
			{ headers: replace(headers, 'webhook-signature', (value) => `v0${value.slice(2)}`), body },
			{ headers: replace(headers, 'webhook-signature', (value) => `v1a${value.slice(2)}`), body },
			{ headers: [json], body },
		],
		['missingHeader', 'unsupportedVersion'],
	);
	// The same secret under a weaker hash.
	const githubTarget = await target({ scheme: 'github' }, plain);
	const sha1 = createHmac('sha1', plain).update(body).digest('hex');
	await expectRefusals(
		githubTarget,
		[
			{ headers: [json, ['X-Hub-Signature', `sha1=${sha1}`]], body },
			{ headers: [json, ['X-Hub-Signature-256', `sha1=${sha1}`]], body },
		],
		['missingHeader'],
	);
});

test('1b: a trigger without a secret cannot be activated at all', async () => {
	const credential = await storeSecrets(n8n, { secret: ' ' });
	await expect(
		activateWorkflow(n8n, [triggerNode({ scheme: 'github' }, credential)]),
	).rejects.toThrow("The field 'Secret'");
}, 60_000);

test('2: an old request is refused, and so is a recorded one within its time', async () => {
	const { workflow, last } = await target({ scheme: 'standard-webhooks' }, whsec);
	const stale = standard({ seconds: nowSeconds() - 301 });
	const early = standard({ seconds: nowSeconds() + 330 });
	const garbage = standard({ seconds: `${nowSeconds()}garbage` });
	const refreshed = replace(stale.headers, 'webhook-timestamp', () => String(nowSeconds()));
	await expectRefusals(
		{ workflow, last },
		[stale, early, garbage, { headers: refreshed, body: stale.body }],
		['timestampTooOld', 'timestampTooNew', 'malformedTimestamp'],
	);
	const recorded = standard();
	expect(await post(workflow.url, recorded.body, recorded.headers)).toEqual(accepted);
	for (let i = 0; i < 3; i += 1) {
		expect(await post(workflow.url, recorded.body, recorded.headers)).toEqual({
			statusCode: 200,
			body: '{"received":true,"duplicate":true}',
		});
	}
	expect(await workflow.executionCount()).toBe(1);
});

test('2b: a recorded request whose time is not signed is known by its content', async () => {
	const { workflow } = await target({ scheme: 'github' }, plain);
	const body = Buffer.from('{"action":"opened"}');
	const signature = createHmac('sha256', plain).update(body).digest('hex');
	const send = async (delivery: string) =>
		await post(workflow.url, body, [
			json,
			['X-GitHub-Event', 'issues'],
			['X-GitHub-Delivery', delivery],
			['X-Hub-Signature-256', `sha256=${signature}`],
		]);
	expect(await send('delivery-1')).toEqual(accepted);
	// The header that names the delivery is not signed: another one must not let it in again.
	expect((await send('delivery-2')).body).toContain('duplicate');
	expect(await workflow.executionCount()).toBe(1);
});

test('3: headers that come twice are refused, in whatever order', async () => {
	const attacked = await target({ scheme: 'standard-webhooks' }, whsec);
	const { headers, body } = standard();
	const forgedId = ['webhook-id', 'msg_other'] as const;
	const forgedTime = ['webhook-timestamp', String(nowSeconds())] as const;
	const forgedSignature = [
		'webhook-signature',
		`v1,${Buffer.alloc(32).toString('base64')}`,
	] as const;
	const requests = [forgedId, forgedTime, forgedSignature].flatMap((forged) => [
		{ headers: [...headers, forged], body },
		{ headers: [forged, ...headers], body },
	]);
	const joined = replace(
		headers,
		'webhook-signature',
		(value) => `${forgedSignature[1]}, ${value}`,
	);
	const many = replace(headers, 'webhook-signature', (value) =>
		[...Array<string>(10).fill(forgedSignature[1]), value].join(' '),
	);
	await expectRefusals(
		attacked,
		[...requests, { headers: joined, body }, { headers: many, body }],
		['duplicateHeader', 'malformedSignature', 'tooManySignatures'],
	);
});

test('4: what is signed are bytes: other bytes of the same text are refused', async () => {
	const attacked = await target({ scheme: 'standard-webhooks' }, whsec);
	const { workflow, last } = attacked;
	const signedFf = standard({ body: Buffer.from([0x22, 0xff, 0x22]) });
	// Both become the same replacement character when they are decoded.
	await expectRefusals(
		attacked,
		[{ headers: signedFf.headers, body: Buffer.from([0x22, 0xfe, 0x22]) }],
		['noMatch'],
	);
	const bom = standard({ body: Buffer.from('\ufeff{"type":"order.paid","data":1}') });
	expect(await post(workflow.url, bom.body, bom.headers)).toEqual(accepted);
	const repeated = standard({ body: Buffer.from('{"type":"a","type":"order.paid"}') });
	expect(await post(workflow.url, repeated.body, repeated.headers)).toEqual(accepted);
	await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 2 });
	expect(await workflow.newestOutput(last)).toMatchObject([{ event: 'order.paid' }]);
});

test('5: bodies that are too large, packed or not, start nothing', async () => {
	const { workflow } = await target(
		{ scheme: 'standard-webhooks', options: { maxBodyKilobytes: 64 } },
		whsec,
	);
	const tooLarge = { statusCode: 413, body: '{"error":"payload too large"}' };
	const large = standard({ body: Buffer.from(`"${'x'.repeat(100_000)}"`) });
	expect(await post(workflow.url, large.body, large.headers)).toEqual(tooLarge);
	const packed = gzipSync(large.body);
	const lines: Lines = [...large.headers, ['Content-Encoding', 'gzip']];
	expect(await post(workflow.url, packed, lines)).toEqual(tooLarge);
	// 64 MiB of blanks in 64 KB: n8n itself gives up before the node is asked.
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
	const { statusCode } = await post(workflow.url, bomb, lines);
	expect(statusCode).toBeGreaterThanOrEqual(400);
	expect(await workflow.executionCount()).toBe(0);
	expect((await fetch(`${n8n.baseUrl}/healthz`)).ok).toBe(true);
});

test('6: a request cannot choose how it is checked', async () => {
	const body = Buffer.from('{"state":"ready"}');
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const netlify = await target({ scheme: 'netlify' }, plain);
	const claims = {
		iss: 'netlify',
		sha256: 'a5f5ff8f50d2c8a6b2d9ad2a8c6a7e8f1f0d3b0e1c5d6f7a8b9c0d1e2f3a4b5c',
	};
	const unsigned = `${encode({ alg: 'none' })}.${encode(claims)}.`;
	const otherHash = `${encode({ alg: 'HS512' })}.${encode(claims)}`;
	const hs512 = createHmac('sha512', plain).update(otherHash).digest('base64url');
	await expectRefusals(
		netlify,
		[unsigned, `${otherHash}.${hs512}`].map((token) => ({
			headers: [json, ['X-Webhook-Signature', token]] as Lines,
			body,
		})),
		['malformedSignature'],
	);

	// The public key is public: an HMAC made with it must not pass for a signature.
	const publicKey = '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29';
	const discord = await target({ scheme: 'discord' }, publicKey);
	const seconds = String(nowSeconds());
	const hmac = createHmac('sha512', Buffer.from(publicKey, 'hex')).update(
		seconds + body.toString(),
	);
	await expectRefusals(
		discord,
		[
			{
				headers: [
					json,
					['X-Signature-Timestamp', seconds],
					['X-Signature-Ed25519', hmac.digest('hex')],
				],
				body,
			},
		],
		['noMatch'],
	);
});

test('7: payloads cannot reach prototypes or templates', async () => {
	const { workflow, last } = await target({ scheme: 'standard-webhooks' }, whsec);
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
	const attacked = await target({ scheme: 'standard-webhooks' }, whsec);
	const { headers, body } = standard();
	const long = 'v1,'.padEnd(5000, 'A');
	await expectRefusals(
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
	const { workflow } = await target(
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
	const attacked = await target({ scheme: 'github' }, plain);
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
	const attacked = await target({ scheme: 'standard-webhooks' }, whsec);
	// "a.1.<time>.<body>" is signed alike for the ids "a.1" and "a", with another time and body.
	const seconds = nowSeconds();
	const cut = standard({ id: `a.${seconds}` });
	await expectRefusals(attacked, [cut], ['malformedId']);
});

test('also: events are chosen by what is signed, and the item says what is not', async () => {
	const { workflow, last } = await target({ scheme: 'github' }, plain);
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
	const { workflow } = await target({ scheme: 'standard-webhooks' }, whsec);
	const request = standard();
	const answers = await Promise.all(
		Array.from({ length: 10 }, async () => post(workflow.url, request.body, request.headers)),
	);
	expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200));
	expect(answers.filter(({ body }) => body === accepted.body)).toHaveLength(1);
	expect(await workflow.executionCount()).toBe(1);
});

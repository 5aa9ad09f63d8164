import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { post } from '../support/e2e/http';
import { useN8n } from '../support/e2e/n8n';
import { sampleBody, senders } from '../support/e2e/senders';
import type { Sender } from '../support/e2e/senders';
import { activateWorkflow, noOpNode, storeSecrets, triggerNode } from '../support/e2e/workflows';
import type { ActiveWorkflow, WorkflowNode } from '../support/e2e/workflows';

const n8n = useN8n({ N8N_LOG_LEVEL: 'debug' });

type HeaderLines = Array<[string, string]>;

const json: [string, string] = ['Content-Type', 'application/json'];
const accepted = { statusCode: 200, body: '{"received":true}' };
const refused = { statusCode: 401, body: '{"error":"invalid signature"}' };

const without = (headers: HeaderLines, name: string): HeaderLines =>
	headers.filter(([each]) => each !== name);

function flipLastBit(bytes: Buffer, index: number): Buffer {
	const changed = Buffer.from(bytes);
	changed[index] = (changed[index] as number) ^ 1;
	return changed;
}

/** Every way to send the event that is not genuine. */
async function forgeries(
	sender: Sender,
): Promise<Array<{ name: string; headers: HeaderLines; body: Buffer }>> {
	const now = new Date();
	const stale = new Date(now.getTime() - 301_000);
	const early = new Date(now.getTime() + 600_000);
	const genuine = await sender.sign(sampleBody, sender.secret, now);
	const signature = genuine.filter(([name]) => name === sender.signatureHeader);
	const timed = [
		{
			name: 'a stale timestamp',
			headers: await sender.sign(sampleBody, sender.secret, stale),
			body: sampleBody,
		},
		{
			name: 'a timestamp in the future',
			headers: await sender.sign(sampleBody, sender.secret, early),
			body: sampleBody,
		},
	];
	return [
		// Inside a text: a body that is no longer JSON would be answered by n8n itself.
		{ name: 'a changed byte', headers: genuine, body: flipLastBit(sampleBody, 10) },
		{
			name: 'another secret',
			headers: await sender.sign(sampleBody, sender.otherSecret, now),
			body: sampleBody,
		},
		{ name: 'no signature', headers: without(genuine, sender.signatureHeader), body: sampleBody },
		{ name: 'the signature twice', headers: [...genuine, ...signature], body: sampleBody },
		{
			name: 'an empty signature',
			headers: genuine.map(([name, value]) => [name, name === sender.signatureHeader ? '' : value]),
			body: sampleBody,
		},
		...(sender.signsTime ? timed : []),
	];
}

describe.each(senders)('$scheme', (sender) => {
	let workflow: ActiveWorkflow;
	let last: WorkflowNode;

	beforeAll(async () => {
		const credential = await storeSecrets(n8n, { secret: sender.secret });
		last = noOpNode();
		workflow = await activateWorkflow(n8n, [
			triggerNode({ ...sender.parameters, options: { ignoreDuplicates: false } }, credential),
			last,
		]);
	});

	async function sendGenuine(body: Buffer, extra: HeaderLines = [json]): Promise<unknown> {
		const before = await workflow.executionCount();
		const headers = await sender.sign(body, sender.secret, new Date());
		expect(await post(workflow.url, body, [...headers, ...extra])).toEqual(accepted);
		await n8n.client.waitForExecutions({ workflowId: workflow.id, count: before + 1 });
		const [item] = await workflow.newestOutput(last);
		return item;
	}

	test('a genuine event starts the workflow with the right item', async () => {
		const item = await sendGenuine(sampleBody);
		expect(item).toMatchObject({
			...sender.expected,
			source: sender.scheme,
			body: JSON.parse(sampleBody.toString()) as object,
			verification: { scheme: sender.scheme, secret: 'current' },
		});
		expect(item).not.toHaveProperty('headers');
	});

	test('requests that are not genuine are refused alike and start nothing', async () => {
		const before = await workflow.executionCount();
		for (const { name, headers, body } of await forgeries(sender)) {
			const answer = await post(workflow.url, body, [...headers, json]);
			expect({ name, ...answer }).toEqual({ name, ...refused });
		}
		expect(await workflow.executionCount()).toBe(before);
	});

	test.each<[string, Buffer, unknown]>([
		[
			'text in many alphabets',
			Buffer.from('{"a":"Zoë Łukasz 東京 🎉"}'),
			{ a: 'Zoë Łukasz 東京 🎉' },
		],
		[
			'escaped slashes',
			Buffer.from('{"a":"https:\\/\\/example.com"}'),
			{ a: 'https://example.com' },
		],
		['odd spacing', Buffer.from('{ "a" :\r\n\t1 }\n\n'), { a: 1 }],
		['64-bit numbers', Buffer.from('{"a":9223372036854775807}'), { a: 2 ** 63 }],
		['a byte-order mark', Buffer.from('\ufeff{"a":1}'), { a: 1 }],
		['nothing', Buffer.alloc(0), null],
	])('a body with %s is verified and read', async (_, body, expected) => {
		expect(await sendGenuine(body)).toMatchObject({ body: expected });
	});

	test('a compressed body is verified over its unpacked bytes', async () => {
		const headers = await sender.sign(sampleBody, sender.secret, new Date());
		const answer = await post(workflow.url, gzipSync(sampleBody), [
			...headers,
			json,
			['Content-Encoding', 'gzip'],
		]);
		expect(answer).toEqual(accepted);
	});

	test.each(['application/cloudevents+json', 'application/octet-stream', undefined])(
		'a body of type %s, which n8n does not read by itself, is verified and read',
		async (contentType) => {
			const extra: HeaderLines = contentType ? [['Content-Type', contentType]] : [];
			expect(await sendGenuine(sampleBody, extra)).toMatchObject({
				body: JSON.parse(sampleBody.toString()) as object,
			});
		},
	);
});

test('the previous secret is accepted while secrets are changed, and the item says so', async () => {
	const [sender] = senders as [Sender];
	const credential = await storeSecrets(n8n, {
		secret: sender.otherSecret,
		previousSecret: sender.secret,
	});
	const last = noOpNode();
	const trigger = triggerNode(
		{ ...sender.parameters, options: { ignoreDuplicates: false } },
		credential,
	);
	const workflow = await activateWorkflow(n8n, [trigger, last]);
	const headers = await sender.sign(sampleBody, sender.secret, new Date());
	expect(await post(workflow.url, sampleBody, [...headers, json])).toEqual(accepted);
	await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
	expect(await workflow.newestOutput(last)).toMatchObject([
		{ verification: { secret: 'previous' } },
	]);
});

test('a secret that is changed in n8n works at once', async () => {
	const [sender] = senders as [Sender];
	const credential = await storeSecrets(n8n, { secret: sender.otherSecret });
	const workflow = await activateWorkflow(n8n, [
		triggerNode({ ...sender.parameters, options: { ignoreDuplicates: false } }, credential),
	]);
	const send = async () => {
		const headers = await sender.sign(sampleBody, sender.secret, new Date());
		return await post(workflow.url, sampleBody, [...headers, json]);
	};
	expect(await send()).toEqual(refused);
	await n8n.client.updateCredential(credential.id, {
		name: credential.name,
		type: 'signedWebhookApi',
		data: { secret: sender.secret },
	});
	// A credential is read again at most once a second, whatever forged requests come in.
	await new Promise((resolve) => setTimeout(resolve, 1100));
	expect(await send()).toEqual(accepted);
});

test('neither secrets nor signatures are in the database or in the log', async () => {
	const database = await readFile(join(n8n.userFolder, '.n8n', 'database.sqlite'));
	const wal = await readFile(join(n8n.userFolder, '.n8n', 'database.sqlite-wal')).catch(() =>
		Buffer.alloc(0),
	);
	const stored = Buffer.concat([database, wal, Buffer.from(n8n.output())]);
	// Proof that what was received is found this way at all.
	expect(stored.includes('order.paid')).toBe(true);
	expect(stored.includes('Refused a request')).toBe(true);
	for (const { secret, otherSecret } of senders) {
		for (const each of [secret, otherSecret]) {
			expect({ each, found: stored.includes(each) }).toEqual({ each, found: false });
		}
	}
	expect(stored.includes('sha256=')).toBe(false);
	expect(stored.includes('v1,')).toBe(false);
	expect(stored.includes('v1=')).toBe(false);
});

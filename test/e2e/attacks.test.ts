import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
	accepted,
	createTarget,
	expectRefusals,
	json,
	nowSeconds,
	plain,
	replace,
	standard,
	whsec,
} from '../support/e2e/attack';
import type { Lines } from '../support/e2e/attack';
import { post } from '../support/e2e/http';
import { useSharedN8n } from '../support/e2e/n8n';
import { activateWorkflow, storeSecrets, triggerNode } from '../support/e2e/workflows';

/* What attackers and accidents do to webhooks: what the caller sees, and what the log says. */

const n8n = useSharedN8n();

test('1: a stripped signature, or one of another version, proves nothing', async () => {
	const standardTarget = await createTarget(n8n, { scheme: 'standard-webhooks' }, whsec);
	const { headers, body } = standard();
	await expectRefusals(
		n8n,
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
	const githubTarget = await createTarget(n8n, { scheme: 'github' }, plain);
	const sha1 = createHmac('sha1', plain).update(body).digest('hex');
	await expectRefusals(
		n8n,
		githubTarget,
		[
			{ headers: [json, ['X-Hub-Signature', `sha1=${sha1}`]], body },
			{ headers: [json, ['X-Hub-Signature-256', `sha1=${sha1}`]], body },
		],
		['otherSchemeHeader', 'otherHash'],
	);
});

test('1b: a trigger without a secret cannot be activated at all', async () => {
	const credential = await storeSecrets(n8n, { secret: ' ' });
	await expect(
		activateWorkflow(n8n, [triggerNode({ scheme: 'github' }, credential)]),
	).rejects.toThrow("The field 'Secret'");
}, 60_000);

test('2: an old request is refused, and so is a recorded one within its time', async () => {
	const { workflow, last } = await createTarget(n8n, { scheme: 'standard-webhooks' }, whsec);
	const stale = standard({ seconds: nowSeconds() - 301 });
	const early = standard({ seconds: nowSeconds() + 330 });
	const garbage = standard({ seconds: `${nowSeconds()}garbage` });
	const refreshed = replace(stale.headers, 'webhook-timestamp', () => String(nowSeconds()));
	await expectRefusals(
		n8n,
		{ workflow, last },
		[stale, early, garbage, { headers: refreshed, body: stale.body }],
		['genuineButTooOld', 'genuineButTooNew', 'malformedTimestamp'],
	);
	const recorded = standard();
	expect(await post(workflow.url, recorded.body, recorded.headers)).toEqual(accepted);
	for (let i = 0; i < 3; i += 1) {
		expect(await post(workflow.url, recorded.body, recorded.headers)).toEqual({
			statusCode: 200,
			body: '{"received":true,"duplicate":true}',
		});
	}
	expect(await workflow.executionCount(1)).toBe(1);
});

test('2b: a recorded request whose time is not signed runs again only where its delivery id may count', async () => {
	const { workflow } = await createTarget(n8n, { scheme: 'github' }, plain);
	const strict = { scheme: 'github', options: { repeatsBy: 'content' } };
	const { workflow: byContent } = await createTarget(n8n, strict, plain);
	const body = Buffer.from('{"action":"opened"}');
	const signature = createHmac('sha256', plain).update(body).digest('hex');
	const send = async (delivery: string, url = workflow.url) =>
		await post(url, body, [
			json,
			['X-GitHub-Event', 'issues'],
			['X-GitHub-Delivery', delivery],
			['X-Hub-Signature-256', `sha256=${signature}`],
		]);
	expect(await send('delivery-1')).toEqual(accepted);
	expect((await send('delivery-1')).body).toContain('duplicate');
	// Not signed, but all that tells two genuine events of the same body apart.
	expect(await send('delivery-2')).toEqual(accepted);
	expect(await workflow.executionCount(2)).toBe(2);
	expect(await send('delivery-1', byContent.url)).toEqual(accepted);
	expect((await send('delivery-2', byContent.url)).body).toContain('duplicate');
	expect(await byContent.executionCount(1)).toBe(1);
});

test('3: headers that come twice are refused, in whatever order', async () => {
	const attacked = await createTarget(n8n, { scheme: 'standard-webhooks' }, whsec);
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
		n8n,
		attacked,
		[...requests, { headers: joined, body }, { headers: many, body }],
		['duplicateHeader', 'otherFormat', 'tooManySignatures'],
	);
});

test('4: what is signed are bytes: other bytes of the same text are refused', async () => {
	const attacked = await createTarget(n8n, { scheme: 'standard-webhooks' }, whsec);
	const { workflow, last } = attacked;
	const signedFf = standard({ body: Buffer.from([0x22, 0xff, 0x22]) });
	// Both become the same replacement character when they are decoded.
	await expectRefusals(
		n8n,
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
	const { workflow } = await createTarget(
		n8n,
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
	const netlify = await createTarget(n8n, { scheme: 'netlify' }, plain);
	const claims = {
		iss: 'netlify',
		sha256: 'a5f5ff8f50d2c8a6b2d9ad2a8c6a7e8f1f0d3b0e1c5d6f7a8b9c0d1e2f3a4b5c',
	};
	const unsigned = `${encode({ alg: 'none' })}.${encode(claims)}.`;
	const otherHash = `${encode({ alg: 'HS512' })}.${encode(claims)}`;
	const hs512 = createHmac('sha512', plain).update(otherHash).digest('base64url');
	await expectRefusals(
		n8n,
		netlify,
		[unsigned, `${otherHash}.${hs512}`].map((token) => ({
			headers: [json, ['X-Webhook-Signature', token]] as Lines,
			body,
		})),
		['malformedSignature'],
	);

	// The public key is public: an HMAC made with it must not pass for a signature.
	const publicKey = '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29';
	const discord = await createTarget(n8n, { scheme: 'discord' }, publicKey);
	const seconds = String(nowSeconds());
	const hmac = createHmac('sha512', Buffer.from(publicKey, 'hex')).update(
		seconds + body.toString(),
	);
	await expectRefusals(
		n8n,
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

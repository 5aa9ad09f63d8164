import { createHmac } from 'node:crypto';
import { post } from '../support/e2e/http';
import { useSharedN8n } from '../support/e2e/n8n';
import { activateWorkflow, storeSecrets, triggerNode } from '../support/e2e/workflows';
import type { ActiveWorkflow } from '../support/e2e/workflows';

/* How providers check the URL, on a real n8n. No such request may start the workflow. */

const n8n = useSharedN8n();

const secret = 'secret of the provider';
const json = ['Content-Type', 'application/json'] as const;

async function activate(scheme: string, verifyToken?: string): Promise<ActiveWorkflow> {
	const credential = await storeSecrets(n8n, {
		secret,
		...(verifyToken !== undefined && { verifyToken }),
	});
	return await activateWorkflow(n8n, [triggerNode({ scheme }, credential)]);
}

const hmacOf = (text: string, encoding: 'hex' | 'base64'): string =>
	createHmac('sha256', secret).update(text).digest(encoding);

test('Slack: a signed challenge comes back, an unsigned one does not', async () => {
	const workflow = await activate('slack');
	const body = Buffer.from('{"type":"url_verification","challenge":"3eZbrw1aBm2rZgRNFdxV"}');
	const seconds = String(Math.floor(Date.now() / 1000));
	const signature = `v0=${hmacOf(`v0:${seconds}:${body.toString()}`, 'hex')}`;
	const signed = [
		json,
		['X-Slack-Request-Timestamp', seconds],
		['X-Slack-Signature', signature],
	] as const;
	expect(await post(workflow.url, body, signed)).toEqual({
		statusCode: 200,
		body: '{"challenge":"3eZbrw1aBm2rZgRNFdxV"}',
	});
	expect((await post(workflow.url, body, [json])).statusCode).toBe(401);
	expect(await workflow.executionCount()).toBe(0);
});

test('Meta: the challenge comes back only to who knows the verify token', async () => {
	const workflow = await activate('meta', 'the verify token');
	const ask = async (token: string) => {
		const query = new URLSearchParams({
			'hub.mode': 'subscribe',
			'hub.challenge': '1158201444',
			'hub.verify_token': token,
		});
		const response = await fetch(`${workflow.url}?${query.toString()}`);
		return {
			statusCode: response.status,
			type: response.headers.get('content-type'),
			body: await response.text(),
		};
	};
	expect(await ask('the verify token')).toEqual({
		statusCode: 200,
		type: 'text/plain; charset=utf-8',
		body: '1158201444',
	});
	expect(await ask('another token')).toMatchObject({
		statusCode: 401,
		body: '{"error":"invalid signature"}',
	});
	expect(await workflow.executionCount()).toBe(0);
});

test('X: the token comes back signed, and what is signed so is no event', async () => {
	const workflow = await activate('x');
	const ask = async (token: string) =>
		await fetch(`${workflow.url}?${new URLSearchParams({ crc_token: token }).toString()}`);
	const token = 'ZTcwMDVkNzA';
	expect(await (await ask(token)).json()).toEqual({
		response_token: `sha256=${hmacOf(token, 'base64')}`,
	});
	expect((await ask('{"tweet_create_events":[]}')).status).toBe(401);
	const replayed = await post(workflow.url, Buffer.from(token), [
		['Content-Type', 'text/plain'],
		['x-twitter-webhooks-signature', `sha256=${hmacOf(token, 'base64')}`],
	]);
	expect(replayed.statusCode).toBe(400);
	expect(await workflow.executionCount()).toBe(0);
});

test('Microsoft Graph and Okta: what was sent comes back before any secret is needed', async () => {
	const graph = await activate('microsoft-graph');
	const query = new URLSearchParams({ validationToken: 'Validation: Testing <b>x</b>' });
	const response = await fetch(`${graph.url}?${query.toString()}`, { method: 'POST' });
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
	expect(response.headers.get('x-content-type-options')).toBe('nosniff');
	expect(await response.text()).toBe('Validation: Testing <b>x</b>');
	expect(await graph.executionCount()).toBe(0);

	const okta = await activate('okta');
	const answer = await fetch(okta.url, { headers: { 'x-okta-verification-challenge': 'abc123' } });
	expect(await answer.json()).toEqual({ verification: 'abc123' });
	expect(await okta.executionCount()).toBe(0);
});

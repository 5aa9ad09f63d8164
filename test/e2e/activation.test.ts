import { post } from '../support/e2e/http';
import { useSharedN8n } from '../support/e2e/n8n';
import { sampleBody, senders } from '../support/e2e/senders';
import type { Sender } from '../support/e2e/senders';
import { activateWorkflow, storeSecrets, triggerNode } from '../support/e2e/workflows';

const n8n = useSharedN8n();
const [sender] = senders as [Sender];
const secretBytes = Buffer.alloc(32, 1).toString('base64');

async function activationError(
	parameters: Record<string, unknown>,
	credential?: { secret: string; previousSecret?: string; keyFormat?: string },
): Promise<string> {
	const stored = credential && (await storeSecrets(n8n, credential));
	try {
		await activateWorkflow(n8n, [triggerNode(parameters, stored)]);
	} catch (error) {
		return String(error);
	}
	throw new Error('The workflow was activated');
}

interface Misconfiguration {
	readonly name: string;
	readonly parameters?: Record<string, unknown>;
	readonly credential?: { secret: string; previousSecret?: string; keyFormat?: string };
	readonly message: RegExp;
}

const misconfigurations: Misconfiguration[] = [
	{ name: 'no credential', message: /credential/i },
	{
		name: 'a secret with white space',
		// Where the secret is base64, white space around it means nothing.
		parameters: { scheme: 'github' },
		credential: { secret: `${secretBytes} ` },
		message: /'Secret'.*white space/,
	},
	{
		name: 'a secret that is not base64',
		credential: { secret: 'not base64!' },
		message: /'Secret'.*not base64/,
	},
	{
		name: 'a broken previous secret',
		parameters: { scheme: 'github' },
		credential: { secret: `whsec_${secretBytes}`, previousSecret: ' x' },
		message: /'Previous Secret'.*white space/,
	},
	{
		name: 'a header that is none',
		parameters: { scheme: 'hmac-sha256-hex', signatureHeader: 'X Signature' },
		credential: { secret: 'x' },
		message: /'Signature Header'.*X Signature/,
	},
	{
		name: 'a tolerance of less than nothing',
		parameters: { options: { toleranceSeconds: -1 } },
		credential: { secret: `whsec_${secretBytes}` },
		message: /'Timestamp Tolerance \(Seconds\)'.*0 to 86400/,
	},
];

test('a trigger that could not check anything is not activated, and the error names the field', async () => {
	// All at once: n8n tries each of them five times before it gives up.
	const errors = await Promise.all(
		misconfigurations.map(
			async ({ parameters, credential }) => await activationError(parameters ?? {}, credential),
		),
	);
	for (const [index, { name, message }] of misconfigurations.entries()) {
		const error = errors[index] ?? '';
		expect({ name, error }).toEqual({ name, error: expect.stringMatching(message) as string });
		expect(error).not.toContain(secretBytes);
	}
});

test('a secret that is made unusable later is an answer that makes the sender try again', async () => {
	const credential = await storeSecrets(n8n, { secret: sender.secret });
	const workflow = await activateWorkflow(n8n, [triggerNode(sender.parameters, credential)]);
	await n8n.client.updateCredential(credential.id, {
		name: credential.name,
		type: 'signedWebhookApi',
		data: { secret: 'broken!' },
	});
	const headers = await sender.sign(sampleBody, sender.secret, new Date());
	expect(await post(workflow.url, sampleBody, headers)).toEqual({
		statusCode: 503,
		body: '{"error":"not configured"}',
	});
	expect(await workflow.executionCount()).toBe(0);
	expect(n8n.output()).toMatch(/Refused a request.*'Secret'.*not base64/);
});

test('what n8n answers before the trigger sees a request starts nothing either', async () => {
	const credential = await storeSecrets(n8n, { secret: sender.secret });
	const workflow = await activateWorkflow(n8n, [triggerNode(sender.parameters, credential)]);
	const invalid = Buffer.from('{"a":');
	const signed = await sender.sign(invalid, sender.secret, new Date());
	const json = ['Content-Type', 'application/json'] as const;
	expect((await post(workflow.url, invalid, [...signed, json])).statusCode).toBe(422);
	const form = Buffer.from('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n');
	const signedForm = await sender.sign(form, sender.secret, new Date());
	const multipart = ['Content-Type', 'multipart/form-data; boundary=x'] as const;
	expect((await post(workflow.url, form, [...signedForm, multipart])).statusCode).toBe(401);
	expect(await workflow.executionCount()).toBe(0);
});

test('the user can choose the end of the URL', async () => {
	const credential = await storeSecrets(n8n, { secret: sender.secret });
	const trigger = triggerNode({ ...sender.parameters, path: 'payments' }, credential);
	const workflow = await activateWorkflow(n8n, [trigger]);
	const headers = await sender.sign(sampleBody, sender.secret, new Date());
	const answer = await post(`${n8n.baseUrl}/webhook/payments`, sampleBody, headers);
	expect(answer.statusCode).toBe(200);
	expect((await post(workflow.url, sampleBody, headers)).statusCode).toBe(404);
});

test.each([
	[
		'stripeWebhookApi',
		{ secretKey: 'rk_test_1', secret: `sk_live_51${'aB3'.repeat(30)}` },
		'whsec_',
	],
	[
		'gitHubWebhookApi',
		{ accessToken: 'ghp_1', secret: `ghp_${'aB3'.repeat(12)}` },
		'an access token',
	],
	['luaApi', { apiKey: 'Bearer lua_1', secret: '' }, "'Bearer'"],
])('the test button of %s finds what is certainly wrong', async (type, data, message) => {
	const { id } = (await n8n.client.rest('POST', '/credentials', {
		name: type,
		type,
		data: { baseUrl: 'http://localhost:9', ...data },
	})) as { id: string };
	const result = await n8n.client.rest('POST', '/credentials/test', {
		credentials: { id, name: type, type, data: { baseUrl: 'http://localhost:9', ...data } },
	});
	expect(result).toMatchObject({
		status: 'Error',
		message: expect.stringContaining(message) as string,
	});
});

test('the test button of the credential tells what it checked', async () => {
	const testCredential = async (secret: string): Promise<unknown> =>
		await n8n.client.rest('POST', '/credentials/test', {
			credentials: {
				id: (await storeSecrets(n8n, { secret })).id,
				name: 'x',
				type: 'signedWebhookApi',
				data: { secret },
			},
		});
	expect(await testCredential('a fine secret')).toMatchObject({ status: 'OK' });
	expect(await testCredential('a secret with a line break\n')).toMatchObject({
		status: 'Error',
		message: expect.stringContaining("'Secret'") as string,
	});
});

import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { ClawletWebhookApi } from '../../credentials/ClawletWebhookApi.credentials';
import { GitHubWebhookApi } from '../../credentials/GitHubWebhookApi.credentials';
import { JoAiWebhookApi } from '../../credentials/JoAiWebhookApi.credentials';
import { LuaApi } from '../../credentials/LuaApi.credentials';
import { LvngWebhookApi } from '../../credentials/LvngWebhookApi.credentials';
import { RestWebhookApi } from '../../credentials/RestWebhookApi.credentials';
import { SignedWebhookApi } from '../../credentials/SignedWebhookApi.credentials';
import { StripeWebhookApi } from '../../credentials/StripeWebhookApi.credentials';
import { TwigApi } from '../../credentials/TwigApi.credentials';
import { credentialDefinitions } from '../../nodes/shared/services/credentials';
import type { ApiCredentialDefinition } from '../../nodes/shared/services/credentials';
import { runKeyTest } from '../support/n8n/credentialTest';
import { findLeaks } from '../support/n8n/leaks';
import { answering, refusingUrl, startReceiver } from '../support/n8n/receiver';

const types: readonly ICredentialType[] = [
	new ClawletWebhookApi(),
	new GitHubWebhookApi(),
	new JoAiWebhookApi(),
	new LuaApi(),
	new LvngWebhookApi(),
	new RestWebhookApi(),
	new SignedWebhookApi(),
	new StripeWebhookApi(),
	new TwigApi(),
];

describe.each(types.map((type) => [type.name, type] as const))('%s', (name, type) => {
	const labels = new Map(type.properties.map((field) => [field.name, field.displayName]));

	test('is described to our own code as it is shown', () => {
		const definition = credentialDefinitions.find((each) => each.type === name);
		expect(definition?.displayName).toBe(type.displayName);
		expect(labels.get('secret')).toBe(definition?.secretLabel);
		if (!definition || !('keyField' in definition)) return;
		expect(labels.get(definition.keyField)).toBe(definition.keyLabel);
		expect(labels.get('baseUrl')).toBe('Base URL');
	});

	test('has the secrets that all of them have, all hidden, and none filled in', () => {
		expect(labels.get('previousSecret')).toBe('Previous Secret');
		expect(labels.get('previousSecret2')).toBe('Second Previous Secret');
		for (const field of type.properties.filter((each) => /secret|key$|token/i.test(each.name))) {
			expect(field).toMatchObject({ type: 'string', typeOptions: { password: true }, default: '' });
		}
	});

	test('has icons for both themes, and documentation', () => {
		const { light, dark } = type.icon as { light: string; dark: string };
		for (const icon of [light, dark]) {
			const file = path.join(__dirname, '../../credentials', icon.replace('file:', ''));
			expect({ icon, exists: existsSync(file) }).toEqual({ icon, exists: true });
		}
		expect(type.documentationUrl).toMatch(/\/docs\/[a-z/-]+\.md(#[a-z-]+)?$/);
	});
});

test('every type that is described is there', () => {
	expect(types.map(({ name }) => name).sort()).toEqual(
		credentialDefinitions.map(({ type }) => type).sort(),
	);
});

const tested: ReadonlyArray<{
	readonly service: string;
	readonly type: ICredentialType;
	readonly keyField: string;
	readonly testPath: string;
	/** Statuses that have words of their own. */
	readonly refusals: readonly number[];
	readonly standardUrl: string;
}> = [
	{
		service: 'GitHub',
		type: new GitHubWebhookApi(),
		keyField: 'accessToken',
		testPath: '/user',
		refusals: [401, 403],
		standardUrl: 'https://api.github.com',
	},
	{
		service: 'Lua',
		type: new LuaApi(),
		keyField: 'apiKey',
		testPath: '/admin/me/authorization',
		refusals: [401],
		standardUrl: 'https://api.heylua.ai',
	},
	{
		service: 'Stripe',
		type: new StripeWebhookApi(),
		keyField: 'secretKey',
		testPath: '/v1/webhook_endpoints?limit=1',
		refusals: [401, 403],
		standardUrl: 'https://api.stripe.com',
	},
];

describe.each(tested)('the test of a credential of $service', (each) => {
	const { service, type, keyField, testPath, refusals, standardUrl } = each;
	const key = `${keyField}_8f31c07bd29ea654`;
	const run = async (baseUrl: string) =>
		await runKeyTest(type, { [keyField]: key, baseUrl, secret: '' });
	const originOf = (url: string): string => new URL(url).origin;

	test('asks the service, with the key', async () => {
		const receiver = await startReceiver();
		expect(await run(originOf(receiver.url))).toMatchObject({ status: 'OK' });
		const [request, ...others] = receiver.requests;
		expect(others).toEqual([]);
		expect(request).toMatchObject({
			method: 'GET',
			path: testPath,
			headers: { authorization: `Bearer ${key}` },
		});
	});

	test('keeps the path of a base URL', async () => {
		const receiver = await startReceiver();
		await run(`${originOf(receiver.url)}/api/v3`);
		expect(receiver.requests[0]?.path).toBe(`/api/v3${testPath}`);
	});

	test.each(refusals)('%i is an error in words', async (status) => {
		const receiver = await startReceiver(answering(status));
		const result = await run(originOf(receiver.url));
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(new RegExp(`^${service} (?:did not|refused|knows)`));
		expect(findLeaks(result, key)).toEqual([]);
	});

	test('a redirect does not carry the key along', async () => {
		const elsewhere = await startReceiver();
		const receiver = await startReceiver((response) => {
			response.writeHead(301, { Location: elsewhere.url }).end();
		});
		expect(await run(originOf(receiver.url))).toMatchObject({ status: 'Error' });
		expect(elsewhere.requests).toEqual([]);
	});

	test('a service that is not there is an error', async () => {
		const result = await run(originOf(await refusingUrl()));
		expect(result.status).toBe('Error');
		expect(findLeaks(result, key)).toEqual([]);
	});

	test('an address that is not encrypted is never called', async () => {
		const connections: unknown[] = [];
		const server = createServer((socket) => {
			connections.push(socket.destroy());
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
		const { port } = server.address() as AddressInfo;
		// Not among the addresses that may do without.
		const result = await run(`http://127.0.0.2:${port}`);
		await new Promise((resolve) => server.close(resolve));
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('starts with http://. Use https://') as string,
		});
		expect(connections).toEqual([]);
	});

	test('the base URL is the one that the service documents', () => {
		const field = type.properties.find(({ name }) => name === 'baseUrl');
		expect(field?.default).toBe(standardUrl);
		const definition = credentialDefinitions.find((each) => each.type === type.name);
		expect((definition as ApiCredentialDefinition).keyField).toBe(keyField);
	});
});

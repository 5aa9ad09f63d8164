import { CredentialTestContext } from 'n8n-core';
import type { INodeCredentialTestResult } from 'n8n-workflow';
import { createApiKeyTest, testSigningCredential } from '../../nodes/shared/n8n/credentials/test';
import { restCredential } from '../../nodes/shared/services/credentials';
import type { SigningSecrets } from '../support/n8n/credential';
import { startReceiver } from '../support/n8n/receiver';

describe.each(['Clawlet', 'JoAI', 'LVNG'])('the secret of %s', (service) => {
	const type = { Clawlet: 'clawletWebhookApi', JoAI: 'joAiWebhookApi', LVNG: 'lvngWebhookApi' }[
		service
	] as string;
	const run = async (data: SigningSecrets): Promise<INodeCredentialTestResult> =>
		await testSigningCredential({ id: '1', name: service, type, data: { ...data } });

	test('passes, and it is said that only its form was checked', async () => {
		expect(await run({ secret: 'a secret of ours' })).toMatchObject({
			status: 'OK',
			message: expect.stringContaining('No more than that was checked') as unknown,
		});
	});

	test.each<[string, SigningSecrets, string]>([
		[
			'an empty one',
			{ secret: '' },
			`'Secret' of the credential '${service} Webhook API' is empty`,
		],
		[
			'a blank behind it',
			{ secret: 'a secret of ours ' },
			`'Secret' of the credential '${service} Webhook API' starts or ends with white space`,
		],
		[
			'a blank behind an older one',
			{ secret: 'a secret of ours', previousSecret: 'an older one ' },
			`'Previous Secret' of the credential '${service} Webhook API' starts or ends with white space`,
		],
	])('%s is an error that names credential and field', async (_, data, message) => {
		const result = await run(data);
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(message) as unknown,
		});
		expect(result.message).not.toContain('of ours');
	});
});

test('the key of an API that nobody knows is tested by its form, and goes nowhere', async () => {
	const receiver = await startReceiver();
	const data = {
		apiKey: 'Bearer abc123',
		keyHeader: 'X-Key',
		baseUrl: new URL(receiver.url).origin,
	};
	const run = async (changes: Record<string, string>): Promise<INodeCredentialTestResult> =>
		await createApiKeyTest(restCredential).call(new CredentialTestContext(), {
			id: '1',
			name: 'REST',
			type: 'restWebhookApi',
			data: { ...data, ...changes },
		});
	expect(await run({})).toMatchObject({
		status: 'OK',
		message: expect.stringContaining('No more than that was checked') as unknown,
	});
	expect(await run({ baseUrl: 'http://api.example.com' })).toMatchObject({ status: 'Error' });
	expect(receiver.requests).toEqual([]);
});

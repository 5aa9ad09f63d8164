import type { INodeCredentialTestResult } from 'n8n-workflow';
import type { SigningSecrets } from '../support/n8n/credential';
import { runCredentialTest } from '../support/n8n/credentialTest';
import { findLeaks } from '../support/n8n/leaks';
import { providers } from '../support/n8n/providers';

const nodes = ['signedWebhookTrigger', 'sendSignedWebhook'] as const;

test.each(providers)('the secret of $scheme passes', async ({ secret, otherSecret }) => {
	for (const node of nodes) {
		const result = await runCredentialTest(node, { secret, previousSecret: otherSecret });
		expect(result).toMatchObject({
			status: 'OK',
			message: expect.stringContaining('form') as unknown,
		});
	}
});

test.each<[string, string, SigningSecrets]>([
	[
		'no secret',
		"The field 'Secret' of the credential 'Signed Webhook API' is empty",
		{ secret: '' },
	],
	[
		'a blank behind the secret',
		"'Secret' of the credential 'Signed Webhook API' starts or ends with white space",
		{ secret: 'my secret ' },
	],
	[
		'a line break behind an older one',
		"The field 'Previous Secret'",
		{ secret: 'a', previousSecret: 'older secret\n' },
	],
	[
		'a blank before the oldest one',
		"The field 'Second Previous Secret'",
		{ secret: 'a', previousSecret2: ' oldest secret' },
	],
	['base64 that is none', 'is not base64', { secret: 'no base64!', keyFormat: 'base64' }],
	['hex that is none', 'is not hex', { secret: 'no hex', keyFormat: 'hex' }],
])('%s is an error that names the field', async (_, message, secrets) => {
	for (const node of nodes) {
		const result: INodeCredentialTestResult = await runCredentialTest(node, secrets);
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(message) as unknown,
		});
		const texts = [secrets.secret, secrets.previousSecret, secrets.previousSecret2];
		const given = texts.flatMap((text) => (text && text.length > 6 ? [text, text.trim()] : []));
		expect(findLeaks(result, ...given)).toEqual([]);
	}
});

test('a credential that has no fields yet is an error, not a crash', async () => {
	expect(await runCredentialTest('sendSignedWebhook', undefined)).toMatchObject({
		status: 'Error',
	});
});

import { createHash, generateKeyPairSync } from 'node:crypto';
import type { INodeCredentialTestResult } from 'n8n-workflow';
import type { SigningSecrets } from '../support/n8n/credential';
import { runCredentialTest } from '../support/n8n/credentialTest';
import { findLeaks } from '../support/n8n/leaks';
import { gitHub, providers } from '../support/n8n/providers';

const nodes = ['signedWebhookTrigger', 'sendSignedWebhook'] as const;

const ownSecrets = providers.filter((each) => each !== gitHub);

test.each(ownSecrets)('the secret of $scheme passes', async ({ secret, otherSecret }) => {
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

const hex = (length: number): string => '8f31c07bd29ea654'.repeat(8).slice(0, length);
const mixed = (length: number): string => 'Zk9fQ2mXb7LtR4wY'.repeat(8).slice(0, length);
const pair = generateKeyPairSync('ed25519');
const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;
const privatePem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

describe('what is certainly no secret', () => {
	test.each<[string, string, string]>([
		[`ghp_${mixed(36)}`, 'an access token of GitHub', "that you chose at GitHub as the webhook's"],
		[`github_pat_${mixed(60)}`, 'an access token of GitHub', 'Settings → Webhooks'],
		[`sk_live_51${mixed(96)}`, 'an API key such as those of Stripe', 'whsec_'],
		[`sk_test_51${mixed(96)}`, 'an API key such as those of Stripe', 'whsec_'],
		[`rk_live_${mixed(24)}`, 'an API key such as those of Stripe', 'whsec_'],
		[`pk_test_${mixed(24)}`, 'an API key such as those of Stripe', 'whsec_'],
		[`xoxb-${hex(12)}-${mixed(24)}`, 'a token of Slack', 'Signing Secret'],
		[`shpat_${hex(32)}`, 'an access token of Shopify', 'client secret'],
		[`glpat-${mixed(20)}`, 'an access token of GitLab', 'Settings → Webhooks'],
		[`SG.${mixed(22)}.${mixed(43)}`, 'an API key of SendGrid', 'Verification Key'],
		[`sk-proj-${mixed(48)}`, 'an API key of OpenAI', 'whsec_'],
		[`AC${hex(32)}`, 'an SID of Twilio', 'Auth Token'],
		[`lin_api_${mixed(40)}`, 'an API key of Linear', 'lin_wh_'],
		['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'a sample from documentation', 'Copy the signing'],
		['C2FVsBQIhrscChlQIMV+b5sSYspob7oD', 'a sample from documentation', 'Copy the signing'],
		[gitHub.secret, 'a sample from documentation', 'Copy the signing'],
		['whsec_test_secret', 'a placeholder', 'Copy the signing'],
		['your-secret-here', 'a placeholder', 'Copy the signing'],
		['YOUR_WEBHOOK_SECRET', 'a placeholder', 'Copy the signing'],
		['changeme', 'a placeholder', 'Copy the signing'],
		['change-me-in-production', 'a placeholder', 'Copy the signing'],
		['<signing secret>', 'a placeholder', 'Copy the signing'],
		['${WEBHOOK_SECRET}', 'a placeholder', 'Copy the signing'],
		['process.env.STRIPE_WEBHOOK_SECRET', 'a placeholder', 'Copy the signing'],
		['whsec_xxxxxxxxxxxx', 'a placeholder', 'Copy the signing'],
		['secret', 'a placeholder', 'Copy the signing'],
		['whsec_…', 'hidden or cut off', 'Copy the signing'],
		['whsec_...', 'hidden or cut off', 'Copy the signing'],
		['••••••••4f2a', 'hidden or cut off', 'Copy the signing'],
		['whsec_********', 'hidden or cut off', 'Copy the signing'],
		['https://hooks.example.com/webhook/orders', 'a URL', 'Copy the signing'],
		[`sha256=${hex(64)}`, 'a signature', 'Copy the signing'],
		[`t=1700000000,v1=${hex(64)}`, 'a signature', 'Copy the signing'],
		['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@host', 'an SSH or PGP key', 'Copy the signing'],
		['my old\nsecret of two lines', 'a line break', 'Copy the signing'],
		[`zero\u200bwidth${mixed(20)}`, 'an invisible character', 'Copy the signing'],
	])('%j is an error with its remedy', async (secret, what, where) => {
		for (const field of ['secret', 'previousSecret'] as const) {
			const result = await runCredentialTest('signedWebhookTrigger', {
				secret: mixed(32),
				[field]: secret,
			});
			expect(result).toMatchObject({
				status: 'Error',
				message: expect.stringContaining(what) as unknown,
			});
			const label = { secret: 'Secret', previousSecret: 'Previous Secret' }[field];
			expect(result.message).toMatch(
				new RegExp(`^The field '${label}' of the credential 'Signed Webhook API' holds `),
			);
			expect(result.message).toContain(where);
			if (secret.length > 20) expect(result.message).not.toContain(secret);
		}
	});

	test.each<[string, string]>([
		['the API key that Paystack signs with', `sk_live_${hex(40)}`],
		['one of Paystack that begins as those of Stripe', `sk_test_51${hex(38)}`],
		['the API key that Tap signs with', `sk_test_${mixed(24)}`],
		["Shopify's client secret", `shpss_${hex(32)}`],
		["Twilio's Auth Token", hex(32)],
		["Linear's secret", `lin_wh_${mixed(20)}`],
		['a short one', 'k7'],
		['a sentence that its user chose', 'correct horse 7 secret battery'],
		['one of many signs', 'a*b**c%d$E_f[g]{h}<i>.'],
		['a user with a password', 'user:password of ours'],
		['a public key', publicPem],
		['a private key', privatePem],
		['a public key of Standard Webhooks', `whpk_${Buffer.alloc(32, 7).toString('base64')}`],
		['hex', hex(64)],
	])('%s passes', async (_, secret) => {
		expect(await runCredentialTest('sendSignedWebhook', { secret: secret.trim() })).toMatchObject({
			status: 'OK',
		});
	});

	test('random secrets of every alphabet pass', async () => {
		for (let round = 0; round < 2000; round += 1) {
			const bytes = createHash('sha512')
				.update(`${round}`)
				.digest()
				.subarray(0, 8 + (round % 40));
			const printable = [...bytes].map((byte) => String.fromCharCode(33 + (byte % 94))).join('');
			for (const secret of [bytes.toString('base64'), bytes.toString('hex'), printable]) {
				const result = await runCredentialTest('sendSignedWebhook', { secret });
				expect({ secret, ...result }).toMatchObject({ status: 'OK' });
			}
		}
	});
});

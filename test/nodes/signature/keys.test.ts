import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import type { SigningSecrets } from '../../support/n8n/credential';
import { findLeaks } from '../../support/n8n/leaks';
import { standardWebhooks } from '../../support/n8n/providers';
import { runSignature } from '../../support/n8n/signature';
import type { SignatureResult } from '../../support/n8n/signature';

const clock = useClock();
const textBody = '{"type":"order.paid"}';

const run = async (
	operation: 'sign' | 'verify',
	scheme: string,
	secrets: SigningSecrets,
	json: IDataObject = {},
): Promise<SignatureResult> =>
	await runSignature({
		operation,
		parameters: { scheme, bodySource: 'text', textBody },
		items: [{ json }],
		secrets,
	});

const pem = (key: KeyObject): string =>
	key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }) as string;
const der = (key: KeyObject): Buffer =>
	key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'der' });

const ed25519 = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A genuine request of Discord, signed by hand. */
function discordHeaders(): Record<string, string> {
	const seconds = String(clock.nowSeconds);
	const signature = sign(null, Buffer.from(seconds + textBody), ed25519.privateKey);
	return {
		'X-Signature-Timestamp': seconds,
		'X-Signature-Ed25519': signature.toString('hex'),
	};
}

const rawPublicKey = der(ed25519.publicKey).subarray(-32);

test.each<[string, string]>([
	['PEM', pem(ed25519.publicKey)],
	['PEM whose line breaks were lost', pem(ed25519.publicKey).replaceAll('\n', ' ').trim()],
	['base64 of the structure', der(ed25519.publicKey).toString('base64')],
	['hex of the 32 bytes, as Discord shows it', rawPublicKey.toString('hex')],
	['base64 of the 32 bytes', rawPublicKey.toString('base64')],
	['the prefix of Standard Webhooks', `whpk_${rawPublicKey.toString('base64')}`],
])('a public key in %s verifies', async (_, secret) => {
	const result = await run('verify', 'discord', { secret }, { headers: discordHeaders() });
	expect(result).toMatchObject({
		items: [{ json: { verification: { genuine: true, secret: 'current' } } }],
		notGenuine: [],
	});
});

test('while keys are changed, the one of before verifies too', async () => {
	const next = generateKeyPairSync('ed25519');
	const secrets = { secret: pem(next.publicKey), previousSecret: pem(ed25519.publicKey) };
	const result = await run('verify', 'discord', secrets, { headers: discordHeaders() });
	expect(result.items).toMatchObject([{ json: { verification: { secret: 'previous' } } }]);
});

test('the public key of somebody else does not verify', async () => {
	const secret = pem(generateKeyPairSync('ed25519').publicKey);
	const result = await run('verify', 'discord', { secret }, { headers: discordHeaders() });
	expect(result.notGenuine).toMatchObject([{ json: { verification: { genuine: false } } }]);
});

const notPublic = /^The field 'Secret' .* holds no public key/;
const notPrivate = /^The field 'Secret' .* holds (?:no private key|a public key, but signing)/;
const wrongKind = /^The field 'Secret' .* holds a key of another kind/;

test.each<[string, 'sign' | 'verify', string, string, RegExp]>([
	['a public key', 'sign', 'discord', pem(ed25519.publicKey), notPrivate],
	['a public key of RSA', 'sign', 'discord', pem(rsa.publicKey), notPrivate],
	['a text', 'verify', 'discord', 'just a text', notPublic],
	['a text', 'sign', 'discord', 'just a text', notPrivate],
	['RSA for Ed25519', 'verify', 'discord', pem(rsa.publicKey), wrongKind],
	['RSA for Ed25519', 'sign', 'discord', pem(rsa.privateKey), wrongKind],
	['Ed25519 for ECDSA', 'verify', 'sendgrid', pem(ed25519.publicKey), wrongKind],
	['ECDSA for Ed25519', 'verify', 'discord', pem(p256.publicKey), wrongKind],
])(
	'%s to %s with %s is no key: the error says so',
	async (_, operation, scheme, secret, message) => {
		const { error, items } = await run(
			operation,
			scheme,
			{ secret },
			{ headers: discordHeaders() },
		);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(findLeaks(error, secret, secret.replace(/-----[A-Z ]+-----|\s/g, ''))).toEqual([]);
	},
);

test('a private key signs, and stands nowhere in what comes of it', async () => {
	const secret = pem(ed25519.privateKey);
	const result = await run('sign', 'discord', { secret });
	expect(result.items).toMatchObject([{ json: { headers: discordHeaders() } }]);
	const inner = secret.replace(/-----[A-Z ]+-----|\s/g, '');
	const raw = der(ed25519.privateKey).subarray(-32).toString('base64');
	expect(findLeaks(result, secret, inner, raw)).toEqual([]);
});

test('where a scheme has room for it, both secrets sign while they are changed', async () => {
	const { secret, otherSecret: previousSecret } = standardWebhooks;
	const { items } = await run('sign', 'standard-webhooks', { secret, previousSecret });
	const { headers, id, timestamp } = items[0]?.json as {
		headers: Record<string, string>;
		id: string;
		timestamp: number;
	};
	const signedWith = (key: string): string | undefined =>
		standardWebhooks.sign(Buffer.from(textBody), { secret: key, seconds: timestamp, id })[
			'webhook-signature'
		];
	expect(headers['webhook-signature']).toBe(`${signedWith(secret)} ${signedWith(previousSecret)}`);
	expect(headers['webhook-id']).toBe(id);
	expect(timestamp).toBe(clock.nowSeconds);
});

test('an id of one’s own is signed, and a new one is made for each item without', async () => {
	const { secret } = standardWebhooks;
	const signTwo = async (eventId: string) =>
		await runSignature({
			operation: 'sign',
			parameters: { scheme: 'standard-webhooks', bodySource: 'item', eventId },
			items: [{ json: { order: 'order_1' } }, { json: { order: 'order_2' } }],
			secrets: { secret },
		});
	const own = await signTwo('={{ $json.order }}');
	expect(own.items.map(({ json }) => json.id)).toEqual(['order_1', 'order_2']);
	const made = await signTwo('');
	const [first, second] = made.items.map(({ json }) => json.id);
	expect(first).toMatch(/^msg_[0-9a-f-]{36}$/);
	expect(second).toMatch(/^msg_[0-9a-f-]{36}$/);
	expect(first).not.toBe(second);
});

test('the name of the event stands in the header of its scheme', async () => {
	const { items } = await runSignature({
		operation: 'sign',
		parameters: { scheme: 'github', bodySource: 'item', options: { eventName: 'push' } },
		items: [{ json: {} }],
		secrets: { secret: 'a shared secret' },
	});
	expect(items).toMatchObject([{ json: { headers: { 'X-GitHub-Event': 'push' } } }]);
});

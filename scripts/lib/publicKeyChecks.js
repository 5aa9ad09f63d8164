/**
 * The senders whose private keys nobody has: their values can be checked, but not made again. Written
 * from their documentation, as vectorRecipes.js is.
 */
const { createPublicKey, verify } = require('node:crypto');
const { base64, hex } = require('./recipeParts');

/** @type {Readonly<Record<string, (request: import('./recipeParts').Request) => boolean>>} */
const publicKeyChecks = {
	circle: ({ secret, body, header }) =>
		verify('sha256', body, spki(secret), base64(header('x-circle-signature'))),
	discord: ({ secret, body, header }) =>
		verify(
			null,
			Buffer.concat([Buffer.from(header('x-signature-timestamp')), body]),
			ed25519(hex(secret)),
			hex(header('x-signature-ed25519')),
		),
	kick: ({ secret, body, header }) =>
		verify(
			'RSA-SHA256',
			Buffer.concat([
				Buffer.from(
					`${header('kick-event-message-id')}.${header('kick-event-message-timestamp')}.`,
				),
				body,
			]),
			spki(secret),
			base64(header('kick-event-signature')),
		),
	sendgrid: ({ secret, body, header }) =>
		verify(
			'sha256',
			Buffer.concat([Buffer.from(header('x-twilio-email-event-webhook-timestamp')), body]),
			spki(secret),
			base64(header('x-twilio-email-event-webhook-signature')),
		),
	'standard-webhooks-ed25519': ({ secret, body, header }) =>
		header('webhook-signature')
			.split(' ')
			.some((each) =>
				verify(
					null,
					Buffer.concat([
						Buffer.from(`${header('webhook-id')}.${header('webhook-timestamp')}.`),
						body,
					]),
					secret.includes('whpk_')
						? ed25519(base64(secret.replace(/^(v1a,)?whpk_/, '')))
						: anyKey(secret),
					base64(each.replace(/^v1a,/, '')),
				),
			),
	telnyx: ({ secret, body, header }) =>
		verify(
			null,
			Buffer.concat([Buffer.from(`${header('telnyx-timestamp')}|`), body]),
			ed25519(base64(secret)),
			base64(header('telnyx-signature-ed25519')),
		),
	wise: ({ secret, body, header }) =>
		verify('RSA-SHA256', body, spki(secret), base64(header('x-signature-sha256'))),
};

const anyKey = (/** @type {string} */ secret) => {
	const compact = secret.replace(/-----[^-]+-----/g, '').replace(/\s/g, '');
	const raw = /^[0-9a-f]{64}$/i.test(compact) ? hex(compact) : base64(compact);
	return raw.length === 32 ? ed25519(raw) : spki(secret);
};

const spki = (/** @type {string} */ secret) =>
	createPublicKey({
		key: base64(secret.replace(/-----[^-]+-----/g, '')),
		format: 'der',
		type: 'spki',
	});

const ed25519 = (/** @type {Buffer} */ raw) =>
	createPublicKey({
		key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
		format: 'jwk',
	});

module.exports = { publicKeyChecks };

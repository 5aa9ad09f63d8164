import { generateKeyPairSync, sign } from 'node:crypto';
import { acknowledged, ECHO, hmac, json, JSON_TYPE, NOTHING, SECRET, text } from './handshakeCase';
import type { HandshakeCase } from './handshakeCase';
import { handshakesOfPlatforms } from './handshakesOfPlatforms';

export type { HandshakeCase } from './handshakeCase';

const application = generateKeyPairSync('ed25519');
const publicKeyHex = application.publicKey
	.export({ type: 'spki', format: 'der' })
	.subarray(-32)
	.toString('hex');

const signAsDiscord = (body: string, seconds: number): Record<string, string> => ({
	'X-Signature-Timestamp': String(seconds),
	'X-Signature-Ed25519': sign(
		null,
		Buffer.from(`${seconds}${body}`),
		application.privateKey,
	).toString('hex'),
});

/** Every handshake of every provider. */
export const handshakeCases: readonly HandshakeCase[] = [
	{
		scheme: 'asana',
		handshake: 'hook-secret',
		method: 'POST',
		challenge: 'b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81',
		secret: SECRET,
		answers: ECHO,
		request: (challenge) => ({ headers: { 'X-Hook-Secret': challenge } }),
		answer: (challenge) => ({
			statusCode: 200,
			headers: { 'X-Hook-Secret': challenge },
			body: '',
		}),
	},
	{
		scheme: 'discord',
		handshake: 'interaction-ping',
		method: 'POST',
		challenge: 'A_UNIQUE_TOKEN',
		secret: publicKeyHex,
		answers: NOTHING,
		request: (token) => ({ body: JSON.stringify({ id: '787', token, type: 1, version: 1 }) }),
		sign: signAsDiscord,
		answer: () => json({ type: 1 }),
	},
	{
		scheme: 'discord',
		handshake: 'webhook-event-ping',
		method: 'POST',
		challenge: '1234560123453231555',
		secret: publicKeyHex,
		answers: NOTHING,
		request: (id) => ({ body: JSON.stringify({ version: 1, application_id: id, type: 0 }) }),
		sign: signAsDiscord,
		answer: () => ({ statusCode: 204, contentType: JSON_TYPE, body: '' }),
	},
	{
		scheme: 'github',
		handshake: 'ping',
		method: 'POST',
		challenge: 'Keep it logically awesome.',
		secret: SECRET,
		answers: NOTHING,
		request: (zen) => ({
			headers: { 'X-GitHub-Event': 'ping' },
			body: JSON.stringify({ zen, hook_id: 4712, hook: { type: 'Repository' } }),
		}),
		sign: (body, _, secret) => ({
			'X-Hub-Signature-256': `sha256=${hmac(secret, body).digest('hex')}`,
		}),
		answer: () => json({ pong: true }),
	},
	{
		scheme: 'dropbox',
		handshake: 'challenge',
		method: 'GET',
		challenge: 'abc123',
		secret: SECRET,
		answers: ECHO,
		request: (challenge) => ({ query: { challenge } }),
		answer: text,
	},
	{
		scheme: 'figma',
		handshake: 'ping',
		method: 'POST',
		challenge: '22',
		secret: 'secretpasscode',
		answers: NOTHING,
		request: (id) => ({
			body: JSON.stringify({ event_type: 'PING', passcode: 'secretpasscode', webhook_id: id }),
		}),
		isProvenByBody: true,
		answer: acknowledged,
	},
	{
		scheme: 'meta',
		handshake: 'hub-challenge',
		method: 'GET',
		challenge: '1158201444',
		secret: SECRET,
		verifyToken: 'meatyhamhock',
		answers: ECHO,
		request: (challenge) => ({
			query: {
				'hub.mode': 'subscribe',
				'hub.challenge': challenge,
				'hub.verify_token': 'meatyhamhock',
			},
		}),
		answer: text,
	},
	{
		scheme: 'microsoft-graph',
		handshake: 'validation-token',
		method: 'POST',
		challenge: 'Validation: Testing client application reachability for subscription 1',
		secret: SECRET,
		answers: ECHO,
		request: (validationToken) => ({
			query: { validationToken },
			contentType: 'text/plain',
		}),
		answer: text,
	},
	{
		scheme: 'monday',
		handshake: 'challenge',
		method: 'POST',
		challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
		secret: SECRET,
		answers: ECHO,
		request: (challenge) => ({ body: JSON.stringify({ challenge }) }),
		answer: (challenge) => json({ challenge }),
	},
	{
		scheme: 'notion',
		handshake: 'verification-token',
		method: 'POST',
		challenge: 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl',
		secret: SECRET,
		answers: NOTHING,
		request: (token) => ({ body: JSON.stringify({ verification_token: token }) }),
		answer: acknowledged,
	},
	{
		scheme: 'okta',
		handshake: 'verification-challenge',
		method: 'GET',
		challenge: 'yuwxa9mLhYXbgGmzMyHpB8VkFkTzQGqVbUXJxTzS',
		secret: SECRET,
		answers: ECHO,
		request: (challenge) => ({ headers: { 'x-okta-verification-challenge': challenge } }),
		answer: (verification) => json({ verification }),
	},
	{
		scheme: 'onfleet',
		handshake: 'check',
		method: 'GET',
		challenge: 'aPpLe-42',
		// In hex, as Onfleet shows it.
		secret: '4bd2a0f0c6d4a7e1'.repeat(4),
		answers: ECHO,
		request: (check) => ({ query: { check } }),
		answer: text,
	},
	{
		scheme: 'slack',
		handshake: 'url-verification',
		method: 'POST',
		challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
		secret: SECRET,
		answers: ECHO,
		request: (challenge) => ({
			body: JSON.stringify({
				token: 'Jhj5dZrVaK7ZwHHjRyZWjbDl',
				challenge,
				type: 'url_verification',
			}),
		}),
		sign: (body, seconds, secret) => ({
			'X-Slack-Request-Timestamp': String(seconds),
			'X-Slack-Signature': `v0=${hmac(secret, `v0:${seconds}:${body}`).digest('hex')}`,
		}),
		answer: (challenge) => json({ challenge }),
	},
	{
		scheme: 'circle',
		handshake: 'reachability',
		method: 'HEAD',
		challenge: '',
		// The published key of the vectors.
		secret:
			'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESl76SZPBJemW0mJNN4KTvYkLT8bOT4UGhFhzNk3fJqf6iuPlLQLq533FelXwczJbjg2U1PHTvQTK7qOQnDL2Tg==',
		answers: NOTHING,
		request: () => ({}),
		answer: acknowledged,
	},
	{
		scheme: 'front',
		handshake: 'challenge',
		method: 'POST',
		challenge: 'DIuHm1k8TzMVhGdJIRhJ',
		secret: SECRET,
		answers: ECHO,
		request: (challenge) => ({
			headers: { 'x-front-challenge': challenge },
			body: JSON.stringify({ type: 'sync', authorization: { id: 'cmp_abc' } }),
		}),
		sign: (body, seconds, secret) => ({
			'x-front-request-timestamp': `${seconds}000`,
			'x-front-signature': hmac(secret, `${seconds}000:${body}`).digest('base64'),
		}),
		answer: (challenge) => json({ challenge }),
	},
	{
		scheme: 'trello',
		handshake: 'reachability',
		method: 'HEAD',
		challenge: '',
		secret: SECRET,
		answers: NOTHING,
		request: () => ({}),
		answer: acknowledged,
	},
	{
		scheme: 'twitch-eventsub',
		handshake: 'callback-verification',
		method: 'POST',
		challenge: 'pogchamp-kappa-360noscope-vohiyo',
		secret: 's3cRe7-of-this-subscription',
		answers: ECHO,
		request: (challenge) => ({
			headers: { 'Twitch-Eventsub-Message-Type': 'webhook_callback_verification' },
			body: JSON.stringify({ challenge, subscription: { type: 'channel.follow' } }),
		}),
		sign: (body, seconds, secret) => {
			const id = 'e76c6bd4-55c9-4987-8304-da1588d8988b';
			const time = new Date(seconds * 1000).toISOString();
			return {
				'Twitch-Eventsub-Message-Id': id,
				'Twitch-Eventsub-Message-Timestamp': time,
				'Twitch-Eventsub-Message-Signature': `sha256=${hmac(secret, id + time + body).digest('hex')}`,
			};
		},
		answer: text,
	},
	{
		scheme: 'woocommerce',
		handshake: 'ping',
		method: 'POST',
		challenge: '12',
		secret: SECRET,
		answers: NOTHING,
		request: (id) => ({
			body: `webhook_id=${encodeURIComponent(id)}`,
			contentType: 'application/x-www-form-urlencoded',
		}),
		answer: acknowledged,
	},
	{
		scheme: 'x',
		handshake: 'challenge-response-check',
		method: 'GET',
		challenge: 'Yzg5NzE1ZTEtYjM2MC00ODE4LWJmZTMtZjU5ZTY3NTQ0ZTgw',
		secret: SECRET,
		answers: { echo: false, hmac: true },
		request: (challenge) => ({ query: { crc_token: challenge, nonce: 'MTY5ODg' } }),
		answer: (challenge) =>
			json({ response_token: `sha256=${hmac(SECRET, challenge).digest('base64')}` }),
	},
	{
		scheme: 'zoom',
		handshake: 'url-validation',
		method: 'POST',
		challenge: 'qgg8vlvZRS6UYooatFL8Aw',
		secret: SECRET,
		answers: { echo: true, hmac: true },
		request: (plainToken) => ({
			body: JSON.stringify({
				payload: { plainToken },
				event_ts: 1_700_000_000_000,
				event: 'endpoint.url_validation',
			}),
		}),
		sign: (body, seconds, secret) => ({
			'x-zm-request-timestamp': String(seconds),
			'x-zm-signature': `v0=${hmac(secret, `v0:${seconds}:${body}`).digest('hex')}`,
		}),
		answer: (plainToken) =>
			json({ plainToken, encryptedToken: hmac(SECRET, plainToken).digest('hex') }),
	},
	...handshakesOfPlatforms,
];

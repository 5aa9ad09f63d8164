import { attemptOnce } from '../../../nodes/shared/delivery/attempt';
import type { Delivery } from '../../../nodes/shared/delivery/delivery';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { standardWebhooks } from '../../../nodes/shared/signing/schemes/standardWebhooks';
import { canSign } from '../../../nodes/shared/signing/sign';
import { newDelivery } from '../../support/delivery';
import { answer, fixedRuntime, scriptedTransport } from '../../support/runtime';
import { keysOf, secretFor, signingKeysOf, verify } from '../../support/schemes';

const signable = signatureSchemes.filter(canSign);
const keysFor = (scheme: SignatureScheme) => signingKeysOf(scheme, secretFor(scheme));

/** One attempt at a delivery, answered with a status. */
async function attemptWith(delivery: Delivery, statusCode = 200) {
	const { transport, sent } = scriptedTransport(answer(statusCode));
	const { runtime } = fixedRuntime();
	const { scheme } = delivery.message;
	const result = await attemptOnce(delivery, keysFor(scheme), transport, runtime);
	const [request] = sent;
	if (!request) throw new Error('Nothing was sent');
	return { ...result, request };
}

test('sends the bytes of the message, with the headers and the limits of the endpoint', async () => {
	const delivery = newDelivery({
		endpoint: { timeoutMs: 1234, verifyCertificate: false, publicAddressOnly: false },
		message: { contentType: 'Application/JSON; charset=utf-8' },
	});
	const { request } = await attemptWith(delivery);
	expect(request).toMatchObject({
		url: 'https://example.com/hook?a=1',
		timeoutMs: 1234,
		verifyCertificate: false,
		publicAddressOnly: false,
		headers: {
			'X-Own': 'yes',
			'Content-Type': 'Application/JSON; charset=utf-8',
			'webhook-id': 'msg_1',
		},
	});
	expect(request.body).toBe(delivery.message.body);
});

test.each(signable.map((scheme): [string, SignatureScheme] => [scheme.id, scheme]))(
	'%s: a receiver that knows the secret accepts each attempt',
	async (_, scheme) => {
		const keys = keysFor(scheme);
		const { transport, sent } = scriptedTransport(answer(503), answer(200));
		const { runtime, advance } = fixedRuntime();
		// A time in the body is what some schemes look at.
		const body = Buffer.from('{"webhookTimestamp":1700000000000}');
		const delivery = newDelivery({ message: { scheme, body } });
		await attemptOnce(delivery, keys, transport, runtime);
		const laterMs = advance(60_000);
		await attemptOnce(delivery, keys, transport, runtime);

		const [first, second] = sent.map((request, index) => ({
			rawHeaders: Object.entries(request.headers).flat(),
			body: request.body,
			url: request.url,
			nowMs: index === 0 ? laterMs - 60_000 : laterMs,
		}));
		if (!first || !second) throw new Error('Two requests were expected');
		expect([first.body, second.body]).toEqual([delivery.message.body, delivery.message.body]);
		const verifyingKeys = keysOf(scheme, secretFor(scheme));
		expect(verify(scheme, verifyingKeys, first)).toMatchObject({ ok: true });
		expect(verify(scheme, verifyingKeys, second)).toMatchObject({ ok: true });
	},
);

test('a form is signed as a form, however its media type is written', async () => {
	const scheme = findScheme('twilio');
	if (!scheme) throw new Error('The scheme of the test is missing');
	const body = Buffer.from('b=2&a=1');
	const contentType = 'Application/X-WWW-Form-Urlencoded; charset=UTF-8';
	const { request } = await attemptWith(newDelivery({ message: { scheme, body, contentType } }));
	const verdict = verify(scheme, keysOf(scheme, secretFor(scheme)), {
		rawHeaders: Object.entries(request.headers).flat(),
		body,
		url: request.url,
		nowMs: 0,
	});
	expect(verdict).toMatchObject({ ok: true });
});

test('the record of an attempt tells when, how long, what time was signed and what came of it', async () => {
	const { runtime, advance } = fixedRuntime();
	const { attempt, response } = await attemptOnce(
		newDelivery(),
		keysFor(standardWebhooks),
		async () => {
			advance(2500);
			return await Promise.resolve(answer(503));
		},
		runtime,
	);
	expect(attempt).toEqual({
		number: 1,
		startedAt: '2023-11-14T22:13:20.000Z',
		durationMs: 2500,
		timestamp: 1_700_000_000,
		outcome: 'failed',
		statusCode: 503,
		reason: 'status',
		nextDelayMs: 1000,
	});
	expect(response).toEqual({ statusCode: 503, headers: {}, body: '{"ok":1}' });
});

test('the last attempt of the policy names no further wait', async () => {
	const delivery = newDelivery({ policy: { delaysMs: [] } });
	const { attempt, decision } = await attemptWith(delivery, 500);
	expect(decision).toEqual({ kind: 'failed', reason: 'retriesExhausted' });
	expect(attempt).toMatchObject({ outcome: 'failed', reason: 'retriesExhausted' });
	expect(attempt).not.toHaveProperty('nextDelayMs');
});

test('a scheme that signs no time leaves none in the record', async () => {
	const scheme = findScheme('github');
	if (!scheme) throw new Error('The scheme of the test is missing');
	const { attempt } = await attemptWith(newDelivery({ message: { scheme } }));
	expect(attempt).not.toHaveProperty('timestamp');
});

test('without an answer there is a kind of error and no status', async () => {
	const { transport } = scriptedTransport({
		kind: 'networkError',
		error: 'dns',
		message: 'The host name could not be resolved (ENOTFOUND)',
	});
	const result = await attemptOnce(
		newDelivery(),
		keysFor(standardWebhooks),
		transport,
		fixedRuntime().runtime,
	);
	expect(result.attempt).toMatchObject({
		statusCode: null,
		error: { kind: 'dns', message: 'The host name could not be resolved (ENOTFOUND)' },
		reason: 'networkError',
		nextDelayMs: 1000,
	});
	expect(result).not.toHaveProperty('response');
});

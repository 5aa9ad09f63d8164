import { advance } from '../../../../nodes/shared/delivery/advance';
import { attemptOnce } from '../../../../nodes/shared/delivery/attempt';
import { withProof } from '../../../../nodes/shared/delivery/authentication/authenticate';
import type {
	AttemptAuthentication,
	Proof,
	UsedProof,
} from '../../../../nodes/shared/delivery/authentication/types';
import { createEndpointHealth } from '../../../../nodes/shared/delivery/health/endpointHealth';
import { failure, success } from '../../../../nodes/shared/result';
import { findScheme } from '../../../../nodes/shared/signing/schemes';
import { keysFrom, newDelivery } from '../../../support/delivery';
import { answer, fixedRuntime, scriptedTransport } from '../../../support/runtime';
import { keysOf, secretFor, signingKeysOf, verify } from '../../../support/schemes';
import type { TransportResult } from '../../../../nodes/shared/http/transport';

const proving = (proof: Proof, ...confidential: string[]): AttemptAuthentication => ({
	prove: async () => await Promise.resolve(success({ proof, confidential })),
});

const bearer = (token: string, renew?: UsedProof['renew']): UsedProof => ({
	proof: { headers: { Authorization: `Bearer ${token}` } },
	confidential: [token],
	...(renew && { renew }),
});

async function attemptWith(
	authentication: AttemptAuthentication,
	results: TransportResult[],
	delivery = newDelivery(),
) {
	const { transport, sent } = scriptedTransport(...results);
	const { scheme } = delivery.message;
	const keys = signingKeysOf(scheme, secretFor(scheme));
	const { runtime } = fixedRuntime();
	const result = await attemptOnce(delivery, keys, transport, runtime, [], authentication);
	return { ...result, sent };
}

const echo = (statusCode: number, text: string): TransportResult => ({
	kind: 'response',
	statusCode,
	headers: { 'x-echo': text },
	body: Buffer.from(text),
});

test('headers of the proof go out beside the signature', async () => {
	const { sent } = await attemptWith(proving({ headers: { 'X-API-Key': 'k' } }), [answer(200)]);
	expect(sent[0]?.headers).toMatchObject({
		'X-API-Key': 'k',
		'webhook-signature': expect.stringMatching(/^v1,/) as unknown,
	});
});

test('a scheme that signs the URL signs it with the parameter of the proof, and no record has it', async () => {
	const scheme = findScheme('twilio');
	if (!scheme) throw new Error('The scheme of the test is missing');
	const body = Buffer.from('a=1');
	const contentType = 'application/x-www-form-urlencoded';
	const delivery = newDelivery({ message: { scheme, body, contentType } });
	const query = { name: 'api key', value: 'a secret & more' };
	const { sent } = await attemptWith(proving({ query }, query.value), [answer(200)], delivery);
	const [request] = sent;
	expect(request?.url).toBe('https://example.com/hook?a=1&api+key=a+secret+%26+more');
	expect(
		verify(scheme, keysOf(scheme, secretFor(scheme)), {
			rawHeaders: Object.entries(request?.headers ?? {}).flat(),
			body,
			url: request?.url ?? '',
			nowMs: 0,
		}),
	).toMatchObject({ ok: true });
});

test.each([
	['https://example.com/hook', 'https://example.com/hook?k=v'],
	['https://example.com/hook?a=%7E&b', 'https://example.com/hook?a=%7E&b&k=v'],
	['https://u:p@example.com/', 'https://u:p@example.com/?k=v'],
])('the rest of %s stays as it is', (url, expected) => {
	expect(withProof(url, { query: { name: 'k', value: 'v' } })).toBe(expected);
});

test('what the receiver echoes of the proof is not kept', async () => {
	const token = 'token-of-the-test-0123456789';
	const text = `you sent Bearer ${token}, ${encodeURIComponent(token)} and ${Buffer.from(token).toString('base64')}`;
	const { response, attempt } = await attemptWith(
		{ prove: async () => await Promise.resolve(success(bearer(token))) },
		[echo(500, text)],
	);
	expect(JSON.stringify({ response, attempt })).not.toContain(token);
	expect(response?.body).toContain('[redacted]');
	expect(JSON.stringify(response)).not.toContain(Buffer.from(token).toString('base64'));
});

describe('a 401', () => {
	test('leads to a new token and one more request, with a signature of its own, in the same attempt', async () => {
		const renew = async () => await Promise.resolve(success(bearer('second-token')));
		const { sent, attempt, response } = await attemptWith(
			{ prove: async () => await Promise.resolve(success(bearer('first-token', renew))) },
			[answer(401), echo(200, 'first-token second-token')],
		);
		expect(sent.map(({ headers }) => headers.Authorization)).toEqual([
			'Bearer first-token',
			'Bearer second-token',
		]);
		expect(attempt).toMatchObject({ number: 1, outcome: 'delivered', statusCode: 200 });
		expect(response?.body).toBe('[redacted] [redacted]');
	});

	test('after that is the result, as is one without another token', async () => {
		const renew = async () => await Promise.resolve(success(bearer('second', renew)));
		const twice = await attemptWith(
			{ prove: async () => await Promise.resolve(success(bearer('first', renew))) },
			[answer(401), answer(401)],
		);
		expect(twice.attempt).toMatchObject({ statusCode: 401, reason: 'status' });
		const once = await attemptWith(proving({ headers: { 'X-Key': 'k' } }), [answer(401)]);
		expect(once.sent).toHaveLength(1);
	});

	test.each<[string, UsedProof['renew']]>([
		['cannot be fetched', async () => await Promise.resolve(failure('The server is down'))],
		['throws', async () => await Promise.reject(new Error('broken'))],
	])('stays the result when the next token %s', async (_, renew) => {
		const { attempt, sent } = await attemptWith(
			{ prove: async () => await Promise.resolve(success(bearer('first', renew))) },
			[answer(401)],
		);
		expect(sent).toHaveLength(1);
		expect(attempt).toMatchObject({ statusCode: 401, outcome: 'failed' });
	});
});

test('without a proof nothing is sent, and the delivery is tried again', async () => {
	const { sent, attempt, decision } = await attemptWith(
		{ prove: async () => await Promise.resolve(failure('The token endpoint answered 500')) },
		[],
	);
	expect(sent).toHaveLength(0);
	expect(decision).toMatchObject({ kind: 'retry', reason: 'networkError' });
	expect(attempt).toMatchObject({
		outcome: 'failed',
		statusCode: null,
		error: { kind: 'authentication', message: 'The token endpoint answered 500' },
	});
	expect(attempt).not.toHaveProperty('timestamp');
});

test('an attempt whose authentication cannot be found is none, and says why', async () => {
	const { transport, sent } = scriptedTransport();
	const delivery = newDelivery({ endpoint: { isAuthenticated: true } });
	const tools = {
		transport,
		runtime: fixedRuntime().runtime,
		findKeys: keysFrom(delivery.message.scheme),
		health: createEndpointHealth(),
	};
	const ended = await advance(delivery, {
		...tools,
		findAuthentication: async () => await Promise.resolve(failure('The certificate expired.')),
	});
	expect(ended).toMatchObject({
		status: 'failed',
		reason: 'notAttempted',
		problem: 'The certificate expired.',
		attempts: [],
	});
	expect(await advance(delivery, tools)).toMatchObject({
		status: 'failed',
		problem: expect.stringContaining("field 'Authentication'") as unknown,
	});
	expect(sent).toHaveLength(0);
});

test('an endpoint that wants no authentication gets none', async () => {
	const { transport, sent } = scriptedTransport(answer(200));
	const delivery = newDelivery();
	await advance(delivery, {
		transport,
		runtime: fixedRuntime().runtime,
		findKeys: keysFrom(delivery.message.scheme),
		findAuthentication: async () =>
			await Promise.resolve(success(proving({ headers: { Authorization: 'Bearer t' } }))),
	});
	expect(sent[0]?.headers).not.toHaveProperty('Authorization');
});

test('the method is that of the endpoint, and headers tell which attempt it is', async () => {
	const endpoint = {
		method: 'PUT',
		attemptHeaders: { number: 'X-Attempt', firstAttempt: 'X-First' },
	} as const;
	const { transport, sent } = scriptedTransport(answer(503), answer(200));
	const { runtime, advance: pass } = fixedRuntime();
	const delivery = newDelivery({ endpoint });
	const tools = { transport, runtime, findKeys: keysFrom(delivery.message.scheme) };
	const next = await advance(delivery, tools);
	pass(5_000);
	await advance(next, tools);
	const first = new Date(1_700_000_000_000).toISOString();
	expect(
		sent.map(({ method, headers }) => [method, headers['X-Attempt'], headers['X-First']]),
	).toEqual([
		['PUT', '1', first],
		['PUT', '2', first],
	]);
});

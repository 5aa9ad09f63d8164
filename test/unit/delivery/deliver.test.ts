import { deliver, withoutCredentials } from '../../../nodes/shared/delivery/deliver';
import type { DeliveryRequest, RetryPolicy } from '../../../nodes/shared/delivery/types';
import { standardWebhooks } from '../../../nodes/shared/signing/schemes/standardWebhooks';
import { answer, fixedRuntime, scriptedTransport } from '../../support/runtime';
import { keysOf, secretFor, verify } from '../../support/schemes';

const keys = keysOf(standardWebhooks, secretFor(standardWebhooks));
const request: DeliveryRequest = {
	url: 'https://user:pass@example.com/hook?a=1',
	scheme: standardWebhooks,
	keys,
	id: 'msg_1',
	body: Buffer.from('{"a":1}\n'),
	contentType: 'application/json',
	headers: { 'X-Own': 'yes' },
	timeoutMs: 30_000,
	verifyCertificate: true,
};
const policy: RetryPolicy = {
	maxRetries: 3,
	initialDelayMs: 1000,
	factor: 2,
	maxDelayMs: 60_000,
	jitter: 0.2,
};

test('tries again with the same id and body and a fresh signature until it is accepted', async () => {
	const { transport, sent } = scriptedTransport(answer(503), answer(500), answer(202));
	const { runtime, waits } = fixedRuntime();
	const record = await deliver(request, policy, transport, runtime);

	expect(waits).toEqual([1000, 2000]);
	expect(record).toMatchObject({
		id: 'msg_1',
		status: 'delivered',
		statusCode: 202,
	});
	expect(record.url).toBe('https://example.com/hook?a=1');
	expect(record.attempts).toEqual([
		{
			number: 1,
			startedAt: '2023-11-14T22:13:20.000Z',
			durationMs: 0,
			timestamp: 1_700_000_000,
			outcome: 'failed',
			statusCode: 503,
			reason: 'status',
			nextDelayMs: 1000,
		},
		expect.objectContaining({
			number: 2,
			timestamp: 1_700_000_001,
			nextDelayMs: 2000,
		}),
		expect.objectContaining({
			number: 3,
			timestamp: 1_700_000_003,
			reason: 'accepted',
		}),
	]);
	expect(new Set(sent.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
	for (const [index, each] of sent.entries()) {
		expect(each.headers).toMatchObject({
			'webhook-id': 'msg_1',
			'X-Own': 'yes',
		});
		expect(each.body).toBe(request.body);
		const verdict = verify(standardWebhooks, keys, {
			rawHeaders: Object.entries(each.headers).flat(),
			body: each.body,
			nowMs: Date.parse(record.attempts[index]?.startedAt ?? ''),
		});
		expect(verdict.ok).toBe(true);
	}
});

test('gives up after the last retry and keeps the last answer', async () => {
	const results = [1, 2, 3, 4].map(() => answer(503));
	const { transport, sent } = scriptedTransport(...results);
	const record = await deliver(request, policy, transport, fixedRuntime().runtime);
	expect(sent).toHaveLength(4);
	expect(record).toMatchObject({
		status: 'failed',
		statusCode: 503,
		response: { statusCode: 503, body: '{"ok":1}' },
	});
	expect(record.attempts.at(-1)).toMatchObject({ reason: 'retriesExhausted' });
	expect(record.attempts.at(-1)).not.toHaveProperty('nextDelayMs');
});

test('records a network error without an answer', async () => {
	const { transport } = scriptedTransport({
		kind: 'networkError',
		error: 'dns',
		message: 'The host name could not be resolved (ENOTFOUND)',
	});
	const record = await deliver(
		request,
		{ ...policy, maxRetries: 0 },
		transport,
		fixedRuntime().runtime,
	);
	expect(record).toMatchObject({ status: 'failed', statusCode: null });
	expect(record).not.toHaveProperty('response');
	expect(record.attempts[0]).toMatchObject({
		statusCode: null,
		error: { kind: 'dns' },
	});
});

test('stops when the work is cancelled while it waits', async () => {
	const { transport, sent } = scriptedTransport(answer(503), answer(200));
	const { runtime, cancel } = fixedRuntime();
	const record = await deliver(request, policy, transport, {
		...runtime,
		sleep: async () => {
			cancel();
			await Promise.resolve();
		},
	});
	expect(sent).toHaveLength(1);
	expect(record.status).toBe('failed');
});

test.each([
	['https://user:pass@example.com/a', 'https://example.com/a'],
	['https://user@example.com/a', 'https://example.com/a'],
	['https://example.com', 'https://example.com'],
	['not a url', 'not a url'],
])('%s is shown as %s', (url, shown) => {
	expect(withoutCredentials(url)).toBe(shown);
});

import fc from 'fast-check';
import { advance } from '../../../nodes/shared/delivery/advance';
import { success } from '../../../nodes/shared/result';
import { giveUp } from '../../../nodes/shared/delivery/delivery';
import type { DeliveryTools } from '../../../nodes/shared/delivery/advance';
import {
	createEndpointHealth,
	DEFAULT_HEALTH_SETTINGS,
} from '../../../nodes/shared/delivery/health/endpointHealth';
import type { Delivery } from '../../../nodes/shared/delivery/delivery';
import type { EndpointKeys } from '../../../nodes/shared/delivery/keys';
import type { TransportResult } from '../../../nodes/shared/http/transport';
import { standardWebhooks } from '../../../nodes/shared/signing/schemes/standardWebhooks';
import { keysFrom, newDelivery, QUEUED_AT_MS } from '../../support/delivery';
import { answer, fixedRuntime, scriptedTransport } from '../../support/runtime';
import { keysOf, secretFor, signingKeysOf, verify } from '../../support/schemes';

const findKeys = keysFrom(standardWebhooks);
const networkError: TransportResult = { kind: 'networkError', error: 'reset', message: '' };

function toolsFor(...results: TransportResult[]) {
	const { transport, sent } = scriptedTransport(...results);
	const { runtime, advance: pass } = fixedRuntime(QUEUED_AT_MS);
	const tools: DeliveryTools = { transport, runtime, findKeys };
	return { tools, sent, pass, nowMs: runtime.nowMs };
}

/** Takes steps, each when it is due, until the delivery has ended. */
async function bringToEnd(
	delivery: Delivery,
	tools: DeliveryTools,
	pass: (ms: number) => unknown,
): Promise<Delivery> {
	let current = delivery;
	while (current.status === 'pending') {
		pass(Math.max(0, current.dueAtMs - tools.runtime.nowMs()));
		current = await advance(current, tools);
	}
	return current;
}

/** Whether a receiver with this secret accepts the request at the time that it was signed. */
function isAccepted(
	request: { headers: Readonly<Record<string, string>>; body: Buffer },
	secret: string,
) {
	const verdict = verify(standardWebhooks, keysOf(standardWebhooks, secret), {
		rawHeaders: Object.entries(request.headers).flat(),
		body: request.body,
		nowMs: Number(request.headers['webhook-timestamp']) * 1000,
	});
	return verdict.ok;
}

test('tries again with the same id and bytes and a fresh signature until it is accepted', async () => {
	const { tools, sent, pass } = toolsFor(answer(503), networkError, answer(202));
	const delivery = newDelivery();
	const ended = await bringToEnd(delivery, tools, pass);

	expect(ended).toMatchObject({
		status: 'delivered',
		reason: 'accepted',
		queuedAtMs: QUEUED_AT_MS,
		firstAttemptAtMs: QUEUED_AT_MS,
		response: { statusCode: 202 },
	});
	expect(ended.attempts).toMatchObject([
		{ number: 1, timestamp: 1_700_000_000, statusCode: 503, nextDelayMs: 1000 },
		{ number: 2, timestamp: 1_700_000_001, statusCode: null, nextDelayMs: 2000 },
		{ number: 3, timestamp: 1_700_000_003, statusCode: 202, reason: 'accepted' },
	]);
	expect(new Set(sent.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
	expect(new Set(sent.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(['msg_1']));
	for (const request of sent) {
		expect(request.body).toBe(delivery.message.body);
		expect(isAccepted(request, secretFor(standardWebhooks))).toBe(true);
	}
});

test('gives up after the last retry and keeps the last answer', async () => {
	const { tools, sent, pass } = toolsFor(answer(500), answer(500), answer(500), answer(503));
	const ended = await bringToEnd(newDelivery(), tools, pass);
	expect(sent).toHaveLength(4);
	expect(ended).toMatchObject({
		status: 'failed',
		reason: 'retriesExhausted',
		response: { statusCode: 503, body: '{"ok":1}' },
	});
});

test('an answer is not taken for that of a later attempt which got none', async () => {
	const { tools, pass } = toolsFor(answer(503), networkError);
	const first = await advance(newDelivery(), tools);
	pass(1000);
	const second = await advance(first, tools);
	expect(first).toHaveProperty('response');
	expect(second).not.toHaveProperty('response');
	expect(second).toMatchObject({ status: 'pending', reason: 'networkError' });
});

test('a step does not change the delivery that it was given', async () => {
	const { tools } = toolsFor(answer(503));
	const delivery = newDelivery();
	const before = { ...delivery };
	await advance(delivery, tools);
	expect(delivery).toEqual(before);
	expect(delivery.attempts).toEqual([]);
});

describe('keys', () => {
	test('are looked up for every attempt, so that a changed secret counts', async () => {
		const { tools, sent, pass } = toolsFor(answer(503), answer(200));
		const [oldSecret, newSecret] = [secretFor(standardWebhooks, 1), secretFor(standardWebhooks, 2)];
		const secrets = [oldSecret, newSecret];
		const asked: string[] = [];
		await bringToEnd(
			newDelivery(),
			{
				...tools,
				findKeys: async ({ url }, scheme) => {
					asked.push(url);
					const keys = signingKeysOf(scheme, secrets[asked.length - 1] as string);
					return await Promise.resolve(success({ keys }));
				},
			},
			pass,
		);
		expect(asked).toEqual(['https://example.com/hook?a=1', 'https://example.com/hook?a=1']);
		const verdicts = sent.map((each) => secrets.map((secret) => isAccepted(each, secret)));
		expect(verdicts).toEqual([
			[true, false],
			[false, true],
		]);
	});

	test('that are missing end the delivery, and nothing is sent', async () => {
		const { tools, sent } = toolsFor();
		const missing: EndpointKeys = { ok: false, problem: "The field 'Secret' is empty." };
		const ended = await advance(newDelivery(), {
			...tools,
			findKeys: async () => await Promise.resolve(missing),
		});
		expect(ended).toMatchObject({
			status: 'failed',
			reason: 'notAttempted',
			problem: "The field 'Secret' is empty.",
			attempts: [],
		});
		expect(sent).toEqual([]);
	});

	test('that go missing between attempts leave the earlier ones in the record', async () => {
		const { tools, sent } = toolsFor(answer(503));
		const first = await advance(newDelivery(), tools);
		const ended = await advance(first, {
			...tools,
			findKeys: async () => await Promise.resolve({ ok: false, problem: 'gone' }),
		});
		expect(ended).toMatchObject({ reason: 'notAttempted', attempts: [{ statusCode: 503 }] });
		expect(sent).toHaveLength(1);
	});
});

describe('while the circuit of the endpoint is open', () => {
	const OPEN_MS = 5000;
	const settings = { ...DEFAULT_HEALTH_SETTINGS, minAttempts: 1, openMs: OPEN_MS };

	/** Tools whose endpoint has just failed with another delivery. */
	async function withOpenCircuit(failedUrl: string, ...results: TransportResult[]) {
		const health = createEndpointHealth(settings);
		const made = toolsFor(answer(500), ...results);
		const tools = { ...made.tools, health };
		await advance(newDelivery({ endpoint: { url: failedUrl } }), tools);
		return { ...made, tools };
	}

	const patient = { delaysMs: [60_000] };
	const url = 'https://example.com/hook';

	test('a delivery is held back until it may be tried, and uses up no attempt', async () => {
		const { tools, sent } = await withOpenCircuit(url);
		const held = await advance(newDelivery({ endpoint: { url }, policy: patient }), tools);
		expect(held).toMatchObject({
			status: 'pending',
			reason: 'circuitOpen',
			dueAtMs: QUEUED_AT_MS + OPEN_MS,
			attempts: [],
		});
		expect(held).not.toHaveProperty('firstAttemptAtMs');
		expect(sent).toHaveLength(1);
	});

	test('it goes on once the endpoint may be tried, with all of its attempts', async () => {
		const { tools, sent, pass } = await withOpenCircuit(url, answer(200));
		const delivery = newDelivery({ endpoint: { url }, policy: patient });
		const ended = await bringToEnd(delivery, tools, pass);
		expect(ended).toMatchObject({
			status: 'delivered',
			firstAttemptAtMs: QUEUED_AT_MS + OPEN_MS,
			attempts: [{ number: 1 }],
		});
		expect(sent).toHaveLength(2);
	});

	test('it is given up when the endpoint may be tried only after the span of its policy', async () => {
		const { tools, sent } = await withOpenCircuit(url);
		const policy = { delaysMs: [OPEN_MS - 1] };
		const ended = await advance(newDelivery({ endpoint: { url }, policy }), tools);
		expect(ended).toMatchObject({ status: 'failed', reason: 'circuitOpen', attempts: [] });
		expect(sent).toHaveLength(1);
	});

	test('it is still held back when the span of its policy just suffices', async () => {
		const { tools } = await withOpenCircuit(url);
		const policy = { delaysMs: [OPEN_MS] };
		const held = await advance(newDelivery({ endpoint: { url }, policy }), tools);
		expect(held).toMatchObject({ status: 'pending', reason: 'circuitOpen' });
	});

	test.each([
		['another query', 'https://example.com/hook?event=2'],
		['a user name', 'https://alice:password@example.com/hook'],
	])('it counts as the same endpoint with %s', async (_, otherUrl) => {
		const { tools } = await withOpenCircuit('https://example.com/hook?event=1');
		const delivery = newDelivery({ endpoint: { url: otherUrl }, policy: patient });
		expect(await advance(delivery, tools)).toMatchObject({ reason: 'circuitOpen' });
	});

	test('another endpoint is left alone', async () => {
		const { tools } = await withOpenCircuit(url, answer(200));
		const other = newDelivery({ endpoint: { url: 'https://example.com/other' } });
		expect(await advance(other, tools)).toMatchObject({ status: 'delivered' });
	});
});

test('what is given up keeps all that it takes to send it again', () => {
	const delivery = newDelivery();
	expect(giveUp(delivery, 'cancelled')).toEqual({
		...delivery,
		status: 'failed',
		reason: 'cancelled',
	});
	expect(giveUp(delivery, 'notAttempted', 'why')).toMatchObject({ problem: 'why' });
});

const results = fc.oneof(
	fc.integer({ min: 200, max: 599 }).map((statusCode) => answer(statusCode)),
	fc.constant(networkError),
);

test('whatever comes back: as many attempts as allowed, each when due, one id, the same bytes', async () => {
	const waits = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 6 });
	await fc.assert(
		fc.asyncProperty(
			waits,
			fc.array(results, { minLength: 7, maxLength: 7 }),
			async (delaysMs, script) => {
				const { tools, sent, pass } = toolsFor(...script);
				const delivery = newDelivery({ policy: { delaysMs } });
				const ended = await bringToEnd(delivery, tools, pass);
				expect(ended.attempts.map((attempt) => attempt.number)).toEqual(
					sent.map((_, index) => index + 1),
				);
				expect(sent.length).toBeLessThanOrEqual(delaysMs.length + 1);
				const isDelivered = ended.attempts.at(-1)?.reason === 'accepted';
				expect(ended.status).toBe(isDelivered ? 'delivered' : 'failed');
				for (const { body, headers } of sent) {
					expect(body).toBe(delivery.message.body);
					expect(headers['webhook-id']).toBe('msg_1');
				}
				const startsMs = ended.attempts.map(({ startedAt }) => Date.parse(startedAt));
				const gapsMs = startsMs.slice(1).map((ms, index) => ms - (startsMs[index] as number));
				expect(gapsMs).toEqual(delaysMs.slice(0, gapsMs.length));
			},
		),
	);
});

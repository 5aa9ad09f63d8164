import { advance } from '../../../nodes/shared/delivery/advance';
import type { DeliveryTools } from '../../../nodes/shared/delivery/advance';
import { createEndpointHealth } from '../../../nodes/shared/delivery/health/endpointHealth';
import { toRecordSafely } from '../../../nodes/shared/delivery/record';
import type { Delivery } from '../../../nodes/shared/delivery/delivery';
import type { Sealer } from '../../../nodes/shared/delivery/storedDelivery';
import type { TransportResult } from '../../../nodes/shared/http/transport';
import { standardWebhooks } from '../../../nodes/shared/signing/schemes/standardWebhooks';
import { keysFrom, newDelivery, QUEUED_AT_MS, sealerWith } from '../../support/delivery';
import { answer, fixedRuntime, scriptedTransport } from '../../support/runtime';

const fail = (): never => {
	throw new RangeError('Maximum call stack size exceeded');
};

const sealer = sealerWith('secret');

/** One attempt that was answered, with something broken behind it, and the record of it. */
async function recordAfter(
	result: TransportResult,
	broken: Partial<DeliveryTools> & {
		readonly sealer?: Sealer;
		readonly policy?: Delivery['policy'];
	},
) {
	const { transport, sent } = scriptedTransport(result);
	const { runtime } = fixedRuntime(QUEUED_AT_MS);
	const { sealer: brokenSealer = sealer, policy, ...tools } = broken;
	const delivery = await advance(newDelivery({ policy: policy ?? {} }), {
		transport,
		runtime,
		findKeys: keysFrom(standardWebhooks),
		...tools,
	});
	expect(sent.length).toBeLessThanOrEqual(1);
	return toRecordSafely(delivery, brokenSealer);
}

const health = {
	allow: () => ({ allowed: true }) as const,
	record: fail,
	report: fail,
	restore: fail,
};
const unusable = { delaysMs: undefined } as unknown as Delivery['policy'];

describe.each([
	[200, 'delivered'],
	[503, 'pending'],
] as const)('after an answer of %d', (statusCode, status) => {
	test('a fault in what is known of endpoints changes nothing', async () => {
		const record = await recordAfter(answer(statusCode), { health });
		expect(record).toMatchObject({ status, statusCode, attempts: [{ number: 1, statusCode }] });
	});

	test('headers that cannot be read do not hide the status', async () => {
		const result = { ...answer(statusCode), headers: null } as unknown as TransportResult;
		const record = await recordAfter(result, {});
		expect(record).toMatchObject({ statusCode, attempts: [{ number: 1, statusCode }] });
		expect(record.status).toBe(statusCode === 200 ? 'delivered' : 'failed');
	});

	test('a retry policy that cannot be used ends the delivery, with its answer', async () => {
		const record = await recordAfter(answer(statusCode), { policy: unusable });
		expect(record).toMatchObject({ statusCode, attempts: [{ number: 1, statusCode }] });
		expect(record.status).toBe(statusCode === 200 ? 'delivered' : 'failed');
	});

	test('what cannot be stored comes out as failed, with its attempts and the reason', async () => {
		const record = await recordAfter(answer(statusCode), { sealer: { seal: fail, open: fail } });
		expect(record).toMatchObject({
			statusCode,
			attempts: [{ number: 1, statusCode }],
			response: { statusCode },
		});
		expect(record.status).toBe(statusCode === 200 ? 'delivered' : 'failed');
		if (statusCode === 503) {
			expect(record).toMatchObject({
				reason: 'notWaited',
				problem: expect.stringContaining('Maximum call stack size exceeded') as string,
			});
			expect(record).not.toHaveProperty('delivery');
		}
	});
});

test('a transport that throws against its contract is an attempt without an answer', async () => {
	const record = await recordAfter(answer(200), { transport: fail });
	expect(record).toMatchObject({
		status: 'pending',
		attempts: [{ number: 1, statusCode: null, error: { kind: 'other' } }],
	});
});

test('a delivered record says nothing of failures from before, with the circuit breaker off', async () => {
	const known = createEndpointHealth();
	const { endpoint } = newDelivery();
	const key = endpoint.url.split('?')[0] ?? '';
	known.restore(key, QUEUED_AT_MS - 1000);
	const { transport } = scriptedTransport(answer(200));
	const { runtime } = fixedRuntime(QUEUED_AT_MS);
	const findKeys = keysFrom(standardWebhooks);
	const tools = { transport, runtime, findKeys, health: known, circuitBreaker: false };
	await advance(newDelivery(), tools);
	expect(known.report(key)).toBeUndefined();
});

test('with the circuit breaker off, failures are counted and nothing is held back', async () => {
	const known = createEndpointHealth();
	const { runtime } = fixedRuntime(QUEUED_AT_MS);
	const findKeys = keysFrom(standardWebhooks);
	for (let count = 0; count < 20; count += 1) {
		const { transport } = scriptedTransport(answer(503));
		const tools = { transport, runtime, findKeys, health: known, circuitBreaker: false };
		expect((await advance(newDelivery(), tools)).attempts).toHaveLength(1);
	}
	const key = newDelivery().endpoint.url.split('?')[0] ?? '';
	expect(known.report(key)).toMatchObject({ failingSince: new Date(QUEUED_AT_MS).toISOString() });
});

test.each([NaN, Infinity, -1, 0, 1e17])('a time of %d from outside is no time', (sinceMs) => {
	const known = createEndpointHealth();
	known.restore('a', sinceMs);
	expect(known.report('a')).toBeUndefined();
});

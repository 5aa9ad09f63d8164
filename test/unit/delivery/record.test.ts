import fc from 'fast-check';
import { giveUp } from '../../../nodes/shared/delivery/delivery';
import {
	endRecord,
	readRecord,
	resumeDelivery,
	toRecord,
} from '../../../nodes/shared/delivery/record';
import type { DeliveryRecord } from '../../../nodes/shared/delivery/record';
import type { Attempt, Delivery } from '../../../nodes/shared/delivery/delivery';
import { endpointKeyOf } from '../../../nodes/shared/delivery/endpoints/endpointKey';
import { withoutLogin } from '../../../nodes/shared/http/sentUrl';
import { newDelivery, QUEUED_AT_MS, sealerWith, throughJson } from '../../support/delivery';

const sealer = sealerWith('the secret of the credential');

const failedAttempt: Attempt = {
	number: 1,
	startedAt: '2023-11-14T22:13:20.000Z',
	durationMs: 5,
	timestamp: 1_700_000_000,
	outcome: 'failed',
	statusCode: 503,
	reason: 'status',
	nextDelayMs: 1000,
};

/** A delivery that failed once and waits for its next attempt. */
const waiting: Delivery = {
	...newDelivery({
		endpoint: { name: 'Shop', url: 'https://alice:password@example.com/hook', secret: 'secret' },
	}),
	firstAttemptAtMs: QUEUED_AT_MS,
	dueAtMs: QUEUED_AT_MS + 1005,
	attempts: [failedAttempt],
	reason: 'status',
	response: { statusCode: 503, headers: { a: 'b' }, body: { ok: 1 } },
};

const delivered: Delivery = {
	...waiting,
	status: 'delivered',
	reason: 'accepted',
	attempts: [failedAttempt, { ...failedAttempt, number: 2, statusCode: 200, reason: 'accepted' }],
};

/** The delivery as it comes back from its stored record. */
function resumed(delivery: Delivery): Delivery {
	const read = readRecord(throughJson(toRecord(delivery, sealer)));
	if (!read.ok) throw new Error(read.problem);
	const result = resumeDelivery(read.value, sealer);
	if (!result.ok) throw new Error(result.problem);
	return result.value;
}

test('the record of a delivery that waits says for when, and holds what it takes to go on', () => {
	expect(toRecord(waiting, sealer)).toEqual({
		id: 'msg_1',
		event: 'order.paid',
		endpoint: 'Shop',
		url: 'https://example.com/hook',
		status: 'pending',
		statusCode: 503,
		reason: 'status',
		attempts: [failedAttempt],
		nextAttemptAt: '2023-11-14T22:13:21.005Z',
		response: { statusCode: 503, headers: { a: 'b' }, body: { ok: 1 } },
		delivery: expect.objectContaining({ dueAtMs: QUEUED_AT_MS + 1005 }) as unknown,
	});
});

test('the record of what was delivered holds nothing to send it again', () => {
	const record = toRecord(delivered, sealer);
	expect(record).toMatchObject({ status: 'delivered', statusCode: 200 });
	expect(record).not.toHaveProperty('delivery');
	expect(record).not.toHaveProperty('nextAttemptAt');
});

test('the record of what failed holds what it takes to send it again, and no time for it', () => {
	const record = toRecord(giveUp(waiting, 'notAttempted', 'Why.'), sealer);
	expect(record).toMatchObject({ status: 'failed', reason: 'notAttempted', problem: 'Why.' });
	expect(record.delivery).toBeDefined();
	expect(record.delivery).not.toHaveProperty('dueAtMs');
	expect(record).not.toHaveProperty('nextAttemptAt');
});

test('before the first attempt there is no status code and no reason', () => {
	const record = toRecord(newDelivery(), sealer);
	expect(record).toMatchObject({ status: 'pending', statusCode: null, attempts: [] });
	expect(record).not.toHaveProperty('reason');
});

test('what is wrong with the endpoint is part of the record', () => {
	const health = { failingSince: '2023-11-14T22:13:20.000Z', circuit: 'open' } as const;
	expect(toRecord(waiting, sealer, health).health).toBe(health);
	expect(toRecord(waiting, sealer)).not.toHaveProperty('health');
});

test('a delivery goes on where its record ends', () => {
	expect(resumed(waiting)).toEqual(waiting);
	expect(resumed(newDelivery())).toEqual(newDelivery());
});

test('any delivery goes on where its record ends', () => {
	const text = fc.string({ unit: 'grapheme', minLength: 1 });
	const parts = fc.record({
		message: fc.record({
			id: text,
			eventName: fc.option(text, { nil: undefined }),
			body: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
			contentType: text,
		}),
		endpoint: fc.record({
			name: fc.option(text, { nil: undefined }),
			url: fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] }),
			headers: fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z-]{0,9}$/), text),
			secret: fc.option(text, { nil: undefined }),
			timeoutMs: fc.integer({ min: 1, max: 300_000 }),
			verifyCertificate: fc.boolean(),
			publicAddressOnly: fc.boolean(),
		}),
		policy: fc.record({
			delaysMs: fc.array(fc.integer({ min: 0, max: 604_800_000 }), { maxLength: 30 }),
			jitter: fc.constantFrom('none', 'full', 'equal', 'twentyPercent'),
			totalBudgetMs: fc.option(fc.integer({ min: 0, max: 2_592_000_000 }), { nil: undefined }),
		}),
	});
	fc.assert(
		fc.property(parts, fc.nat(), (changes, waitMs) => {
			const delivery = { ...newDelivery(changes), dueAtMs: QUEUED_AT_MS + waitMs };
			expect(resumed(delivery)).toEqual(delivery);
		}),
		{ numRuns: 100 },
	);
});

test('a delivery does not go on when the secret that hid its parts is gone', () => {
	const read = readRecord(toRecord(waiting, sealer));
	if (!read.ok) throw new Error(read.problem);
	expect(resumeDelivery(read.value, sealerWith('another'))).toMatchObject({
		ok: false,
		problem: expect.stringContaining('Previous Secret') as unknown,
	});
});

describe('a record that does not fit is refused at its first bad part', () => {
	const record = throughJson(toRecord(waiting, sealer));

	test.each<[string, unknown]>([
		['id', { ...record, id: 7 }],
		['status', { ...record, status: 'delivered' }],
		['attempts', { ...record, attempts: 'none' }],
		['attempts.0.number', { ...record, attempts: [{ ...failedAttempt, number: 'one' }] }],
		['attempts.0.statusCode', { ...record, attempts: [{ ...failedAttempt, statusCode: '503' }] }],
		['delivery', { ...record, delivery: undefined }],
		['delivery.version', { ...record, delivery: { ...record.delivery, version: 99 } }],
		[
			'delivery.endpoint.url',
			{
				...record,
				delivery: { ...record.delivery, endpoint: { ...record.delivery?.endpoint, url: 'x' } },
			},
		],
		[
			'delivery.policy.delaysMs.1',
			{
				...record,
				delivery: { ...record.delivery, policy: { ...waiting.policy, delaysMs: [1, '2'] } },
			},
		],
	])('%s', (path, value) => {
		expect(readRecord(value)).toEqual({ ok: false, problem: path });
	});

	test.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['a text', 'text'],
		['a list', [record]],
	])('%s', (_, value) => {
		expect(readRecord(value)).toEqual({ ok: false, problem: '' });
	});
});

test('what others have added to a record stays there', () => {
	const read = readRecord({ ...toRecord(waiting, sealer), note: 'call them' });
	expect(read).toMatchObject({ ok: true, value: { note: 'call them' } });
});

describe('a record that ends without another attempt', () => {
	const ended = endRecord(toRecord(waiting, sealer), 'notWaited', 'Why.');

	test('says why, and names no next attempt', () => {
		expect(ended).toMatchObject({
			status: 'failed',
			reason: 'notWaited',
			problem: 'Why.',
			statusCode: 503,
			attempts: [failedAttempt],
		});
		expect(ended).not.toHaveProperty('nextAttemptAt');
		expect(ended.delivery).not.toHaveProperty('dueAtMs');
	});

	test('still holds what it takes to send it again', () => {
		expect(readRecord(throughJson(ended)).ok).toBe(true);
	});

	test('ends also when it never held that', () => {
		const bare: Partial<DeliveryRecord> = { ...toRecord(waiting, sealer) };
		Reflect.deleteProperty(bare, 'delivery');
		const without = endRecord(bare as DeliveryRecord, 'notWaited', 'Why.');
		expect(without).toMatchObject({ status: 'failed', reason: 'notWaited' });
		expect(without).not.toHaveProperty('delivery');
	});
});

test.each([
	['https://user:pass@example.com/a', 'https://example.com/a'],
	['https://user@example.com/a', 'https://example.com/a'],
	['https://example.com', 'https://example.com'],
	['not a url', 'not a url'],
])('%s is shown as %s', (url, shown) => {
	expect(withoutLogin(url)).toBe(shown);
});

test.each([
	['https://user:pass@example.com/a?b=1', 'https://example.com/a'],
	['https://example.com/a', 'https://example.com/a'],
	['https://example.com/a?b?c', 'https://example.com/a'],
])('%s is known as the endpoint %s', (url, key) => {
	expect(endpointKeyOf(url)).toBe(key);
});

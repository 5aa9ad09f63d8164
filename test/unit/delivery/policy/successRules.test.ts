import fc from 'fast-check';
import { decide } from '../../../../nodes/shared/delivery/decide';
import type { RetryPolicy } from '../../../../nodes/shared/delivery/policy/retryPolicySchema';
import { retryPolicySchema } from '../../../../nodes/shared/delivery/policy/retryPolicySchema';
import {
	findUnmetRule,
	readSuccessRule,
	successOperators,
} from '../../../../nodes/shared/delivery/policy/successRules';
import type { SuccessOperator } from '../../../../nodes/shared/delivery/policy/successRules';
import { throughJson, usualPolicy } from '../../../support/delivery';

const response = (body: Buffer | string | undefined, statusCode = 200, bodyOmitted?: string) => ({
	kind: 'response' as const,
	statusCode,
	headers: {},
	...(body !== undefined && { body: Buffer.from(body) }),
	...(bodyOmitted !== undefined && { bodyOmitted }),
});

const unmet = (path: string, operator: SuccessOperator, value: string, body: unknown) =>
	findUnmetRule(
		{ rules: [{ path, operator, value }], isRetried: true },
		response(JSON.stringify(body)),
	);

// Path, operator, value, body, and whether it is a success.
const cases: ReadonlyArray<[string, SuccessOperator, string, unknown, boolean]> = [
	['success', 'equals', 'true', { success: true }, true],
	['success', 'equals', 'true', { success: 'true' }, true],
	['success', 'equals', 'true', { success: false }, false],
	['success', 'equals', 'true', {}, false],
	['success', 'equals', 'true', [], false],
	['code', 'equals', '0', { code: 0 }, true],
	['code', 'equals', '0', { code: '0' }, true],
	['code', 'equals', '0', { code: 7 }, false],
	['data.status', 'equals', 'ok', { data: { status: 'ok' } }, true],
	['data.0.status', 'equals', 'ok', { data: [{ status: 'ok' }] }, true],
	['constructor', 'exists', '', {}, false],
	['errors', 'notExists', '', { data: {} }, true],
	['errors', 'notExists', '', { data: {}, errors: null }, true],
	['errors', 'notExists', '', { errors: [{ message: 'no' }] }, false],
	['id', 'exists', '', { id: 'a' }, true],
	['id', 'exists', '', { id: null }, false],
	['status', 'notEquals', 'error', { status: 'ok' }, true],
	['status', 'notEquals', 'error', {}, true],
	['status', 'notEquals', 'error', { status: 'error' }, false],
	['message', 'contains', 'queued', { message: 'was queued' }, true],
	['message', 'contains', 'queued', { message: 'refused' }, false],
	['tags', 'contains', 'a', { tags: ['a', 'b'] }, true],
];

test.each(cases)('%s %s %s of %j: %s', (path, operator, value, body, isSuccess) => {
	expect(unmet(path, operator, value, body) === undefined).toBe(isSuccess);
});

test.each([
	['not JSON', response('<html>'), 'the response is not JSON'],
	['empty', response(''), 'the response is empty'],
	['not UTF-8', response(Buffer.from([0xff, 0xfe])), 'the response is not JSON'],
	['too long', response(undefined, 200, 'longer than 64 KiB'), 'longer than 64 KiB'],
])('a body that is %s breaks every rule', (_, result, expected) => {
	for (const operator of successOperators) {
		const rules = [{ path: 'errors', operator, value: 'x' }] as const;
		expect(findUnmetRule({ rules, isRetried: true }, result)).toContain(expected);
	}
});

test('the rule is named in words, and nothing of the answer is', () => {
	expect(unmet('data.ok', 'equals', 'true', { data: { ok: 'secret' } })).toBe(
		"data.ok equals 'true'",
	);
	expect(unmet('errors', 'notExists', '', { errors: 1 })).toBe('errors does not exist');
});

test('no body makes it throw', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...successOperators),
			fc.string(),
			fc.oneof(fc.json(), fc.string()),
			(operator, value, body) => {
				const rules = [{ path: 'a.0.*', operator, value }] as const;
				findUnmetRule({ rules, isRetried: false }, response(body));
			},
		),
	);
});

test.each(['', ' ', '.', 'a..b', '.a', 'a.', '$.a', 'a[0]'])(
	'the path "%s" cannot be read',
	(path) => {
		const read = readSuccessRule({ path, operator: 'exists', value: '' });
		expect(read.ok ? '' : read.problem).toContain(`holds the path '${path}'`);
	},
);

describe('what follows', () => {
	const decideOn = (
		policy: Partial<RetryPolicy>,
		body: string,
		attemptNumber = 1,
		statusCode = 200,
	) =>
		decide({
			policy: { ...usualPolicy, ...policy },
			result: response(body, statusCode),
			attemptNumber,
			firstAttemptAtMs: 0,
			nowMs: 0,
			random: 0,
		});
	const success = (isRetried: boolean) => ({
		rules: [{ path: 'success', operator: 'equals', value: 'true' }] as const,
		isRetried,
	});
	const no = '{"success":false}';
	const unmetRule = "success equals 'true'";

	test('a broken rule is tried again, for as long as there are retries', () => {
		const policy = { success: success(true) };
		expect(decideOn(policy, no)).toEqual({
			kind: 'retry',
			reason: 'unsuccessfulBody',
			delayMs: 1000,
			unmetRule,
		});
		expect(decideOn(policy, no, 4)).toEqual({
			kind: 'failed',
			reason: 'retriesExhausted',
			unmetRule,
		});
		expect(decideOn(policy, '{"success":true}')).toEqual({ kind: 'delivered', reason: 'accepted' });
	});

	test('or ends the delivery', () => {
		const expected = { kind: 'failed', reason: 'unsuccessfulBody', unmetRule };
		expect(decideOn({ success: success(false) }, no)).toEqual(expected);
	});

	test('other statuses are failures whatever the body says', () => {
		const decision = decideOn({ success: success(true) }, '{"success":true}', 1, 500);
		expect(decision).toMatchObject({ kind: 'retry', reason: 'status' });
		expect(decision).not.toHaveProperty('unmetRule');
	});

	test('rules outlive the database, and others are refused', () => {
		const policy = { ...usualPolicy, success: success(true) };
		expect(retryPolicySchema.parse(throughJson(policy))).toEqual(policy);
		const wrong = { ...policy, success: { rules: [], isRetried: true } };
		expect(retryPolicySchema.safeParse(wrong).success).toBe(false);
	});
});

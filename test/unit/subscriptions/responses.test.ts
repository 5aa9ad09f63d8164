import fc from 'fast-check';
import { z } from 'zod';
import {
	unexpectedResponse,
	describeCall,
	failureOf,
	readResponse,
} from '../../../nodes/shared/subscriptions/api/responses';
import { ApiError, isApiFailure } from '../../../nodes/shared/subscriptions/api/error';
import type { ApiFailureFacts } from '../../../nodes/shared/subscriptions/api/error';
import type { ApiResponse } from '../../../nodes/shared/subscriptions/api/client';

const NOW_MS = Date.parse('2026-11-21T12:00:00Z');
const request = { method: 'POST', url: '/hooks?key=1' } as const;

const factsOf = (answer: Partial<ApiResponse>, confidential?: readonly string[]): ApiFailureFacts =>
	failureOf(
		request,
		{ statusCode: 500, headers: {}, body: undefined, ...answer },
		NOW_MS,
		confidential,
	).facts;

test.each<[number, ApiFailureFacts['kind']]>([
	[301, 'redirected'],
	[304, 'redirected'],
	[400, 'invalid'],
	[401, 'unauthorized'],
	[402, 'invalid'],
	[403, 'forbidden'],
	[404, 'notFound'],
	[405, 'notOffered'],
	[408, 'serverError'],
	[409, 'conflict'],
	[410, 'notFound'],
	[422, 'invalid'],
	[429, 'rateLimited'],
	[500, 'serverError'],
	[501, 'notOffered'],
	[503, 'serverError'],
	[101, 'badResponse'],
])('status %i is %s', (statusCode, kind) => {
	expect(factsOf({ statusCode })).toEqual({ kind, statusCode, call: 'POST /hooks' });
});

describe('the time to wait', () => {
	test.each<[string, Record<string, string>, number | undefined]>([
		['seconds', { 'retry-after': '120' }, 120],
		['a date', { 'retry-after': 'Sat, 21 Nov 2026 12:01:30 GMT' }, 90],
		['a date in the past', { 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
		['a word', { 'retry-after': 'soon' }, undefined],
		['a fraction', { 'retry-after': '1.5' }, 2],
		['an impossible date', { 'retry-after': 'Tue, 31 Feb 2026 12:00:00 GMT' }, undefined],
		[
			'the end of the window',
			{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_MS / 1000 + 61) },
			61,
		],
		[
			'the end of a window that is past',
			{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_MS / 1000 - 5) },
			0,
		],
		[
			'the end of a window with calls left',
			{ 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': String(NOW_MS / 1000 + 61) },
			undefined,
		],
		[
			'an end that is no number',
			{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'later' },
			undefined,
		],
		[
			'Retry-After before the end of the window',
			{
				'retry-after': '7',
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': String(NOW_MS / 1000 + 61),
			},
			7,
		],
		['nothing', {}, undefined],
	])('comes from %s', (_title, headers, seconds) => {
		expect(factsOf({ statusCode: 429, headers }).retryAfterSeconds).toBe(seconds);
		const kind = seconds === undefined ? 'forbidden' : 'rateLimited';
		expect(factsOf({ statusCode: 403, headers }).kind).toBe(kind);
	});

	test('does not change what other failures are', () => {
		const headers = { 'retry-after': '5' };
		expect(factsOf({ statusCode: 503, headers })).toMatchObject({
			kind: 'serverError',
			retryAfterSeconds: 5,
		});
		const body = { message: 'Unknown rate limit rule' };
		expect(factsOf({ statusCode: 422, body }).kind).toBe('invalid');
	});

	test('is asked for in words as well', () => {
		const body = { message: 'You have exceeded a secondary rate limit. Please wait.' };
		expect(factsOf({ statusCode: 403, body }).kind).toBe('rateLimited');
	});
});

describe('the reason', () => {
	test.each<[unknown, string | undefined]>([
		[{ message: 'No way' }, 'No way'],
		[{ error: 'No way' }, 'No way'],
		[{ error: { message: 'No way', code: 7 } }, 'No way'],
		[{ detail: 'No way' }, 'No way'],
		[{ errors: [{ message: 'First' }, { message: 'Second' }] }, 'First: Second'],
		[{ errors: ['First', 'Second.'] }, 'First: Second'],
		[{ message: 'Validation Failed', errors: [{ message: 'Taken' }] }, 'Validation Failed: Taken'],
		[{ message: 'Same', error: 'Same' }, 'Same'],
		[{ message: ['a', 'b'] }, 'a: b'],
		['plain text', 'plain text'],
		['<html><body>Bad Gateway</body></html>', undefined],
		[{ message: 7, error: null, errors: {} }, undefined],
		[null, undefined],
		[undefined, undefined],
		[[1, 2], undefined],
		[{ message: 'two\nlines\u0000\u001b[31m\u202e' }, 'two lines [31m'],
		[{ message: '' }, undefined],
	])('of %j', (body, reason) => {
		expect(factsOf({ body }).reason).toBe(reason);
	});

	test('is short, on one line and without control characters, whatever is answered', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (message) => {
				const { reason = '' } = factsOf({ body: { message } });
				expect(Array.from(reason).length).toBeLessThanOrEqual(300);
				expect(reason).not.toMatch(/[\p{C}\r\n]/u);
			}),
		);
	});

	test('of an answer of any form is found without throwing', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (body) => {
				const { reason } = factsOf({ body });
				expect(['string', 'undefined']).toContain(typeof reason);
			}),
		);
	});
});

describe('calls are named', () => {
	test.each([
		['/hooks', 'POST /hooks'],
		['/hooks?token=abc#x', 'POST /hooks'],
		['https://user:pass@api.example.com/v1/hooks?a=b', 'POST /v1/hooks'],
		['https://api.example.com', 'POST /'],
		['https://api.example.com?x=1', 'POST /'],
		[
			'/bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/setWebhook',
			'POST /bot123456:[hidden]/setWebhook',
		],
	])('%s', (url, call) => {
		expect(describeCall({ method: 'POST', url })).toBe(call);
	});
});

describe('an answer', () => {
	const schema = z.object({ data: z.array(z.object({ id: z.string() })) });
	const read = (body: unknown) =>
		readResponse(request, { statusCode: 200, headers: {}, body }, schema);

	test('is read when it is as documented', () => {
		expect(read({ data: [{ id: 'a', more: 1 }], more: 2 })).toEqual({ data: [{ id: 'a' }] });
	});

	test.each([
		[
			{ data: [{ id: 'a' }, { id: 7 }] },
			"the field 'data.1.id' of the answer: Expected string, received number",
		],
		[{}, "the field 'data' of the answer: Required"],
		[undefined, 'the answer: Required'],
	])('is refused with the field that is wrong: %j', (body, reason) => {
		const attempt = (): unknown => read(body);
		expect(attempt).toThrow(ApiError);
		try {
			attempt();
		} catch (error) {
			expect((error as ApiError).facts).toEqual({
				kind: 'badResponse',
				call: 'POST /hooks',
				statusCode: 200,
				reason,
			});
		}
	});
});

test('an error says call, status, wait and reason', () => {
	const { message } = failureOf(
		request,
		{ statusCode: 429, headers: { 'retry-after': '9' }, body: { message: 'Slow down.' } },
		NOW_MS,
	);
	expect(message).toBe(
		'The service refused because of too many requests (POST /hooks, status 429, try again in 9 s): Slow down.',
	);
});

test('only failures after which the effect is not known are ambiguous', () => {
	const isAmbiguous = (statusCode: number): boolean =>
		failureOf(request, { statusCode, headers: {}, body: {} }, NOW_MS).isAmbiguous;
	expect([500, 502, 504, 408].map(isAmbiguous)).toEqual([true, true, true, true]);
	expect([301, 400, 401, 403, 404, 405, 409, 422, 429, 501].some(isAmbiguous)).toBe(false);
	expect(unexpectedResponse(request, { statusCode: 200 }, 'odd').isAmbiguous).toBe(true);
	expect(new ApiError({ kind: 'network', call: '' }).isAmbiguous).toBe(true);
});

test('an error is known by its kinds', () => {
	const error = new ApiError({ kind: 'conflict', call: 'GET /' });
	expect(isApiFailure(error, 'notFound', 'conflict')).toBe(true);
	expect(isApiFailure(error, 'notFound')).toBe(false);
	expect(isApiFailure(new Error('conflict'), 'conflict')).toBe(false);
});

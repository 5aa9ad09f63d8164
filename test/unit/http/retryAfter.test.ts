import fc from 'fast-check';
import { parseRetryAfterMs } from '../../../nodes/shared/http/retryAfter';

const nowMs = Date.parse('2023-11-14T22:13:20Z');
const until = (date: string): number => Date.parse(date) - nowMs;

describe('seconds', () => {
	test.each<[string, number]>([
		['0', 0],
		['120', 120_000],
		[' 5 ', 5000],
		['007', 7000],
		['1700000000', 1_700_000_000_000],
		['9999999999', 9_999_999_999_000],
		['12345678901', 12_345_678_901_000],
		['99999999999999999999', Number.MAX_SAFE_INTEGER],
		['9'.repeat(400), Number.MAX_SAFE_INTEGER],
	])('%s', (value, expected) => {
		expect(parseRetryAfterMs(value, nowMs)).toBe(expected);
	});

	test('a fraction is waited for as well', () => {
		expect(parseRetryAfterMs('1.5', nowMs)).toBe(1500);
		expect(parseRetryAfterMs('0.00001', nowMs)).toBe(1);
	});
});

describe('the three forms of a date', () => {
	test.each<[string, number]>([
		['Tue, 14 Nov 2023 22:14:20 GMT', 60_000],
		['Tue, 14 Nov 2023 22:13:19 GMT', 0],
		['Sun, 06 Nov 1994 08:49:37 GMT', 0],
		['Tuesday, 14-Nov-23 22:14:20 GMT', 60_000],
		['Sunday, 06-Nov-33 08:49:37 GMT', until('2033-11-06T08:49:37Z')],
		['Sunday, 06-Nov-94 08:49:37 GMT', 0],
		['Tue Nov 14 22:14:20 2023', 60_000],
		['Sun Nov  6 08:49:37 2033', until('2033-11-06T08:49:37Z')],
		['Sun Nov  6 08:49:37 1994', 0],
		['tue, 14 nov 2023 22:14:20 gmt', 60_000],
		// The date is plain, whatever day somebody takes it for.
		['Mon, 14 Nov 2023 22:14:20 GMT', 60_000],
		// A leap second.
		['Sat, 31 Dec 2016 23:59:60 GMT', 0],
		['Wed, 29 Feb 2040 00:00:00 GMT', until('2040-02-29T00:00:00Z')],
	])('%s', (value, expected) => {
		expect(parseRetryAfterMs(value, nowMs)).toBe(expected);
	});

	test.each<[string, number]>([
		// 50 years ahead, and no more.
		['Tuesday, 14-Nov-73 22:13:20 GMT', until('2073-11-14T22:13:20Z')],
		['Tuesday, 14-Nov-74 22:13:20 GMT', 0],
	])('two digits of a year: %s', (value, expected) => {
		expect(parseRetryAfterMs(value, nowMs)).toBe(expected);
	});

	test('two digits of a year, at the end of a century', () => {
		const in2099 = Date.parse('2099-12-31T00:00:00Z');
		const waitMs = parseRetryAfterMs('Friday, 01-Jan-00 00:00:00 GMT', in2099);
		expect(waitMs).toBe(24 * 60 * 60 * 1000);
	});
});

describe('several values, as repeated headers give them: the longest wait', () => {
	test.each<[string, number]>([
		['1, 100', 100_000],
		['100,1', 100_000],
		['5, Tue, 14 Nov 2023 22:14:20 GMT', 60_000],
		['Tuesday, 14-Nov-23 22:14:20 GMT, 5', 60_000],
		['soon, 30', 30_000],
		['30, soon', 30_000],
		['-1, 30', 30_000],
	])('%s', (value, expected) => {
		expect(parseRetryAfterMs(value, nowMs)).toBe(expected);
	});
});

test.each([
	undefined,
	'',
	',',
	'-1',
	'1e3',
	'0x10',
	'1.',
	'soon',
	'2023-11-14T22:14:20Z',
	'Tue, 14 Nov 2023 22:14:20 +0000',
	'Tue, 31 Feb 2023 22:14:20 GMT',
	'Tue, 00 Nov 2023 22:14:20 GMT',
	'Tue, 14 Foo 2023 22:14:20 GMT',
	'Tue, 14 Nov 2023 25:14:20 GMT',
	'Tue, 14 Nov 2023 22:60:20 GMT',
	'Tue, 14 Nov 2023 22:14:61 GMT',
])('%j asks for no wait', (value) => {
	expect(parseRetryAfterMs(value, nowMs)).toBeUndefined();
});

test('random text never throws and never gives a negative wait', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const waitMs = parseRetryAfterMs(text, nowMs);
			return waitMs === undefined || waitMs >= 0;
		}),
	);
});

import fc from 'fast-check';
import { parseRetryAfterMs } from '../../../nodes/shared/http/retryAfter';

const nowMs = Date.parse('2023-11-14T22:13:20Z');

test.each<[string | undefined, number | undefined]>([
	['0', 0],
	['120', 120_000],
	[' 5 ', 5000],
	['Tue, 14 Nov 2023 22:14:20 GMT', 60_000],
	['Tue, 14 Nov 2023 22:13:19 GMT', 0],
	[undefined, undefined],
	['', undefined],
	['-1', undefined],
	['1.5', undefined],
	['1e3', undefined],
	['0x10', undefined],
	['soon', undefined],
	['12345678901', undefined],
	['2023-11-14T22:14:20Z', undefined],
	['Tue, 14 Nov 2023 22:14:20 +0000', undefined],
	['Mon, 14 Nov 2023 22:14:20 GMT', undefined],
	['Tue, 31 Feb 2023 22:14:20 GMT', undefined],
	['Tue, 14 Nov 2023 25:14:20 GMT', undefined],
	['1700000000', undefined],
])('%j is %s ms', (value, expected) => {
	expect(parseRetryAfterMs(value, nowMs)).toBe(expected);
});

test('random text never throws and never gives a negative wait', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const waitMs = parseRetryAfterMs(text, nowMs);
			return waitMs === undefined || waitMs >= 0;
		}),
	);
});

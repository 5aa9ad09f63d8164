import fc from 'fast-check';
import { parseDelays } from '../../../../nodes/shared/delivery/policy/parseDelays';

const read = (text: string) => parseDelays(text, 'Delays');

test.each<[string, number[]]>([
	['5s, 30s, 5m, 1h', [5000, 30_000, 300_000, 3_600_000]],
	['5s,30s', [5000, 30_000]],
	['5 s\n1 d', [5000, 86_400_000]],
	['1.5h, 0.25s', [5_400_000, 250]],
	['0s', [0]],
	['2H, 3M', [7_200_000, 180_000]],
	['7d', [604_800_000]],
	[', 5s,, ', [5000]],
])('%j is read as waits in milliseconds', (text, delaysMs) => {
	expect(read(text)).toEqual({ ok: true, value: delaysMs });
});

test.each<[string, RegExp]>([
	[
		'',
		/^The field 'Delays' is empty\. Enter the wait before each retry, for example 5s, 5m, 1h\.$/,
	],
	[' , \n', /^The field 'Delays' is empty\./],
	['5s, 10', /holds '10', which is not a wait\. Write a number and its unit, for example 30s/],
	['5s 10s', /holds '5s 10s', which is not a wait/],
	['-5s', /holds '-5s', which is not a wait/],
	['5ms', /holds '5ms', which is not a wait/],
	['1e3s', /holds '1e3s', which is not a wait/],
	['.5s', /holds '\.5s', which is not a wait/],
	['soon', /holds 'soon', which is not a wait/],
	['8d', /holds '8d', which is too long\. No wait may exceed 7d\.$/],
	[`${'9'.repeat(400)}s`, /which is too long/],
	['1s,'.repeat(31), /holds 31 waits, which is too many\. Leave at most 30\.$/],
])('%j is refused with the reason and the remedy', (text, problem) => {
	expect(read(text)).toEqual({
		ok: false,
		problem: expect.stringMatching(problem) as unknown,
	});
});

test('as many waits as are allowed are read', () => {
	expect(read('1s,'.repeat(30))).toMatchObject({ ok: true, value: { length: 30 } });
});

test('any text gives waits within bounds or a problem that names the field', () => {
	const texts = fc.oneof(
		fc.string(),
		fc.string({ unit: fc.constantFrom('0', '1', '9', '.', ',', ' ', 's', 'm', 'h', 'd') }),
	);
	fc.assert(
		fc.property(texts, (text) => {
			const result = read(text);
			return result.ok
				? result.value.every((delayMs) => delayMs >= 0 && delayMs <= 604_800_000)
				: result.problem.startsWith("The field 'Delays' ");
		}),
	);
});

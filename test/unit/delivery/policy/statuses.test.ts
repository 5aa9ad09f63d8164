import fc from 'fast-check';
import { includesStatus, parseStatuses } from '../../../../nodes/shared/delivery/policy/statuses';

const read = (text: string) => parseStatuses(text, 'Final Statuses');

test.each<[string, Array<[number, number]>]>([
	['', []],
	[' , ', []],
	['422', [[422, 422]]],
	[
		'400-404, 422',
		[
			[400, 404],
			[422, 422],
		],
	],
	['400 - 404', [[400, 404]]],
	['400–404', [[400, 404]]],
	[
		'408 425\n429',
		[
			[408, 408],
			[425, 425],
			[429, 429],
		],
	],
	[
		'4xx,5XX',
		[
			[400, 499],
			[500, 599],
		],
	],
	['300-999', [[300, 999]]],
])('%j is read as ranges', (text, pairs) => {
	const ranges = pairs.map(([first, last]) => ({ first, last }));
	expect(read(text)).toEqual({ ok: true, value: ranges });
});

test.each<[string, RegExp]>([
	['40', /^The option 'Final Statuses' holds '40', which is neither a status nor a range\. Write/],
	['4000', /holds '4000', which is neither/],
	['400-', /holds '400-', which is neither/],
	['400-404-500', /holds '400-404-500', which is neither/],
	['400;404', /holds '400;404', which is neither/],
	['4x', /holds '4x', which is neither .* Write, for example, 400-404, 422 or 5xx\.$/],
	['Not Found', /holds 'Not', which is neither/],
	['404-400', /holds '404-400', which runs backwards\. Write the smaller status first\.$/],
	['200', /holds '200', but only 300 to 999 can be listed\. Remove it: 2xx always/],
	['2xx', /holds '2xx', but only .* 2xx always means delivered\.$/],
	['100-599', /holds '100-599', but only/],
	['0xx', /holds '0xx', but only/],
])('%j is refused with the reason and the remedy', (text, problem) => {
	expect(read(text)).toEqual({
		ok: false,
		problem: expect.stringMatching(problem) as unknown,
	});
});

test.each<[number, boolean]>([
	[399, false],
	[400, true],
	[404, true],
	[405, false],
	[422, true],
])('whether 400-404 and 422 hold %i: %s', (statusCode, expected) => {
	const ranges = [
		{ first: 400, last: 404 },
		{ first: 422, last: 422 },
	];
	expect(includesStatus(ranges, statusCode)).toBe(expected);
	expect(includesStatus([], statusCode)).toBe(false);
});

test('any text gives ranges within bounds or a problem that names the option', () => {
	const texts = fc.oneof(
		fc.string(),
		fc.string({ unit: fc.constantFrom('0', '3', '9', '-', ',', ' ', 'x') }),
	);
	fc.assert(
		fc.property(texts, (text) => {
			const result = read(text);
			return result.ok
				? result.value.every(({ first, last }) => 300 <= first && first <= last && last <= 999)
				: result.problem.startsWith("The option 'Final Statuses' holds '");
		}),
	);
});

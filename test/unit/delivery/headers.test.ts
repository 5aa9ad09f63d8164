import { mergeHeaders, readHeaders } from '../../../nodes/shared/delivery/headers';

test('names and values become headers, numbers and booleans as text', () => {
	const pairs = [
		['X-Text', 'a\tb'],
		['X-Number', 5],
		['X-Flag', false],
	] as const;
	expect(readHeaders(pairs)).toEqual({
		ok: true,
		value: Object.fromEntries([
			['X-Text', 'a\tb'],
			['X-Number', '5'],
			['X-Flag', 'false'],
		]),
	});
});

test.each<[name: unknown, value: unknown, problem: string]>([
	[undefined, 'a', "needs text as 'Name'."],
	['', 'a', "holds the name '', which is not the name of an HTTP header."],
	['a b', 'a', "holds the name 'a b', which is not the name of an HTTP header."],
	['a:b', 'a', "holds the name 'a:b', which is not the name of an HTTP header."],
	['Host', 'a', "may not set 'Host': the node sets it itself."],
	['content-TYPE', 'a', "use the option 'Content Type'."],
	['__proto__', 'a', "which n8n's HTTP client does not send"],
	['GET', 'a', "which n8n's HTTP client does not send"],
	['Trailer', 'a', "may not set 'Trailer'"],
	['Expect', 'a', "may not set 'Expect'"],
	['x-good', 'a', "holds 'x-good' twice"],
	['X-A', undefined, 'holds a value that is not text.'],
	['X-A', {}, 'holds a value that is not text.'],
	['X-A', 'a\r\nX-B: b', 'holds a value with a line break'],
	['X-A', 'š', 'another character that headers cannot carry.'],
])('%j: %j is refused', (name, value, problem) => {
	const result = readHeaders([
		['X-Good', 'yes'],
		[name, value],
	]);
	expect(result).toEqual({ ok: false, problem: expect.stringContaining(problem) as string });
});

test('of a header in two places the second counts, however it is written', () => {
	const merged = mergeHeaders({ 'X-Key': 'a', 'X-Own': 'b' }, { 'x-key': 'c' });
	expect(merged).toEqual({ 'X-Own': 'b', 'x-key': 'c' });
});

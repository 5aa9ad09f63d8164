import fc from 'fast-check';
import { parseExactJson } from '../../../nodes/shared/subscriptions/api/exactJson';

test.each<[string, unknown]>([
	['{"id":3804004623172239366}', { id: '3804004623172239366' }],
	['[-9007199254740993, 9007199254740991]', ['-9007199254740993', 9007199254740991]],
	['{"a":"3804004623172239366"}', { a: '3804004623172239366' }],
	['{"3804004623172239366":1}', { '3804004623172239366': 1 }],
	[
		'"say \\"3804004623172239366\\" 3804004623172239366"',
		'say "3804004623172239366" 3804004623172239366',
	],
	['"\\\\",3804004623172239366'.replace(/^/, '[') + ']', ['\\', '3804004623172239366']],
	['[1e400, 1.5, -0, 0.1e1]', [Infinity, 1.5, -0, 1]],
	['3804004623172239366', '3804004623172239366'],
	[' [ 12345678901234567890 ] ', ['12345678901234567890']],
])('reads %s', (text, value) => {
	expect(parseExactJson(text)).toEqual(value);
});

test('reads like JSON.parse what that reads exactly', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const text = JSON.stringify(value, null, 1);
			// Doubles beyond the safe range are written as whole numbers, too.
			fc.pre(!/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/.test(text));
			expect(parseExactJson(text)).toEqual(JSON.parse(text));
		}),
	);
});

test('keeps every digit of a whole number of 64 bits', () => {
	fc.assert(
		fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }), fc.string(), (id, key) => {
			const text = `{${JSON.stringify(key)}:[${id}]}`;
			const read = parseExactJson(text) as Record<string, [number | string]>;
			expect(String(read[key]?.[0])).toBe(String(id));
		}),
	);
});

test.each([
	'',
	'{',
	'[1,]',
	'01',
	'09999999999999999999',
	'"a',
	'1 2',
	'{"a":1}}',
	'12345678901234567890x',
])('refuses %j as JSON.parse does', (text) => {
	expect(() => parseExactJson(text)).toThrow(SyntaxError);
});

test('takes long hostile texts without delay', () => {
	for (const text of [
		'"\\"'.repeat(200_000),
		'1'.repeat(400_000),
		`["${'a\\n'.repeat(300_000)}"]`,
	]) {
		try {
			parseExactJson(text);
		} catch (error) {
			expect(error).toBeInstanceOf(SyntaxError);
		}
	}
	expect(parseExactJson(`["${'é'.repeat(3_000_000)}"]`)).toHaveLength(1);
});

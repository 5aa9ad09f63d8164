import fc from 'fast-check';
import {
	errorReason,
	foreignText,
	foreignValue,
	quotedText,
} from '../../../nodes/shared/text/foreignText';
import { hostileTexts, UNSAFE_IN_MESSAGES } from '../../support/hostileTexts';

test.each(hostileTexts)('leaves nothing that does harm: $name', ({ text }) => {
	for (const safe of [
		foreignText(text),
		quotedText(text),
		foreignValue({ [text]: [text] }, 500).text,
	]) {
		expect(safe).not.toMatch(UNSAFE_IN_MESSAGES);
		expect(Array.from(safe).length).toBeLessThanOrEqual(6 * 300 + 2);
	}
	expect(Array.from(foreignText(text)).length).toBeLessThanOrEqual(300);
	expect(JSON.stringify(foreignValue({ [text]: text }, 500).data)).not.toMatch(UNSAFE_IN_MESSAGES);
});

test.each([
	['a\nb', 'a b'],
	['a \r\n\t b', 'a  b'],
	['a\u2028b', 'a b'],
	['\u001b[31mred', '\\u001b[31mred'],
	['\u202egnp.exe', '\\u202egnp.exe'],
	['\u0085', ' '],
	['\u009b2J', '\\u009b2J'],
	['half \ud800', 'half \\ud800'],
	['<img src=x>', '\\u003cimg src=x>'],
	['</b><!-- <?', '\\u003c/b>\\u003c!-- \\u003c?'],
	['\u{e0041}', '\\udb40\\udc41'],
])('shows %j as %j', (text, shown) => {
	expect(foreignText(text)).toBe(shown);
});

test.each([
	'Zoë 東京 🎉',
	'1 < 2 and 3 > 2',
	'a <- b, <3',
	'می‌خواهم',
	'C:\\temp',
	'{"a": [1]}',
	'',
])('leaves alone what does no harm: %s', (text) => {
	expect(foreignText(text)).toBe(text);
});

test('quotes with the escapes of JSON', () => {
	expect(quotedText('a"b\n\u2028<b>')).toBe('"a\\"b\\n\\u2028\\u003cb>"');
});

test('a text that was made fit stays as it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
			const once = foreignText(text);
			expect(foreignText(once)).toBe(once);
			expect(once).not.toMatch(UNSAFE_IN_MESSAGES);
		}),
	);
});

test('cuts between characters, and looks at no more than it shows', () => {
	const cut = foreignText('😀'.repeat(2_000_000), 10);
	expect(cut).toBe(`${'😀'.repeat(9)}…`);
	expect(foreignText('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
	expect(foreignText('x'.repeat(300))).toBe('x'.repeat(300));
});

test('gives data and text of a value, whose levels and length are bounded', () => {
	expect(foreignValue({ 'a\n': '<b>', n: [1, null, true] }, 100)).toEqual({
		data: { 'a\\u000a': '\\u003cb>', n: [1, null, true] },
		text: '{"a\\u000a":"\\u003cb>","n":[1,null,true]}',
	});
	const long = foreignValue({ text: 'x'.repeat(200) }, 100);
	expect(long.data).toBe(long.text);
	expect(long.text).toHaveLength(100);
	const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown;
	expect(foreignValue(deep, 500).text).toContain('[nested too deeply]');
});

test('says why something failed', () => {
	expect(errorReason(new Error(' It <b>broke</b>.\nHere. '))).toBe(
		'It \\u003cb>broke\\u003c/b>. Here',
	);
	expect(errorReason('no error')).toBe('unknown reason');
	expect(errorReason(new Error(''))).toBe('unknown reason');
});

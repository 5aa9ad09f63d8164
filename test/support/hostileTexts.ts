/** What may stand in no message, log line or sentence of an item. */
export const UNSAFE_IN_MESSAGES =
	/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}|<[a-z/!?]/iu;

/** Texts by which others have done harm to logs, terminals and pages. */
export const hostileTexts: ReadonlyArray<{ readonly name: string; readonly text: string }> = [
	{ name: 'a line of its own', text: 'x\n2026-01-01 Accepted an event (forged)' },
	{ name: 'a carriage return', text: 'x\r\nSet-Cookie: a=b' },
	{ name: 'a line separator', text: 'x\u2028forged\u2029forged' },
	{ name: 'a next line', text: 'x\u0085forged' },
	{ name: 'a vertical tab and a form feed', text: 'x\u000bforged\u000cforged' },
	{ name: 'a terminal sequence', text: '\u001b[2J\u001b]0;owned\u0007' },
	{ name: 'a sequence of one byte', text: '\u009b31mred\u009d0;owned\u009c' },
	{
		name: 'a link of a terminal',
		text: '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\',
	},
	{ name: 'a backspace and a zero byte', text: 'good\b\b\b\bevil\u0000' },
	{ name: 'a text turned around', text: 'user\u202e\u2066gnp.exe\u2069 \u200f\u061c' },
	{ name: 'a byte order mark', text: '\ufeffx' },
	{ name: 'half a character', text: 'x\ud800y\udc00' },
	{ name: 'an image', text: '<img src=x onerror=alert(1)>' },
	{ name: 'a link', text: '<a href="https://evil.example">Sign in again</a>' },
	{ name: 'a script', text: '</p><script>alert(1)</script><!-- <?php' },
	{ name: 'markup across lines', text: '<\n<b\n>' },
	{ name: 'a drawing in upper case', text: '<SVG/ONLOAD=alert(1)>' },
	{ name: 'a megabyte', text: '<i>\u001b'.repeat(250_000) },
];

import { createRedactor, REDACTED } from '../../../nodes/shared/delivery/redact';
import type { Confidential } from '../../../nodes/shared/delivery/redact';
import { recordResponse } from '../../../nodes/shared/delivery/response';

const nothing: Confidential = { texts: [], proofs: [], headers: {}, url: 'https://example.com/' };
const redactorFor = (confidential: Partial<Confidential>) =>
	createRedactor({ ...nothing, ...confidential });

const secret = 'pä"ss/w+rd&\\ 42=';
const bytes = Buffer.from(secret);
const base64 = (prefix: string): string => Buffer.from(`${prefix}${secret} end`).toString('base64');

describe('a secret that a receiver echoes is redacted', () => {
	test.each<[spelling: string, echo: string, left: string[]]>([
		['as it is', `a ${secret} b`, [secret]],
		['in JSON', JSON.stringify({ a: secret }), [JSON.stringify(secret).slice(1, -1)]],
		['in JSON with escaped slashes', 'p\\u00e4\\"ss\\/w+rd&\\\\ 42=', ['w+rd']],
		[
			'in JSON, each character escaped',
			Array.from(secret)
				.map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)
				.join(''),
			['\\u0072\\u0064'],
		],
		['in base64', bytes.toString('base64'), [bytes.toString('base64')]],
		['in base64url', bytes.toString('base64url'), [bytes.toString('base64url')]],
		['in base64 behind one byte', base64('x'), [bytes.subarray(2, 14).toString('base64')]],
		['in base64 behind two bytes', base64('xy'), [bytes.subarray(1, 13).toString('base64')]],
		['in base64 behind three bytes', base64('xyz'), [bytes.subarray(0, 12).toString('base64')]],
		['in hex', bytes.toString('hex'), [bytes.toString('hex')]],
		['in upper-case hex', bytes.toString('hex').toUpperCase(), ['70C3']],
		['in percent signs', encodeURIComponent(secret), ['w%2Brd']],
		['in lower-case percent signs', encodeURIComponent(secret).toLowerCase(), ['w%2brd']],
		['in a form', new URLSearchParams({ a: secret }).toString(), ['w%2Brd']],
	])('%s', (_, echo, left) => {
		const redacted = redactorFor({ texts: [secret] })(`<${echo}>`);
		expect(redacted).toContain(REDACTED);
		for (const each of left) expect(redacted).not.toContain(each);
	});

	test('without its prefix, and the password behind a user name', () => {
		const redact = redactorFor({ texts: ['whsec_QUJDREVGR0g=', 'alice:wonderland'] });
		expect(redact('QUJDREVGR0g=')).toBe(REDACTED);
		expect(redact('got wonderland')).toBe(`got ${REDACTED}`);
	});

	test('a signature, whole and in parts; no time and no name of a version', () => {
		const signature = 'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6';
		const redact = redactorFor({ proofs: [`t=1700000000,v1=${signature}`, 'Basic dTpwYXNz'] });
		expect(redact(`bad signature ${signature}`)).toBe(`bad signature ${REDACTED}`);
		expect(redact('dTpwYXNz')).toBe(REDACTED);
		expect(redact('Basic auth at 1700000000')).toBe('Basic auth at 1700000000');
	});

	test('headers of the user that look like secrets, and the login in the URL', () => {
		const redact = redactorFor({
			headers: { 'X-Api-Key': 'k3y!', 'X-Trace': 'abcdefghijklmnop0', 'X-Environment': 'staging' },
			url: 'https://u%40x:p%40ss@example.com/',
		});
		expect(redact('k3y! abcdefghijklmnop0 staging')).toBe(`${REDACTED} ${REDACTED} staging`);
		expect(redact('p@ss')).toBe(REDACTED);
		expect(redact(Buffer.from('u@x:p@ss').toString('base64'))).toBe(REDACTED);
	});
});

describe('an answer in a record', () => {
	const record = (body: string, contentType = 'application/json') =>
		recordResponse(
			{
				kind: 'response',
				statusCode: 200,
				headers: {
					'content-type': contentType,
					'x-echo': secret,
					[`x-${bytes.toString('hex')}`]: 'a',
				},
				body: Buffer.from(body),
			},
			redactorFor({ texts: [secret] }),
		);

	test('stays a value, with names and texts redacted', () => {
		const value = { a: [secret, 1], [secret]: { b: `x ${secret}` } };
		expect(record(JSON.stringify(value)).body).toEqual({
			a: [REDACTED, 1],
			[REDACTED]: { b: `x ${REDACTED}` },
		});
	});

	test('is redacted however JSON escapes it', () => {
		const escaped = Array.from(secret)
			.map((each, index) =>
				index % 2 === 0
					? `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`
					: JSON.stringify(each).slice(1, -1),
			)
			.join('');
		expect(record(`{"a":"${escaped}"}`).body).toEqual({ a: REDACTED });
	});

	test('is redacted as text, too, and in the names and values of headers', () => {
		const { body, headers } = record(`got ${secret}`, 'text/plain');
		expect(body).toBe(`got ${REDACTED}`);
		expect(headers).toMatchObject({ 'x-echo': REDACTED, [`x-${REDACTED}`]: 'a' });
	});

	test('is left alone where nothing is confidential in it', () => {
		const value = { a: 'b\n"c"', d: [1, 2.5, null, true] };
		expect(record(JSON.stringify(value)).body).toEqual(value);
	});
});

test('the longest answer takes about as long per byte as a short one', () => {
	const redact = redactorFor({ texts: [secret, 'x'.repeat(100)], proofs: ['y'.repeat(88)] });
	const timeOf = (length: number): number => {
		const text = 'x'.repeat(99).padEnd(length, 'y'.repeat(87));
		const startedAt = performance.now();
		redact(text);
		return performance.now() - startedAt;
	};
	timeOf(1024);
	// A quadratic search would take 64 times as long per byte. Machines differ, and so do moments.
	expect(timeOf(64 * 1024)).toBeLessThan(1000);
});

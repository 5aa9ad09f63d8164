import { isRejection } from '../../../nodes/shared/signing/rejection';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { readPresentedSignature } from '../../../nodes/shared/signing/verify/presentedSignature';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { matchSignature } from '../../../nodes/shared/signing/verify';
import { genuineAt as nowMs, genuineRequest } from '../../support/genuine';
import { examine, requestOf } from '../../support/diagnosis/requests';
import { keysOf, secretFor, verify } from '../../support/schemes';

const secret = 'secret 1';
const withReadings = signatureSchemes.filter(({ bodyReadings }) => bodyReadings !== undefined);
const withoutReadings = signatureSchemes.filter(({ bodyReadings }) => bodyReadings === undefined);

function headersFor({ signature }: SignatureScheme, signed: string | Buffer): [string, string] {
	if (!('header' in signature)) throw new Error('It signs inside of the body');
	return [signature.header, createHmac('sha256', secret).update(signed).digest('hex')];
}

const check = (scheme: SignatureScheme, sent: string | Buffer, signed: string | Buffer) =>
	verify(scheme, keysOf(scheme, secret), {
		rawHeaders: headersFor(scheme, signed),
		body: Buffer.from(sent),
		nowMs,
	});

/** JSON as somebody else may write it: other white space, every character an escape. */
function otherSpelling(json: string): string {
	return json.replace(/"(?:[^"\\]+|\\.)*"|[[\]{},:]/g, (piece) => {
		if (!piece.startsWith('"')) return ` ${piece}\n\t`;
		const text = JSON.parse(piece) as string;
		const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
		return `"${text.split('').map(escape).join('')}"`;
	});
}

test('there are schemes of both kinds', () => {
	expect(withReadings.map(({ id }) => id)).toEqual(['joai', 'lvng']);
	expect(withoutReadings.length).toBeGreaterThan(50);
});

test.each(withoutReadings)('$id: nothing is said about readings', (scheme) => {
	const match = verify(scheme, keysOf(scheme, secretFor(scheme)), {
		...genuineRequest(scheme),
		nowMs,
	});
	expect(match).toMatchObject({ ok: true });
	expect(match).not.toHaveProperty('reading');
	expect(match).not.toHaveProperty('signedBody');
});

describe.each(withReadings)('$id', (scheme) => {
	test('any JSON object matches in any spelling, when its own text is what was signed', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
				const signed = JSON.stringify(value);
				const result = check(scheme, otherSpelling(signed), signed);
				expect(result).toMatchObject({ ok: true, reading: 'reserialised' });
				expect(result.ok && result.signedBody?.toString('utf8')).toBe(signed);
			}),
		);
	});

	test('the bytes received go first, and are what was proven', () => {
		const sent = '{ "event": "a" }';
		const match = check(scheme, sent, sent);
		expect(match).toMatchObject({ ok: true, reading: 'received' });
		expect(match.ok && match.signedBody).toEqual(Buffer.from(sent));
	});

	test('no changed byte is accepted, unless the value stays the same', () => {
		const signed = '{"event":"user.message","data":{"content":"a / é","n":10}}';
		const sent = Buffer.from(signed);
		let sameValue = 0;
		for (let index = 0; index < sent.length; index += 1) {
			for (const byte of [0x09, 0x20, 0x22, 0x2d, 0x2f, 0x30, 0x5c, 0x61, 0x7d, 0xc3, 0xff]) {
				const changed = Buffer.from(sent);
				if (changed[index] === byte) continue;
				changed[index] = byte;
				if (!check(scheme, changed, signed).ok) continue;
				expect(JSON.stringify(JSON.parse(changed.toString('utf8')))).toBe(signed);
				sameValue += 1;
			}
		}
		expect(sameValue).toBe(0);
		expect(check(scheme, `${signed} `, signed).ok).toBe(true);
		expect(check(scheme, signed.slice(0, -1), signed).ok).toBe(false);
	});

	test.each([
		['nested too deeply to be written anew', '[{"a":'.repeat(200_000)],
		['nested deeply and whole', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
		['as large as is let in', JSON.stringify({ text: 'é/'.repeat(2_500_000) })],
		['full of numbers that grow when written', `[${'1e20,'.repeat(200_000)}0]`],
		['nothing but white space', ' '.repeat(1000)],
		['null', 'null'],
		['no text at all', Buffer.from([0xff, 0xfe, 0x00])],
	])('a body that is %s is refused without an error', (_, sent) => {
		expect(check(scheme, sent, 'something else')).toMatchObject({ ok: false, reason: 'noMatch' });
	});

	test('a body is written anew once, however often it is checked', () => {
		const value = { event: 'a', toJSON: jest.fn(() => ({ event: 'a' })) };
		const keys = keysOf(scheme, 'secret 2', 'secret 3');
		const request = {
			...requestOf({ headers: Object.fromEntries([headersFor(scheme, 'b')]), body: 'c' }),
			payload: () => value,
		};
		const presented = readPresentedSignature(scheme, request.headers, request.receivedAt);
		if (isRejection(presented)) throw new Error(presented.reason);
		const rejection = matchSignature(scheme, presented, request, keys);
		matchSignature(scheme, presented, request, keys);
		expect(value.toJSON).toHaveBeenCalledTimes(1);
		expect(isRejection(rejection)).toBe(true);
	});

	describe('the diagnosis', () => {
		const event = '{"event":"user.message","data":{"content":"a / é"}}';
		const examineSent = (sent: string, signed: string, key = secret) =>
			examine({
				what: '',
				scheme,
				sent: {
					headers: {
						[headersFor(scheme, '')[0]]: createHmac('sha256', key).update(signed).digest('hex'),
					},
					body: sent,
				},
				secret,
			});

		test('still finds JSON that was written otherwise when it was signed', () => {
			const signed = '{"event": "user.message", "data": {"content": "a / \\u00e9"}}';
			expect(examineSent(event, signed)).toMatchObject({ code: 'bodyReserialised' });
			expect(examineSent(event, event.replace('/', '\\/'))).toMatchObject({ code: 'bodyEscapes' });
		});

		test('tries other secrets over the body written anew as well', () => {
			const spaced = JSON.stringify(JSON.parse(event), null, 2);
			expect(examineSent(spaced, event, `${secret}\n`)).toMatchObject({ code: 'secretWhiteSpace' });
			expect(examineSent(spaced, event, 'another')).toMatchObject({ code: 'noMatch' });
		});
	});
});

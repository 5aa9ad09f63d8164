import fc from 'fast-check';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { keysOf, secretFor, signedRawHeaders, verify } from '../../support/schemes';

const nowMs = 1_700_000_000_000;
const body = Buffer.from('{"type":"order.paid","data":{"name":"Zoë","id":9223372036854775807}}');
const message = { body, id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W', nowMs };

/** Every way to change one byte that flips a single bit, and one that replaces it. */
const masks = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff];

describe.each(signatureSchemes)('$id', (scheme) => {
	const keys = keysOf(scheme, secretFor(scheme));
	const rawHeaders = signedRawHeaders(scheme, keys, message);

	/** Indices of header values that the signature covers or is made of. */
	const provenValues = rawHeaders.flatMap((name, index) => {
		if (index % 2 === 1) return [];
		const timestampHeader =
			scheme.timestamp && scheme.timestamp.from !== 'pairs' ? scheme.timestamp.from.header : '';
		const proven = [
			scheme.signature.header,
			timestampHeader,
			scheme.content.includes('id') ? scheme.idHeader : '',
		];
		return proven.includes(name) ? [index + 1] : [];
	});

	test('verifies what it signed', () => {
		expect(verify(scheme, keys, { rawHeaders, body, nowMs })).toMatchObject({
			ok: true,
		});
	});

	test('verifies any body that it signed', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
				const any = { ...message, body: Buffer.from(bytes) };
				const headers = signedRawHeaders(scheme, keys, any);
				const verdict = verify(scheme, keys, {
					rawHeaders: headers,
					body: any.body,
					nowMs,
				});
				return verdict.ok;
			}),
		);
	});

	test('refuses when any byte of the body is changed, added or missing', () => {
		for (let index = 0; index < body.length; index += 1) {
			for (const mask of masks) {
				const changed = Buffer.from(body);
				changed[index] = (changed[index] as number) ^ mask;
				expect(verify(scheme, keys, { rawHeaders, body: changed, nowMs }).ok).toBe(false);
			}
		}
		const longer = Buffer.concat([body, Buffer.from(' ')]);
		expect(verify(scheme, keys, { rawHeaders, body: longer, nowMs }).ok).toBe(false);
		const shorter = body.subarray(0, -1);
		expect(verify(scheme, keys, { rawHeaders, body: shorter, nowMs }).ok).toBe(false);
	});

	test('refuses when any character of a proven header is changed, added or missing', () => {
		expect(provenValues.length).toBeGreaterThan(0);
		for (const headerIndex of provenValues) {
			const value = rawHeaders[headerIndex] as string;
			const variants = [`${value}0`, `0${value}`, value.slice(1), value.slice(0, -1), ''];
			for (let index = 0; index < value.length; index += 1) {
				for (const mask of masks) {
					const character = String.fromCharCode((value.charCodeAt(index) ^ mask) & 0xff);
					variants.push(value.slice(0, index) + character + value.slice(index + 1));
				}
			}
			for (const variant of variants) {
				const changed = rawHeaders.map((each, index) => (index === headerIndex ? variant : each));
				const verdict = verify(scheme, keys, {
					rawHeaders: changed,
					body,
					nowMs,
				});
				expect({ variant, ok: verdict.ok }).toEqual({ variant, ok: false });
			}
		}
	});

	test('refuses a proven header that is missing or was sent twice', () => {
		for (const headerIndex of provenValues) {
			const pair = rawHeaders.slice(headerIndex - 1, headerIndex + 1);
			const without = rawHeaders.filter(
				(_, index) => index !== headerIndex && index !== headerIndex - 1,
			);
			const twice = [...rawHeaders, ...pair];
			expect(verify(scheme, keys, { rawHeaders: without, body, nowMs })).toMatchObject({
				reason: 'missingHeader',
			});
			expect(verify(scheme, keys, { rawHeaders: twice, body, nowMs })).toMatchObject({
				reason: 'duplicateHeader',
			});
		}
	});

	test('refuses every other secret, and any secret without keys', () => {
		const others = keysOf(scheme, secretFor(scheme, 2), secretFor(scheme, 3));
		expect(verify(scheme, others, { rawHeaders, body, nowMs }).ok).toBe(false);
		expect(verify(scheme, [], { rawHeaders, body, nowMs }).ok).toBe(false);
	});

	test('tells which secret matched, old and new in all combinations', () => {
		const stored = keysOf(scheme, secretFor(scheme, 1), secretFor(scheme, 2), secretFor(scheme, 3));
		for (const [index, key] of stored.entries()) {
			const headers = signedRawHeaders(scheme, [key], message);
			const verdict = verify(scheme, stored, {
				rawHeaders: headers,
				body,
				nowMs,
			});
			expect(verdict).toEqual({ ok: true, keyName: stored[index]?.name });
		}
	});

	test('never accepts and never throws on random headers', () => {
		const value = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 200 }),
			fc.stringMatching(/^(v1,|sha256=|t=)?[0-9a-zA-Z+/=,.: ]{0,120}$/),
		);
		fc.assert(
			fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), (values) => {
				const headers = rawHeaders.map((each, index) =>
					index % 2 === 0 ? each : (values[(index - 1) / 2] ?? ''),
				);
				return !verify(scheme, keys, { rawHeaders: headers, body, nowMs }).ok;
			}),
			{ numRuns: 3000 },
		);
	});
});

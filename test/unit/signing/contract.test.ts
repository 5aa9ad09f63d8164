import fc from 'fast-check';
import { headerListOf, timestampHeaderOf } from '../../../nodes/shared/signing/headers';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { canSign } from '../../../nodes/shared/signing/sign';
import { genuineAt as nowMs, genuineRequest } from '../../support/genuine';
import { keysOf, PUBLIC_URL, secretFor, verify } from '../../support/schemes';
import { scaled } from '../../support/scale';

/*
 * What every scheme must hold, whatever it looks like. A new definition is tested by this before
 * anyone writes a test for it.
 */

const names = signatureSchemes.map(({ id }) => id);

/** Every way to change one byte that flips a single bit, and one that replaces it. */
const masks = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff];

const coversBody = ({ content, algorithm }: SignatureScheme): boolean =>
	content.includes('body') &&
	(algorithm.kind !== 'jwt' || algorithm.claims.some(({ equals }) => equals === 'bodySha256Hex'));

const isProvenBy = (scheme: SignatureScheme, name: string): boolean => {
	const { signature, content, idHeader } = scheme;
	return [
		'header' in signature ? signature.header : '',
		timestampHeaderOf(scheme) ?? '',
		headerListOf(scheme) ?? '',
		content.includes('id') ? (idHeader ?? '') : '',
	].includes(name);
};

test('ids and names are unique, and ids are in kebab-case', () => {
	expect(new Set(names).size).toBe(names.length);
	expect(new Set(signatureSchemes.map(({ displayName }) => displayName)).size).toBe(names.length);
	for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('there are presets for at least fifty providers', () => {
	expect(signatureSchemes.length).toBeGreaterThanOrEqual(56);
});

describe.each(signatureSchemes)('$id', (scheme) => {
	const keys = keysOf(scheme, secretFor(scheme));
	const { rawHeaders, body, url } = genuineRequest(scheme);
	const check = (headers: readonly string[], signedBody = body) =>
		verify(scheme, keys, { rawHeaders: headers, body: signedBody, nowMs, url });

	/** Indices of header values that the signature covers or is made of. */
	const provenValues = rawHeaders.flatMap((name, index) =>
		index % 2 === 0 && isProvenBy(scheme, name) ? [index + 1] : [],
	);

	test('accepts what is genuine', () => {
		expect(check(rawHeaders)).toMatchObject({ ok: true, keyName: 'current' });
	});

	test('refuses when any byte of what it covers in the body is changed, added or missing', () => {
		if (!coversBody(scheme)) {
			// Then the item says so: see the tests of what is unsigned.
			expect(scheme.content.includes('body')).toBe(false);
			return;
		}
		const accepted: unknown[] = [];
		for (let index = 0; index < body.length; index += 1) {
			for (const mask of masks) {
				const changed = Buffer.from(body);
				changed[index] = (changed[index] as number) ^ mask;
				if (check(rawHeaders, changed).ok) accepted.push({ index, mask });
			}
		}
		expect(accepted).toEqual([]);
		expect(check(rawHeaders, Buffer.concat([body, Buffer.from(' ')])).ok).toBe(false);
		expect(check(rawHeaders, body.subarray(0, -1)).ok).toBe(false);
		expect(check(rawHeaders, Buffer.alloc(0)).ok).toBe(false);
	});

	test('refuses when any character of a proven header is changed, added or missing', () => {
		expect(provenValues.length > 0 || !canSign(scheme)).toBe(true);
		for (const headerIndex of provenValues) {
			const value = rawHeaders[headerIndex] as string;
			const variants = [`${value}0`, `0${value}`, value.slice(1), value.slice(0, -1), ''];
			for (let index = 0; index < value.length; index += 1) {
				for (const mask of masks) {
					const character = String.fromCharCode((value.charCodeAt(index) ^ mask) & 0xff);
					variants.push(value.slice(0, index) + character + value.slice(index + 1));
				}
			}
			const accepted = variants.filter(
				(variant) =>
					check(rawHeaders.map((each, index) => (index === headerIndex ? variant : each))).ok,
			);
			expect(accepted).toEqual([]);
		}
	});

	test('refuses a proven header that is missing, was sent twice unasked, or is over-long', () => {
		for (const headerIndex of provenValues) {
			const pair = rawHeaders.slice(headerIndex - 1, headerIndex + 1);
			const rest = rawHeaders.filter(
				(_, index) => index !== headerIndex && index !== headerIndex - 1,
			);
			expect(check(rest).ok).toBe(false);
			const mayRepeat = 'header' in scheme.signature && scheme.signature.headerIsRepeated === true;
			expect(check([...rawHeaders, ...pair]).ok).toBe(
				mayRepeat && pair[0] === scheme.signature.header,
			);
			expect(check([...rest, pair[0] ?? '', (pair[1] ?? '').repeat(5000)]).ok).toBe(false);
		}
	});

	test('refuses every other secret, and any secret without keys', () => {
		const others = keysOf(scheme, secretFor(scheme, 2), secretFor(scheme, 3));
		const request = { rawHeaders, body, nowMs };
		expect(verify(scheme, others, request).ok).toBe(false);
		expect(verify(scheme, [], request).ok).toBe(false);
	});

	test('tells which secret matched, old and new in all combinations', () => {
		const stored = keysOf(scheme, secretFor(scheme, 1), secretFor(scheme, 2), secretFor(scheme, 3));
		for (const [index, keyName] of ['current', 'previous', 'previous2'].entries()) {
			const request = { ...genuineRequest(scheme, index + 1), nowMs };
			expect(verify(scheme, stored, request)).toMatchObject({ ok: true, keyName });
		}
	});

	test('refuses the headers of every other scheme', () => {
		for (const other of signatureSchemes) {
			if (other === scheme || !canSign(other)) continue;
			const foreign = genuineRequest(other, 4);
			expect(check(foreign.rawHeaders, foreign.body).ok).toBe(false);
		}
	});
});

describe('random and mutated requests', () => {
	const RUNS = scaled({ full: 100_000, sample: 5_000 });
	const prepared = signatureSchemes.map((scheme) => ({
		scheme,
		keys: keysOf(scheme, secretFor(scheme, 9)),
		...genuineRequest(scheme, 1),
	}));

	const junk = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 120 }),
		fc.stringMatching(/^(v1,|v1=|sha256=|t=|Basic |JWT |eyJ)?[0-9a-zA-Z+/=,.: _-]{0,120}$/),
		fc.constantFrom('', '0', '=', ',', 'v1,', 't=1,v1=', 'null', '__proto__', '\0', '\u{1f389}'),
	);

	/** A genuine request for another secret, with some of its parts replaced by anything. */
	const mutation = fc.record({
		index: fc.nat({ max: prepared.length - 1 }),
		values: fc.array(fc.option(junk, { nil: undefined, freq: 2 }), { maxLength: 6 }),
		extra: fc.option(fc.tuple(junk, junk), { nil: undefined }),
		body: fc.option(
			fc.oneof(
				fc.uint8Array({ maxLength: 100 }),
				fc.json().map((text) => Buffer.from(text)),
			),
			{
				nil: undefined,
			},
		),
		method: fc.constantFrom('POST', 'GET', 'PUT', ''),
		url: fc.oneof(fc.constant(PUBLIC_URL), fc.webUrl({ withQueryParameters: true }), junk),
	});

	test(`${RUNS.toLocaleString('en')} of them: none is accepted, none throws`, () => {
		fc.assert(
			fc.property(mutation, (mutated) => {
				const { scheme, keys, rawHeaders, body } = prepared[
					mutated.index
				] as (typeof prepared)[number];
				const headers = rawHeaders.map((each, index) =>
					index % 2 === 0 ? each : (mutated.values[(index - 1) / 2] ?? each),
				);
				const verdict = verify(scheme, keys, {
					rawHeaders: [...headers, ...(mutated.extra ?? [])],
					body: mutated.body === undefined ? body : Buffer.from(mutated.body),
					nowMs,
					method: mutated.method,
					url: mutated.url,
				});
				return !verdict.ok;
			}),
			{ numRuns: RUNS },
		);
	});
});

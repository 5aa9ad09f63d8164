import fc from 'fast-check';
import { diagnose } from '../../../nodes/shared/signing/diagnose';
import { createBudget } from '../../../nodes/shared/signing/diagnose/trial';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { Rejection } from '../../../nodes/shared/signing/rejection';
import {
	examine,
	formsOf,
	gitHub,
	requestOf,
	scheme,
	signaturesIn,
} from '../../support/diagnosis/requests';
import type { Case } from '../../support/diagnosis/requests';
import { rejectReasons } from '../../support/rejectReasons';
import { keysOf, secretFor } from '../../support/schemes';
import { scaled } from '../../support/scale';

test('large bodies are not written anew', () => {
	const large = { text: 'x'.repeat(300_000) };
	const request = (value: object): Case => ({
		what: '',
		scheme: scheme('github'),
		sent: { headers: gitHub(JSON.stringify(value)), body: JSON.stringify(value, null, 2) },
	});
	expect(examine(request({ text: 'x'.repeat(40_000) })).code).toBe('bodyReserialised');
	expect(examine(request(large)).code).toBe('noMatch');
});

test.each([
	['60 signatures', 1000, 'github', 60],
	['half of them where a URL is tried with and without its port', 1000, 'square', 30],
	['fewer for large bodies', 1024 * 1024, 'github', 2],
	['none for huge ones', 5 * 1024 * 1024, 'github', 0],
	['60 tokens, which cover no body', 5 * 1024 * 1024, 'shared-token', 60],
])('the work is limited: %s', (_, bodyLength, id, expected) => {
	const budget = createBudget();
	let count = 0;
	while (budget.sign(scheme(id), bodyLength)) count += 1;
	expect(count).toBe(expected);
});

test('deep nesting does no harm', () => {
	const deep = '['.repeat(100_000) + ']'.repeat(100_000);
	const found = examine({
		what: '',
		scheme: scheme('github'),
		sent: { headers: gitHub('something else'), body: deep },
	});
	expect(found.code).toBe('noMatch');
});

const headerNames = signatureSchemes.flatMap(({ signature, timestamp, idHeader }) => [
	...('header' in signature ? [signature.header] : []),
	...(typeof timestamp?.from === 'object' && 'header' in timestamp.from
		? [timestamp.from.header]
		: []),
	...(idHeader === undefined ? [] : [idHeader]),
	'Content-Encoding',
	'Via',
]);

const headerValue = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 100 }),
	fc.stringMatching(/^["']?(v1,|v0=|sha256=|t=1700000000,v1=|Bearer )?[0-9a-f]{64}["']?$/),
	fc.stringMatching(/^(v1,|sha256=|h1=)?[A-Za-z0-9+/]{43}=$/),
	fc.constantFrom('1700000000', '1700000000000', '2023-11-14T22:13:20Z', 'msg_1', 'gzip'),
);

const anyBody = fc.oneof(
	fc.json().map((text) => Buffer.from(text)),
	fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text)),
	fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

test('no request makes it throw or tell a secret', () => {
	const arbitrary = fc.record({
		used: fc.constantFrom(...signatureSchemes),
		// Sometimes keys of another kind than the scheme needs.
		keyed: fc.option(fc.constantFrom(...signatureSchemes)),
		reason: fc.constantFrom(...rejectReasons),
		headers: fc.dictionary(fc.constantFrom(...headerNames), headerValue, { maxKeys: 6 }),
		content: anyBody,
		url: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string({ maxLength: 20 })),
		ageSeconds: fc.integer(),
	});
	fc.assert(
		fc.property(arbitrary, ({ used, keyed, reason, headers, content, url, ageSeconds }) => {
			const owner = keyed ?? used;
			const keys = keysOf(owner, secretFor(owner, 7));
			const request = requestOf({ headers, body: content, url });
			const rejection: Rejection = { reason, ageSeconds };
			const found = diagnose({
				scheme: used,
				rejection,
				request,
				keys,
				knownSchemes: signatureSchemes,
			});
			const hidden = [...formsOf(secretFor(owner, 7)), ...signaturesIn(headers)];
			return found.hint !== '' && !hidden.some((text) => found.hint.includes(text));
		}),
		{ numRuns: scaled({ full: 3_000, sample: 1_000 }) },
	);
});

import { sign } from 'node:crypto';
import { describeRejection } from '../../../nodes/shared/signing/rejection';
import { diagnose } from '../../../nodes/shared/signing/diagnose';
import type { DiagnosisCause } from '../../../nodes/shared/signing/diagnose/diagnosis';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { Rejection } from '../../../nodes/shared/signing/rejection';
import { buildScheme } from '../../support/customScheme';
import { bodyCases } from '../../support/diagnosis/bodyCases';
import { contextCases } from '../../support/diagnosis/contextCases';
import { formCases } from '../../support/diagnosis/formCases';
import {
	body,
	check,
	examine,
	formsOf,
	gitHub,
	hmac,
	nowSeconds,
	requestOf,
	scheme,
	secret,
	signaturesIn,
	stripe,
} from '../../support/diagnosis/requests';
import type { Case } from '../../support/diagnosis/requests';
import { secretCases } from '../../support/diagnosis/secretCases';
import { keysOf, secretFor, signingKeysOf } from '../../support/schemes';

// The type checker asks for every cause there is.
const cases: Record<DiagnosisCause, Case[]> = {
	...bodyCases,
	...contextCases,
	...formCases,
	...secretCases,
};

describe.each(Object.entries(cases))('%s', (code, examples) => {
	test.each(examples)('is found when $what', (example) => {
		const diagnosis = examine(example);
		expect(diagnosis).toEqual({ code, hint: expect.stringMatching(example.says ?? /\. ?[A-Z]/) });
		const used = example.secret ?? secret;
		for (const hidden of [used, ...formsOf(used), ...signaturesIn(example.sent.headers)]) {
			expect(diagnosis.hint).not.toContain(hidden);
		}
	});
});
test('an asymmetric signature is tried over other bodies as well', () => {
	const ed25519 = scheme('discord');
	const privateKey = signingKeysOf(ed25519, secretFor(ed25519))[0].key;
	const headers = {
		'X-Signature-Ed25519': sign(null, Buffer.from(nowSeconds + body), privateKey).toString('hex'),
		'X-Signature-Timestamp': nowSeconds,
	};
	const request = requestOf({ headers, body: JSON.stringify(JSON.parse(body), null, 2) });
	const keys = keysOf(ed25519, secretFor(ed25519));
	const rejection = check(ed25519, request, keys);
	const found = diagnose({
		scheme: ed25519,
		rejection,
		request,
		keys,
		knownSchemes: signatureSchemes,
	});
	expect(found.code).toBe('bodyReserialised');
});

test('a token made for another URL is explained', () => {
	const jwt = scheme('monday');
	const [header, payload] = [
		{ alg: 'HS256', typ: 'JWT' },
		{ aud: 'https://n8n.example.com/hook', iat: 1_700_000_000, exp: 1_700_000_300 },
	].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
	const signature = hmac(`${header}.${payload}`, { encoding: 'base64url' });
	const headers = { Authorization: `${header}.${payload}.${signature}` };
	expect(
		examine({ what: '', scheme: jwt, sent: { headers, url: 'http://n8n.example.com/hook' } }),
	).toMatchObject({ code: 'otherUrl' });
});

test('a body that was changed after its hash was put into the URL is explained', () => {
	const twilio = scheme('twilio');
	const hash = '7c73cca9b8e4d1c8ac8a2b2cbc96eb98d2ea7b0ed9ba8a3d4c6c7f5f6bd1f2a4';
	const url = `https://n8n.example.com/hook?bodySHA256=${hash}`;
	const headers = { 'X-Twilio-Signature': hmac(url, { hash: 'sha1', encoding: 'base64' }) };
	expect(examine({ what: '', scheme: twilio, sent: { headers, url } })).toEqual({
		code: 'bodyHashMismatch',
		hint: expect.stringContaining('hash of the body'),
	});
});

test('every stored secret is tried', () => {
	const used = scheme('github');
	const keys = keysOf(used, 'first secret', 'second secret', secret);
	const request = requestOf({ headers: gitHub(body), body: `${body}\n` });
	const rejection = check(used, request, keys);
	const { code } = diagnose({ scheme: used, rejection, request, keys, knownSchemes: [] });
	expect(code).toBe('bodyWhiteSpace');
});

test('another secret is no riddle: the reason stays, with its advice', () => {
	const found = examine({
		what: '',
		scheme: scheme('github'),
		sent: { headers: gitHub(body, { key: 'another secret' }) },
	});
	const rejection: Rejection = { reason: 'noMatch', header: 'X-Hub-Signature-256' };
	expect(found).toEqual({ code: 'noMatch', hint: describeRejection(rejection) });
});

test('a forged request with an old timestamp is told from a late one', () => {
	const found = examine({
		what: '',
		scheme: scheme('stripe'),
		sent: { headers: stripe(`1699990000.${body}`, '1699990000', { key: 'another secret' }) },
	});
	expect(found).toEqual({
		code: 'timestampTooOld',
		hint: expect.stringMatching(/No secret in the credential matches its signature either\.$/),
	});
});

test('the words that a user added to the signed content are not repeated', () => {
	const salted = buildScheme({ signedContent: 'pepper-and-salt{body}' });
	const found = examine({
		what: '',
		scheme: salted,
		sent: { headers: { 'X-Signature': hmac(body) } },
	});
	expect(found.hint).not.toContain('pepper');
});

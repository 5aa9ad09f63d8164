import { createHmac, sign } from 'node:crypto';
import fc from 'fast-check';
import { readSignatureClaim } from '../../../nodes/shared/signing/claim';
import { describeRejection } from '../../../nodes/shared/signing/describeRejection';
import { diagnose } from '../../../nodes/shared/signing/diagnose';
import { createBudget } from '../../../nodes/shared/signing/diagnose/trial';
import type { Diagnosis, DiagnosisCause } from '../../../nodes/shared/signing/diagnose/types';
import { headersFromRawList } from '../../../nodes/shared/signing/headers';
import { parseKey } from '../../../nodes/shared/signing/keys';
import type { KeyFormat, SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type {
	Rejection,
	RejectReason,
	SignedRequest,
	SigningKey,
} from '../../../nodes/shared/signing/types';
import { matchSignature } from '../../../nodes/shared/signing/verify';
import { buildScheme } from '../../support/customScheme';
import { keysOf, PUBLIC_URL, secretFor, signingKeysOf } from '../../support/schemes';

const receivedAt = 1_700_000_000_000;
const nowSeconds = '1700000000';
const secret = 'a long secret that nobody guesses';
const secretBase64 = Buffer.from(secret).toString('base64');
const secretHex = Buffer.from(secret).toString('hex');
const body = '{"type":"order.paid","url":"https://shop.example/1","name":"Zoë"}';

interface Sent {
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Buffer;
	readonly url?: string;
}

interface Case {
	readonly what: string;
	readonly scheme: SignatureScheme;
	readonly sent: Sent;
	readonly secret?: string;
	readonly format?: KeyFormat;
	/** What the hint must say besides. */
	readonly says?: RegExp;
}

function scheme(id: string): SignatureScheme {
	const found = findScheme(id);
	if (found === undefined) throw new Error(`There is no scheme ${id}`);
	return found;
}

const hmac = (
	content: string | Buffer,
	{ key = secret, hash = 'sha256', encoding = 'hex' }: HmacOptions = {},
): string =>
	createHmac(hash, key)
		.update(content)
		.digest(encoding as 'hex');

interface HmacOptions {
	readonly key?: string | Buffer;
	readonly hash?: string;
	readonly encoding?: string;
}

function requestOf({ headers, body: content = body, url = PUBLIC_URL }: Sent): SignedRequest {
	const bytes = Buffer.from(content);
	return {
		headers: headersFromRawList(Object.entries(headers).flat()),
		body: bytes,
		method: 'POST',
		contentType: 'application/json',
		url: () => url,
		payload: () => {
			try {
				return JSON.parse(bytes.toString('utf8')) as unknown;
			} catch {
				return undefined;
			}
		},
		receivedAt,
	};
}

function check(
	checked: SignatureScheme,
	request: SignedRequest,
	keys: readonly SigningKey[],
): Rejection {
	const claim = readSignatureClaim(checked, request.headers, receivedAt);
	const result = claim.ok ? matchSignature(checked, claim, request, keys) : claim;
	if (result.ok) throw new Error('The request is genuine: there is nothing to explain');
	return result;
}

function keysFor(used: SignatureScheme, text: string, format: KeyFormat): SigningKey[] {
	const parsed = parseKey(text, { format, algorithm: used.algorithm, purpose: 'verify' });
	if (!parsed.ok) throw new Error(`The secret cannot be used: ${parsed.problem}`);
	return parsed.keys.map((key) => ({ name: 'current', key }));
}

function examine({ scheme: used, sent, secret: text = secret, format }: Case): Diagnosis {
	const request = requestOf(sent);
	const keys = keysFor(used, text, format ?? used.keyFormat);
	const rejection = check(used, request, keys);
	return diagnose({ scheme: used, rejection, request, keys, knownSchemes: signatureSchemes });
}

const github = (content: string | Buffer, options?: HmacOptions): Record<string, string> => ({
	'X-Hub-Signature-256': `sha256=${hmac(content, options)}`,
});
const stripe = (
	content: string,
	time = nowSeconds,
	options?: HmacOptions,
): Record<string, string> => ({
	'Stripe-Signature': `t=${time},v1=${hmac(content, options)}`,
});
const slack = (content: string, time = nowSeconds): Record<string, string> => ({
	'X-Slack-Signature': `v0=${hmac(content)}`,
	'X-Slack-Request-Timestamp': time,
});
const standard = (content: string, key: string | Buffer): Record<string, string> => ({
	'webhook-id': 'msg_1',
	'webhook-timestamp': nowSeconds,
	'webhook-signature': `v1,${hmac(content, { key, encoding: 'base64' })}`,
});
const shopify = (content: string | Buffer): Record<string, string> => ({
	'X-Shopify-Hmac-Sha256': hmac(content, { encoding: 'base64' }),
});
const square = (url: string): Record<string, string> => ({
	'x-square-hmacsha256-signature': hmac(url + body, { encoding: 'base64' }),
});

const pretty = JSON.stringify(JSON.parse(body), null, 2);
const withEscapes = body.replace(/\//g, '\\/').replace('ë', '\\u00eb');
const lines = 'type,name\norder.paid,Max\n';
const standardSecret = secretFor(scheme('standard-webhooks'));

const cases: Record<DiagnosisCause, Case[]> = {
	bodyByteOrderMark: [
		{
			what: 'the mark was added on the way',
			scheme: scheme('github'),
			sent: { headers: github(body), body: `\ufeff${body}` },
		},
		{
			what: 'the mark was removed on the way',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`${nowSeconds}.\ufeff${body}`) },
		},
	],
	bodyEscapes: [
		{
			what: 'slashes and accents were unescaped',
			scheme: scheme('github'),
			sent: { headers: github(withEscapes) },
		},
		{
			what: 'slashes and accents were escaped',
			scheme: scheme('slack'),
			sent: { headers: slack(`v0:${nowSeconds}:${body}`), body: withEscapes },
		},
		{
			what: 'only accents were escaped',
			scheme: scheme('shopify'),
			sent: { headers: shopify(body), body: body.replace('ë', '\\u00EB') },
		},
	],
	bodyLineEndings: [
		{
			what: 'line feeds became pairs',
			scheme: scheme('github'),
			sent: { headers: github(lines), body: lines.replace(/\n/g, '\r\n') },
		},
		{
			what: 'pairs became line feeds',
			scheme: scheme('shopify'),
			sent: { headers: shopify(lines.replace(/\n/g, '\r\n')), body: lines },
		},
	],
	bodyMissing: [
		{
			what: 'the body was dropped',
			scheme: scheme('github'),
			sent: { headers: github(body), body: '' },
		},
	],
	bodyReserialised: [
		{
			what: 'compact JSON arrived with indentation',
			scheme: scheme('github'),
			sent: { headers: github(body), body: pretty },
		},
		{
			what: 'JSON with indentation arrived compact',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`${nowSeconds}.${pretty}`) },
		},
		{
			what: 'JSON with spaces behind commas and colons arrived compact',
			scheme: scheme('slack'),
			sent: {
				headers: slack(`v0:${nowSeconds}:{"a": [1, "x,y:z"], "b": "\\u00e9"}`),
				body: '{"a":[1,"x,y:z"],"b":"é"}',
			},
		},
		{
			what: 'the keys were sorted when it was signed',
			scheme: scheme('github'),
			sent: { headers: github('{"a":{"x":1,"y":2},"b":1}'), body: '{"b":1,"a":{"y":2,"x":1}}' },
		},
	],
	bodyWasDecompressed: [
		{
			what: 'the sender signed what it compressed',
			scheme: scheme('github'),
			sent: {
				headers: { ...github(Buffer.from('1f8b0800', 'hex')), 'Content-Encoding': 'gzip' },
			},
		},
	],
	bodyWhiteSpace: [
		{
			what: 'a line break was added at the end',
			scheme: scheme('github'),
			sent: { headers: github(body), body: `${body}\n` },
		},
		{
			what: 'the line break at the end was cut off',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`${nowSeconds}.${body}\r\n`) },
		},
		{
			what: 'spaces stand around the body',
			scheme: scheme('shopify'),
			sent: { headers: shopify(body), body: `\t ${body}  ` },
		},
	],
	emptyBodySigned: [
		{
			what: 'the sender signed before it had a body',
			scheme: scheme('github'),
			sent: { headers: github('') },
		},
	],
	genuineButTooNew: [
		{
			what: 'the sender is an hour ahead',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`1700003600.${body}`, '1700003600') },
			says: /3600 seconds in the future/,
		},
	],
	genuineButTooOld: [
		{
			what: 'the request is from ten minutes ago',
			scheme: scheme('slack'),
			sent: { headers: slack(`v0:1699999400:${body}`, '1699999400') },
			says: /600 seconds old/,
		},
		{
			what: 'the time in the body is from two minutes ago',
			scheme: scheme('linear'),
			sent: {
				headers: { 'Linear-Signature': hmac('{"webhookTimestamp":1699999880000}') },
				body: '{"webhookTimestamp":1699999880000}',
			},
			says: /120 seconds old/,
		},
	],
	otherContent: [
		{
			what: 'only the body was signed',
			scheme: scheme('stripe'),
			sent: { headers: stripe(body) },
			says: /when \{body\} is signed/,
		},
		{
			what: 'time and body were joined by a dot',
			scheme: scheme('slack'),
			sent: { headers: slack(`${nowSeconds}.${body}`) },
			says: /when \{timestamp\}\.\{body\} is signed/,
		},
		{
			what: 'the id was left out',
			scheme: scheme('standard-webhooks'),
			secret: standardSecret,
			sent: { headers: standard(`${nowSeconds}.${body}`, Buffer.alloc(32, 1)) },
			says: /when \{timestamp\}\.\{body\} is signed/,
		},
	],
	otherEncoding: [
		{
			what: 'base64 instead of hex',
			scheme: scheme('github'),
			sent: { headers: { 'X-Hub-Signature-256': `sha256=${hmac(body, { encoding: 'base64' })}` } },
			says: /written in base64, but the chosen scheme expects hex/,
		},
		{
			what: 'hex instead of base64',
			scheme: scheme('shopify'),
			sent: { headers: { 'X-Shopify-Hmac-Sha256': hmac(body) } },
			says: /written in hex, but the chosen scheme expects base64/,
		},
		{
			what: 'hex in a list of base64',
			scheme: scheme('standard-webhooks'),
			secret: standardSecret,
			sent: {
				headers: {
					...standard(body, secret),
					'webhook-signature': `v1,${hmac(body)}`,
				},
			},
		},
	],
	otherFormat: [
		{
			what: 'a bare signature instead of pairs',
			scheme: scheme('stripe'),
			sent: { headers: { 'Stripe-Signature': hmac(body) } },
			says: /expects pairs of key and value/,
		},
		{
			what: 'a bare signature instead of a list',
			scheme: scheme('pagerduty-v3'),
			sent: { headers: { 'X-PagerDuty-Signature': hmac(body) } },
			says: /expects a list of versions/,
		},
	],
	otherHash: [
		{
			what: 'SHA-1 instead of SHA-256',
			scheme: scheme('github'),
			sent: { headers: { 'X-Hub-Signature-256': `sha1=${hmac(body, { hash: 'sha1' })}` } },
			says: /SHA-1, but the chosen scheme uses SHA-256/,
		},
		{
			what: 'SHA-256 instead of SHA-512',
			scheme: scheme('paystack'),
			sent: { headers: { 'x-paystack-signature': hmac(body) } },
			says: /SHA-256, but the chosen scheme uses SHA-512/,
		},
	],
	otherPrefix: [
		{
			what: 'no prefix where one belongs',
			scheme: scheme('github'),
			sent: { headers: { 'X-Hub-Signature-256': hmac(body) } },
			says: /expects: sha256=\./,
		},
		{
			what: 'a prefix where none belongs',
			scheme: scheme('dropbox'),
			sent: { headers: { 'X-Dropbox-Signature': `sha256=${hmac(body)}` } },
			says: /expects: nothing\./,
		},
		{
			what: 'a word in front of a token',
			scheme: scheme('gitlab'),
			sent: { headers: { 'X-Gitlab-Token': `Bearer ${secret}` } },
			says: /X-Gitlab-Token is right/,
		},
	],
	otherScheme: [
		{
			what: 'the header that belongs to another scheme, while its own is missing',
			scheme: scheme('stripe'),
			sent: { headers: github(body) },
			says: /the scheme GitHub\./,
		},
		{
			what: 'another scheme, which reads the secret in another way',
			scheme: scheme('stripe'),
			secret: standardSecret,
			sent: { headers: standard(`msg_1.${nowSeconds}.${body}`, Buffer.alloc(32, 1)) },
			says: /the scheme Standard Webhooks\./,
		},
		{
			what: 'the same header with a prefix, in a header of the user',
			scheme: scheme('hmac-sha256-hex'),
			sent: { headers: { 'X-Signature': `sha256=${hmac(body)}` } },
			says: /With sha256= Prefix\./,
		},
		{
			what: 'the secret itself instead of a signature',
			scheme: scheme('hmac-sha256-hex'),
			sent: { headers: { 'X-Signature': secret } },
		},
	],
	otherSchemeHeader: [
		{
			what: 'the header of another scheme, with a secret that is not known',
			scheme: scheme('stripe'),
			sent: { headers: github(body, { key: 'another secret' }) },
			says: /carries X-Hub-Signature-256, as the scheme GitHub or Meta/,
		},
		{
			what: 'a version that another scheme has',
			scheme: scheme('standard-webhooks'),
			secret: standardSecret,
			sent: {
				headers: {
					...standard(body, secret),
					'webhook-signature': `v1a,${sign(null, Buffer.from(body), signingKey()).toString('base64')}`,
				},
			},
			says: /Ed25519/,
		},
	],
	otherUrl: [
		{
			what: 'http instead of https',
			scheme: scheme('square'),
			sent: { headers: square('http://n8n.example.com/hook'), url: 'https://n8n.example.com/hook' },
			says: /with http:\/\/ in front\./,
		},
		{
			what: 'a slash at the end, and https instead of http',
			scheme: scheme('square'),
			sent: {
				headers: square('https://n8n.example.com/hook/'),
				url: 'http://n8n.example.com/hook',
			},
			says: /with https:\/\/ in front and with a slash at its end\./,
		},
		{
			what: 'no slash and no query',
			scheme: scheme('square'),
			sent: {
				headers: square('https://n8n.example.com/hook'),
				url: 'https://n8n.example.com/hook/?a=1',
			},
			says: /without the slash at its end and without its query\./,
		},
	],
	passedProxy: [
		{
			what: 'nothing fits, and the request came through a proxy',
			scheme: scheme('github'),
			sent: { headers: { ...github('something else'), 'X-Forwarded-For': '203.0.113.7' } },
			says: /as X-Forwarded-For tells/,
		},
	],
	secretIsBase64: [
		{
			what: 'the secret is base64 and was used as text',
			scheme: scheme('github'),
			secret: secretBase64,
			sent: { headers: github(body) },
		},
		{
			what: 'the same with the prefix of Standard Webhooks',
			scheme: scheme('stripe'),
			secret: `whsec_${secretBase64}`,
			sent: { headers: stripe(`${nowSeconds}.${body}`) },
		},
	],
	secretIsHex: [
		{
			what: 'the secret is hex and was used as text',
			scheme: scheme('slack'),
			secret: secretHex,
			sent: { headers: slack(`v0:${nowSeconds}:${body}`) },
		},
	],
	secretIsText: [
		{
			what: 'the secret looks like base64 and was decoded',
			scheme: scheme('github'),
			secret: secretBase64,
			format: 'base64',
			sent: { headers: github(body, { key: secretBase64 }) },
		},
		{
			what: 'the secret looks like hex and was decoded',
			scheme: scheme('shopify'),
			secret: secretHex,
			format: 'hex',
			sent: {
				headers: { 'X-Shopify-Hmac-Sha256': hmac(body, { key: secretHex, encoding: 'base64' }) },
			},
		},
		{
			what: 'the prefix belongs to the secret',
			scheme: scheme('standard-webhooks'),
			secret: standardSecret,
			sent: { headers: standard(`msg_1.${nowSeconds}.${body}`, standardSecret) },
		},
	],
	secretPrefix: [
		{
			what: 'the prefix does not belong to the secret',
			scheme: scheme('stripe'),
			secret: 'whsec_not base64, whatever it looks like',
			sent: {
				headers: stripe(`${nowSeconds}.${body}`, nowSeconds, {
					key: 'not base64, whatever it looks like',
				}),
			},
		},
	],
	secretWhiteSpace: [
		{
			what: 'a line break was stored with the secret at the sender',
			scheme: scheme('github'),
			sent: { headers: github(body, { key: `${secret}\n` }) },
		},
		{
			what: 'a line break was encoded with the secret here',
			scheme: scheme('github'),
			secret: Buffer.from(`${secret}\n`).toString('base64'),
			format: 'base64',
			sent: { headers: github(body) },
		},
	],
	signatureQuoted: [
		{
			what: 'quotes around the header',
			scheme: scheme('github'),
			sent: { headers: { 'X-Hub-Signature-256': `"sha256=${hmac(body)}"` } },
		},
	],
	timestampUnit: [
		{
			what: 'milliseconds instead of seconds',
			scheme: scheme('slack'),
			sent: { headers: slack(`v0:${receivedAt}:${body}`, String(receivedAt)) },
			says: /written in milliseconds, but the chosen scheme expects seconds/,
		},
		{
			what: 'seconds instead of milliseconds, in pairs',
			scheme: scheme('workos'),
			sent: {
				headers: { 'WorkOS-Signature': `t=${nowSeconds},v1=${hmac(`${nowSeconds}.${body}`)}` },
			},
			says: /written in seconds, but the chosen scheme expects milliseconds/,
		},
		{
			what: 'seconds instead of milliseconds, in the body',
			scheme: scheme('linear'),
			sent: {
				headers: { 'Linear-Signature': hmac(`{"webhookTimestamp":${nowSeconds}}`) },
				body: `{"webhookTimestamp":${nowSeconds}}`,
			},
			says: /written in seconds/,
		},
		{
			what: 'seconds instead of ISO 8601',
			scheme: scheme('zendesk'),
			sent: {
				headers: {
					'X-Zendesk-Webhook-Signature': hmac(nowSeconds + body, { encoding: 'base64' }),
					'X-Zendesk-Webhook-Signature-Timestamp': nowSeconds,
				},
			},
			says: /expects ISO 8601/,
		},
		{
			what: 'milliseconds were signed and seconds sent',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`${receivedAt}.${body}`) },
			says: /in another unit than the one it is sent in/,
		},
		{
			what: 'seconds were signed and ISO 8601 sent',
			scheme: scheme('zendesk'),
			sent: {
				headers: {
					'X-Zendesk-Webhook-Signature': hmac(nowSeconds + body, { encoding: 'base64' }),
					'X-Zendesk-Webhook-Signature-Timestamp': '2023-11-14T22:13:20Z',
				},
			},
			says: /in another unit than the one it is sent in/,
		},
	],
};

function signingKey() {
	const ed25519 = scheme('standard-webhooks-ed25519');
	return signingKeysOf(ed25519, secretFor(ed25519))[0].key;
}

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

function formsOf(text: string): string[] {
	const bytes = Buffer.from(text, 'utf8');
	const bare = text.replace(/^whsec_/, '');
	return [bare, bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')];
}

function signaturesIn(headers: Readonly<Record<string, string>>): string[] {
	return Object.entries(headers).flatMap(([name, value]) =>
		/sig|hmac|token/i.test(name)
			? [...value.split(/[ ,="]/), value].filter((part) => part.length > 12)
			: [],
	);
}

test('an asymmetric signature is tried over other bodies as well', () => {
	const ed25519 = scheme('discord');
	const privateKey = signingKeysOf(ed25519, secretFor(ed25519))[0].key;
	const headers = {
		'X-Signature-Ed25519': sign(null, Buffer.from(nowSeconds + body), privateKey).toString('hex'),
		'X-Signature-Timestamp': nowSeconds,
	};
	const request = requestOf({ headers, body: pretty });
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
	const request = requestOf({ headers: github(body), body: `${body}\n` });
	const rejection = check(used, request, keys);
	const { code } = diagnose({ scheme: used, rejection, request, keys, knownSchemes: [] });
	expect(code).toBe('bodyWhiteSpace');
});

test('another secret is no riddle: the reason stays, with its advice', () => {
	const found = examine({
		what: '',
		scheme: scheme('github'),
		sent: { headers: github(body, { key: 'another secret' }) },
	});
	const rejection: Rejection = { ok: false, reason: 'noMatch', header: 'X-Hub-Signature-256' };
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
		hint: expect.stringMatching(/No stored secret gives its signature either\.$/),
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

test('large bodies are not written anew', () => {
	const large = { text: 'x'.repeat(300_000) };
	const request = (value: object): Case => ({
		what: '',
		scheme: scheme('github'),
		sent: { headers: github(JSON.stringify(value)), body: JSON.stringify(value, null, 2) },
	});
	expect(examine(request({ text: 'x'.repeat(200_000) })).code).toBe('bodyReserialised');
	expect(examine(request(large)).code).toBe('noMatch');
});

test.each([
	['60 signatures', 1000, 'github', 60],
	['half of them where a URL is tried with and without its port', 1000, 'square', 30],
	['fewer for large bodies', 16 * 1024 * 1024, 'github', 4],
	['none for huge ones', 512 * 1024 * 1024, 'github', 0],
])('the work is limited: %s', (_, bodyLength, id, expected) => {
	const budget = createBudget(bodyLength);
	let count = 0;
	while (budget.spend(scheme(id))) count += 1;
	expect(count).toBe(expected);
});

test('deep nesting does no harm', () => {
	const deep = '['.repeat(100_000) + ']'.repeat(100_000);
	const found = examine({
		what: '',
		scheme: scheme('github'),
		sent: { headers: github('something else'), body: deep },
	});
	expect(found.code).toBe('noMatch');
});

const reasons = Object.keys({
	bodyHashMismatch: true,
	claimMismatch: true,
	duplicateHeader: true,
	handshakeRefused: true,
	headerTooLong: true,
	malformedId: true,
	malformedSignature: true,
	malformedTimestamp: true,
	missingField: true,
	missingHeader: true,
	missingRawBody: true,
	noMatch: true,
	timestampTooNew: true,
	timestampTooOld: true,
	tooManySignatures: true,
	unsignedHeader: true,
	unsupportedVersion: true,
} satisfies Record<RejectReason, true>) as RejectReason[];

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
		reason: fc.constantFrom(...reasons),
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
			const rejection: Rejection = { ok: false, reason, ageSeconds };
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
		{ numRuns: 3000 },
	);
});

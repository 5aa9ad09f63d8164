import { failure } from '../../../nodes/shared/result';
import fc from 'fast-check';
import { receive } from '../../support/receive';
import { responses } from '../../../nodes/shared/receive/responses';
import type { ArrivedRequest } from '../../../nodes/shared/receive/request';
import type { KeySource } from '../../../nodes/shared/receive/keys';
import type { Outcome } from '../../../nodes/shared/receive/outcome';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { genuineRequest } from '../../support/genuine';
import { handshakeCases } from '../../support/handshakes';
import type { HandshakeCase } from '../../support/handshakes';
import { findLeaks } from '../../support/n8n/leaks';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, secretFor } from '../../support/schemes';

const nowSeconds = 1_700_000_000;

const isUnsigned = ({ sign, isProvenByBody }: HandshakeCase): boolean => !sign && !isProvenByBody;

function schemeOf({ scheme }: Pick<HandshakeCase, 'scheme'>): SignatureScheme {
	const found = findScheme(scheme);
	if (!found) throw new Error(`There is no scheme ${scheme}`);
	return found;
}

/** The request of the provider, signed with this secret where it signs. */
function requestOf(each: HandshakeCase, challenge = each.challenge, secret = each.secret) {
	const { headers, body = '', query = {} } = each.request(challenge);
	const proof = each.sign?.(body, nowSeconds, secret);
	return inboundRequest({
		method: each.method,
		query,
		body: Buffer.from(body),
		rawHeaders: Object.entries({ ...headers, ...proof }).flat(),
	});
}

async function decide(
	each: HandshakeCase,
	request: ArrivedRequest,
	{ secret = each.secret, verifyToken = each.verifyToken ?? '' } = {},
): Promise<Outcome> {
	const scheme = schemeOf(each);
	const source = keySource(keysOf(scheme, secret), { verifyToken });
	return await receive(request, receiveConfig(scheme), source, receiveState());
}

const refused = { kind: 'badSignature', rejection: { reason: 'handshakeRefused' } };

test('every handshake of every scheme has its row in the table', () => {
	const defined = signatureSchemes.flatMap(({ id, handshakes = [] }) =>
		handshakes.map(({ name, isSigned }) => ({ id, name, isSigned })),
	);
	const inTable = handshakeCases.map((each) => ({
		id: each.scheme,
		name: each.handshake,
		isSigned: !isUnsigned(each),
	}));
	const byName = (a: { id: string; name: string }, b: { id: string; name: string }): number =>
		`${a.id} ${a.name}`.localeCompare(`${b.id} ${b.name}`);
	expect(inTable.sort(byName)).toEqual(defined.sort(byName));
});

describe.each(handshakeCases)('$scheme, $handshake', (each) => {
	test('the genuine request gets the prescribed answer and starts nothing', async () => {
		const outcome = await decide(each, requestOf(each));
		const { statusCode, headers, contentType, body } = each.answer(each.challenge);
		expect(outcome).toMatchObject({
			kind: 'handshake',
			name: each.handshake,
			response: {
				statusCode,
				body,
				headers: { ...headers, ...(contentType && { 'Content-Type': contentType }) },
			},
		});
		expect(findLeaks(outcome, each.secret)).toEqual([]);
	});

	test('the same request in another method is no handshake', async () => {
		for (const method of ['GET', 'HEAD', 'POST', 'PUT'].filter((name) => name !== each.method)) {
			const outcome = await decide(each, { ...requestOf(each), method });
			expect(['badSignature', 'healthy']).toContain(outcome.kind);
		}
	});
});

describe.each(handshakeCases.filter(isUnsigned))('$scheme, unsigned $handshake', (each) => {
	test('is answered whatever the secret is, or not at all while none can be used', async () => {
		const problem = 'no secret yet';
		const none = async () => await Promise.resolve({ ok: false as const, problem });
		const source: KeySource = { current: none, refresh: none };
		const config = receiveConfig(schemeOf(each));
		const outcome = await receive(requestOf(each), config, source, receiveState());
		const needsCredential = each.answers.hmac || each.verifyToken !== undefined;
		expect(outcome).toMatchObject(
			needsCredential ? { kind: 'notConfigured', problem } : { kind: 'handshake' },
		);
	});

	const { headers = {}, query = {}, body = '{}' } = each.request(each.challenge);
	const fields = body.startsWith('{') ? (JSON.parse(body) as object) : { webhook_id: 12 };
	const text = JSON.stringify({ ...fields, type: 'order.paid', data: { id: 1 } });

	test('with more in the body it must be signed as any event', async () => {
		const more = { ...requestOf(each), method: 'POST', body: Buffer.from(text) };
		const forged = await decide(each, more);
		expect(forged).toMatchObject({ kind: 'badSignature' });
	});

	test('a genuine event that has its marks is an event', async () => {
		const scheme = schemeOf(each);
		const genuine = genuineRequest(scheme, 1, text);
		const request = inboundRequest({
			query,
			rawHeaders: [...genuine.rawHeaders, ...Object.entries(headers).flat()],
			body: genuine.body,
		});
		const outcome = await decide(each, request, { secret: secretFor(scheme) });
		expect(outcome).toMatchObject({ kind: 'accepted' });
	});
});

describe.each(handshakeCases.filter(({ sign }) => sign))('$scheme, signed $handshake', (each) => {
	const genuine = requestOf(each);

	const later = (nowSeconds + 3600) * 1000;

	test.each<readonly [string, ArrivedRequest]>([
		['with no signature', { ...genuine, headers: () => [] }],
		[
			'with the signature of another body',
			{ ...genuine, body: Buffer.from(`${String(genuine.body)} `) },
		],
		...(schemeOf(each).timestamp === undefined
			? []
			: [['when its time is long over', { ...genuine, receivedAt: later }] as const]),
	])('is refused with 401 %s', async (_, request) => {
		const { kind } = await decide(each, request);
		expect(kind).toBe('badSignature');
		expect(responses.badSignature.statusCode).toBe(401);
	});

	test('is refused when the secret is another one', async () => {
		const { keyFormat } = schemeOf(each);
		const secret = keyFormat === 'asymmetric' ? '11'.repeat(32) : 'another secret';
		expect(await decide(each, genuine, { secret })).toMatchObject({ kind: 'badSignature' });
	});
});

test('a passcode in the body that is wrong gets no answer to a ping', async () => {
	const figma = handshakeCases.find(({ isProvenByBody }) => isProvenByBody) as HandshakeCase;
	const outcome = await decide(figma, requestOf(figma), { secret: 'another passcode' });
	expect(outcome).toMatchObject({ kind: 'badSignature', rejection: { reason: 'noMatch' } });
});

describe.each(handshakeCases.filter(({ answers: { echo } }) => echo))(
	'$scheme, what $handshake sends back',
	(each) => {
		test.each<[string, string]>([
			['more than 1024 characters', 'a'.repeat(1025)],
			['a line break that could start a header', 'abc\r\nSet-Cookie: session=1'],
			['a line feed alone', 'abc\ndef'],
			['a null byte', 'abc\u0000'],
			['an escape sequence', '\u001b[31mabc'],
			['letters beyond ASCII', 'Zoë'],
			['a mark that turns the writing direction', 'abc\u202edef'],
		])('is never %s', async (_, challenge) => {
			expect(await decide(each, requestOf(each, challenge))).toEqual(refused);
		});

		test('is a text of 1024 characters, unless it is signed as well', async () => {
			const challenge = 'a'.repeat(1024);
			const outcome = await decide(each, requestOf(each, challenge));
			const { body } = each.answer(challenge);
			expect(outcome).toMatchObject(
				each.answers.hmac ? refused : { kind: 'handshake', response: { body } },
			);
		});

		test('cannot become a page in a browser', async () => {
			const challenge = '<script>alert(1)</script>';
			const outcome = await decide(each, requestOf(each, challenge));
			if (outcome.kind !== 'handshake') {
				expect(outcome).toEqual(refused);
				return;
			}
			const { headers, body } = outcome.response;
			expect(body === '' ? 'no body' : headers['Content-Type']).toMatch(
				/^(?:no body|text\/plain; charset=utf-8|application\/json; charset=utf-8)$/,
			);
			if (body !== '') expect(headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff' });
		});
	},
);

describe.each(handshakeCases.filter(({ answers: { hmac } }) => hmac))(
	'$scheme, what $handshake has signed',
	(each) => {
		test.each<[string, string]>([
			['an empty object', '{}'],
			['an object', '{"event":"order.paid"}'],
			['a JSON text', '"text"'],
			['a list', '[1]'],
			['words', 'two words'],
			['the text that the scheme signs', `v0:${nowSeconds}:{}`],
			['several fields of a form', 'a=1&b=2'],
			['a line break', 'a\nb'],
			['more than 200 characters', 'a'.repeat(201)],
		])('is never %s', async (_, challenge) => {
			expect(await decide(each, requestOf(each, challenge))).toEqual(refused);
		});

		test('is what providers send: 200 letters, digits and signs of base64', async () => {
			const challenge = `${'aZ09._~+/-'.repeat(19)}aZ09._~+==`;
			const outcome = await decide(each, requestOf(each, challenge));
			expect(outcome).toMatchObject({
				kind: 'handshake',
				response: { body: each.answer(challenge).body },
			});
		});
	},
);

describe('a signature that a handshake gave away', () => {
	const x = handshakeCases.find(({ scheme }) => scheme === 'x') as HandshakeCase;
	const header = 'x-twitter-webhooks-signature';

	async function obtainSignature(text: string): Promise<string> {
		const outcome = await decide(x, requestOf(x, text));
		if (outcome.kind !== 'handshake') throw new Error(`'${text}' is not signed`);
		return (JSON.parse(outcome.response.body) as { response_token: string }).response_token;
	}

	async function replayAsEvent(text: string): Promise<string> {
		const rawHeaders = [header, await obtainSignature(text)];
		const { kind } = await decide(x, inboundRequest({ rawHeaders, body: Buffer.from(text) }));
		return kind;
	}

	test.each(['null', '1', 'true', 'follow_events', 'follow_events=1', 'payload=1'])(
		'is no event whose body is %s',
		async (text) => {
			expect(await replayAsEvent(text)).toBe('badPayload');
		},
	);

	test('is no event whatever the text was', async () => {
		const text = fc.stringMatching(/^[A-Za-z0-9._~+/=-]{1,200}$/);
		await fc.assert(
			fc.asyncProperty(text, async (each) => {
				expect(await replayAsEvent(each)).toBe('badPayload');
			}),
		);
	});

	test('is a real one: with a JSON object behind it, the same check accepts', async () => {
		const scheme = schemeOf(x);
		const { rawHeaders, body } = genuineRequest(scheme, 1);
		const request = inboundRequest({ rawHeaders, body });
		expect(await decide(x, request, { secret: secretFor(scheme) })).toMatchObject({
			kind: 'accepted',
		});
	});
});

describe('a handshake that asks for the verify token', () => {
	const meta = handshakeCases.find(({ verifyToken }) => verifyToken) as HandshakeCase;
	const genuine = requestOf(meta);
	const { 'hub.verify_token': token = '', ...withoutToken } = genuine.query;
	const withToken = (text: string) => ({ ...withoutToken, 'hub.verify_token': text });

	test.each<[string, Record<string, string>, string]>([
		['a wrong one', withToken('wrong'), token],
		['the start of the right one', withToken(token.slice(0, -1)), token],
		['more than the right one', withToken(`${token}1`), token],
		['other case', withToken(token.toUpperCase()), token],
		['none', withoutToken, token],
		['an empty one', withToken(''), token],
		['one while the credential has none', genuine.query, ''],
		['an empty one while the credential has none', withToken(''), ''],
		['none while the credential has none', withoutToken, ''],
	])('is refused with %s', async (_, query, verifyToken) => {
		expect(await decide(meta, { ...genuine, query }, { verifyToken })).toEqual(refused);
	});

	test('counts as a failed check, so that nobody can guess it', async () => {
		const scheme = schemeOf(meta);
		const source = keySource(keysOf(scheme, meta.secret), { verifyToken: token });
		const take = () => failure({ retryAfterSeconds: 30 });
		const state = receiveState({ failures: { take } });
		const request = { ...genuine, query: withToken('guess') };
		expect(await receive(request, receiveConfig(scheme), source, state)).toMatchObject({
			kind: 'rateLimited',
			rejection: { reason: 'handshakeRefused' },
		});
	});

	test('does not send the token back', async () => {
		const outcome = await decide(meta, genuine);
		expect(findLeaks(outcome, token)).toEqual([]);
	});
});

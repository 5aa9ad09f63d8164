import type { IDataObject } from 'n8n-workflow';
import { handshakeCases } from '../../support/handshakes';
import type { HandshakeCase } from '../../support/handshakes';
import { useClock } from '../../support/n8n/clock';
import type { HttpRequest } from '../../support/n8n/httpClient';
import { findLeaks } from '../../support/n8n/leaks';
import { startTrigger } from '../../support/n8n/trigger';
import type { Trigger } from '../../support/n8n/trigger';

const clock = useClock();

function caseOf(scheme: string): HandshakeCase {
	const found = handshakeCases.find((each) => each.scheme === scheme);
	if (!found) throw new Error(`There is no handshake of ${scheme}`);
	return found;
}

const startFor = async (
	{ scheme, secret, verifyToken = '' }: HandshakeCase,
	options: IDataObject = {},
): Promise<Trigger> =>
	await startTrigger({
		// Only Okta lets users choose the name of its header.
		parameters: { scheme, signatureHeader: 'Authorization', options },
		secrets: { secret, verifyToken },
	});

function requestOf(
	{ method, request, sign, challenge, secret }: HandshakeCase,
	text = challenge,
): HttpRequest {
	const { body = '', contentType = 'application/json', query, headers } = request(text);
	const proof = sign?.(body, clock.nowSeconds, secret);
	return {
		method,
		...(query && { query }),
		headers: { ...headers, ...proof, ...(method === 'POST' && { 'Content-Type': contentType }) },
		...(method === 'POST' && { body }),
	};
}

const nothingStarted = { noWebhookResponse: true };

describe.each(handshakeCases)('$method of $scheme, $handshake', (each) => {
	test('is answered as the provider prescribes, and starts nothing', async () => {
		const trigger = await startFor(each);
		const exchange = await trigger.send(requestOf(each));
		const { statusCode, body, contentType, headers = {} } = each.answer(each.challenge);
		expect(exchange).toMatchObject({ statusCode, text: body, result: nothingStarted });
		if (contentType !== undefined) expect(exchange.headers['content-type']).toBe(contentType);
		for (const [name, value] of Object.entries(headers)) {
			expect(exchange.headers[name.toLowerCase()]).toBe(value);
		}
		expect(exchange.logs).toMatchObject([
			{
				level: 'info',
				message: expect.stringContaining(each.handshake) as unknown,
				metadata: { outcome: 'handshake', statusCode, workflowId: 'workflow1' },
			},
		]);
		expect(trigger.staticData()).toEqual({});
		const { text, headers: received, logs } = exchange;
		expect(findLeaks([text, received, logs], each.secret)).toEqual([]);
	});

	test('is answered each time it comes, however often', async () => {
		const trigger = await startFor(each);
		const first = await trigger.send(requestOf(each));
		clock.advance(72 * 3_600_000);
		const again = await trigger.send(requestOf(each));
		expect(again).toMatchObject({ statusCode: first.statusCode, text: first.text });
		expect(again.result).toEqual(nothingStarted);
	});
});

describe.each(handshakeCases.filter(({ sign }) => sign))('signed $handshake of $scheme', (each) => {
	test('that somebody else signed gets 401 and nothing that it asked for', async () => {
		const trigger = await startFor(each);
		const request = requestOf(each);
		const forged = { ...request, body: String(request.body).replace('{', '{ ') };
		const exchange = await trigger.send(forged);
		expect(exchange).toMatchObject({
			statusCode: 401,
			answer: { error: 'invalid signature' },
			result: nothingStarted,
			logs: [{ level: 'warn', metadata: { outcome: 'badSignature' } }],
		});
		expect(exchange.text).not.toContain(each.challenge);
	});
});

describe('the verify token of Meta', () => {
	const meta = caseOf('meta');
	const withToken = (token: string): HttpRequest => {
		const request = requestOf(meta);
		return { ...request, query: { ...request.query, 'hub.verify_token': token } };
	};

	test.each(['wrong', '', 'meatyhamhock '])('"%s" gets 401', async (token) => {
		const trigger = await startFor(meta);
		const exchange = await trigger.send(withToken(token));
		expect(exchange).toMatchObject({ statusCode: 401, result: nothingStarted });
		expect(exchange.logs).toMatchObject([{ metadata: { reason: 'handshakeRefused' } }]);
		expect(findLeaks([exchange.logs, exchange.text], 'meatyhamhock')).toEqual([]);
	});

	test.each(['', '   '])('is wrong in any case while the credential has "%s"', async (stored) => {
		const trigger = await startFor({ ...meta, verifyToken: stored });
		for (const token of ['', stored, 'meatyhamhock']) {
			expect(await trigger.send(withToken(token))).toMatchObject({ statusCode: 401 });
		}
	});

	test('is taken without the white space that was copied along', async () => {
		const trigger = await startFor({ ...meta, verifyToken: ' meatyhamhock\n' });
		expect(await trigger.send(requestOf(meta))).toMatchObject({ statusCode: 200 });
	});

	test('cannot be guessed: too many wrong ones get 429', async () => {
		const trigger = await startFor(meta, { maxFailuresPerMinute: 2 });
		const statusCodes: number[] = [];
		for (const token of ['a', 'b', 'c']) {
			statusCodes.push((await trigger.send(withToken(token))).statusCode);
		}
		expect(statusCodes).toEqual([401, 401, 429]);
		expect(await trigger.send(requestOf(meta))).toMatchObject({ statusCode: 200 });
	});
});

describe('what is sent back', () => {
	test.each(['dropbox', 'microsoft-graph'])('%s: markup stays plain text', async (scheme) => {
		const each = caseOf(scheme);
		const trigger = await startFor(each);
		const exchange = await trigger.send(requestOf(each, '<script>alert(1)</script>'));
		expect(exchange.text).toBe('<script>alert(1)</script>');
		expect(exchange.headers).toMatchObject({
			'content-type': 'text/plain; charset=utf-8',
			'x-content-type-options': 'nosniff',
		});
	});

	test.each([
		['dropbox', 'a\r\nSet-Cookie: a=1'],
		['microsoft-graph', 'a\r\n\r\n<script>'],
		['asana', 'a\tb'],
		['okta', 'a'.repeat(1025)],
		['x', '{"event":"order.paid"}'],
	])('%s: %j gets 401', async (scheme, challenge) => {
		const each = caseOf(scheme);
		const trigger = await startFor(each);
		expect(await trigger.send(requestOf(each, challenge))).toMatchObject({
			statusCode: 401,
			answer: { error: 'invalid signature' },
			result: nothingStarted,
		});
	});
});

describe('before there is a secret', () => {
	test.each(['asana', 'dropbox', 'notion', 'okta'])('%s gets its answer', async (scheme) => {
		const each = caseOf(scheme);
		const parameters = { scheme, signatureHeader: 'Authorization' };
		const trigger = await startTrigger({ parameters });
		expect(await trigger.send(requestOf(each))).toMatchObject({ statusCode: 200 });
	});

	test('an answer that takes the secret has to wait', async () => {
		const trigger = await startTrigger({ parameters: { scheme: 'x' } });
		expect(await trigger.send(requestOf(caseOf('x')))).toMatchObject({
			statusCode: 503,
			answer: { error: 'not configured' },
			result: nothingStarted,
		});
	});
});

test('a handshake of one provider means nothing to another', async () => {
	const trigger = await startFor(caseOf('slack'));
	expect(await trigger.send(requestOf(caseOf('dropbox')))).toMatchObject({
		answer: { status: 'ok' },
	});
	expect(await trigger.send(requestOf(caseOf('monday')))).toMatchObject({ statusCode: 401 });
});

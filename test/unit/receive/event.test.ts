import { buildEvent, readCommonParts, safeHeaders } from '../../../nodes/shared/receive/event';
import { receive } from '../../support/receive';
import { signatureHeadersOf } from '../../../nodes/shared/signing/headers';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { ReceiveConfig } from '../../../nodes/shared/receive/configuration';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { genuineAt, genuineRequest } from '../../support/genuine';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, secretFor } from '../../support/schemes';

/** The item of a genuine request, with everything in it that can be asked for but secret headers. */
async function itemOf(scheme: SignatureScheme) {
	const { rawHeaders, body, url } = genuineRequest(scheme);
	const visibleHeaders: Record<string, string> = {};
	for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
		visibleHeaders[(rawHeaders[i] as string).toLowerCase()] = rawHeaders[i + 1] as string;
	}
	const outcome = await receive(
		inboundRequest({
			rawHeaders,
			visibleHeaders,
			body,
			receivedAt: genuineAt,
			url: () => url,
		}),
		receiveConfig(scheme, { includeHeaders: 'safe', includeRawBody: true }),
		keySource(keysOf(scheme, secretFor(scheme))),
		receiveState(),
	);
	if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
	return { event: outcome.event, rawHeaders };
}

describe.each(signatureSchemes)('$id', (scheme) => {
	test('the item holds neither the secret nor the signature', async () => {
		const { event, rawHeaders } = await itemOf(scheme);
		const text = JSON.stringify(event);
		expect(text).not.toContain(secretFor(scheme));
		const { signature } = scheme;
		if (!('header' in signature)) {
			expect(text).toContain('[hidden]');
			return;
		}
		const proof = rawHeaders[rawHeaders.indexOf(signature.header) + 1] as string;
		expect(proof).toBeTruthy();
		expect(text).not.toContain(proof);
	});

	test('its signature headers are hidden whichever scheme is chosen', async () => {
		const names = signatureHeadersOf(scheme);
		const visibleHeaders = Object.fromEntries(names.map((name) => [name, 'proof']));
		for (const other of ['standard-webhooks', 'telegram']) {
			const chosen = findScheme(other) as SignatureScheme;
			expect(safeHeaders(inboundRequest({ visibleHeaders }), chosen)).toEqual({});
		}
	});

	test('the item says what the signature does not cover', async () => {
		const { event } = await itemOf(scheme);
		const { unsigned } = event.verification;
		const coversBody = scheme.content.includes('body') || scheme.bodyHashParameter !== undefined;
		expect(unsigned.includes('data')).toBe(!coversBody);
		expect(unsigned.includes('timestamp')).toBe(scheme.timestamp === undefined);
	});
});

describe('headers that the user names', () => {
	const scheme = findScheme('github') as SignatureScheme;
	const visibleHeaders = { 'x-trace-key': 'k1', 'x-tenant-sig': 's1', 'x-plain': 'p1' };

	async function headersWith(overrides: Partial<ReceiveConfig>) {
		const { rawHeaders, body } = genuineRequest(scheme);
		const outcome = await receive(
			inboundRequest({ rawHeaders, visibleHeaders, body, receivedAt: genuineAt }),
			receiveConfig(scheme, overrides),
			keySource(keysOf(scheme, secretFor(scheme))),
			receiveState(),
		);
		return outcome.kind === 'accepted' ? outcome.event.headers : outcome;
	}

	test.each([
		['none', [], undefined],
		['none', ['x-trace-key', 'x-absent'], { 'x-trace-key': 'k1' }],
		['safe', [], { 'x-plain': 'p1' }],
		['safe', ['x-tenant-sig'], { 'x-plain': 'p1', 'x-tenant-sig': 's1' }],
		['all', [], visibleHeaders],
	] as const)('%s with %j', async (includeHeaders, headersToInclude, expected) => {
		expect(await headersWith({ includeHeaders, headersToInclude })).toEqual(expected);
	});
});

/** Items of bodies that hold what proves them, or the next request. */
describe.each([
	[
		'mailgun',
		{
			signature: {
				token: 'PROOF',
				'parent-signature': 'PROOF',
				signature: 'PROOF',
				timestamp: '1',
			},
			'event-data': { id: 1 },
		},
	],
	['slack', { token: 'PROOF', type: 'event_callback', event: { type: 'message', token: 'kept' } }],
	[
		'microsoft-graph',
		{
			value: [{ clientState: 'PROOF', id: '1' }, { clientState: 'PROOF' }],
			validationTokens: ['PROOF'],
		},
	],
	[
		'adyen',
		{
			notificationItems: [
				{ NotificationRequestItem: { additionalData: { hmacSignature: 'PROOF', issuer: 'kept' } } },
			],
		},
	],
	['figma', { event_type: 'FILE_UPDATE', passcode: 'PROOF' }],
	['gogs', { secret: 'PROOF', ref: 'refs/heads/main' }],
	['gitea', { secret: 'PROOF', ref: 'refs/heads/main' }],
	['formstack', { HandshakeKey: 'PROOF', FormID: '1' }],
	['notion', { verification_token: 'PROOF', id: '1' }],
	['atlassian-connect', { sharedSecret: 'PROOF', key: 'app' }],
])('%s', (id, body) => {
	const scheme = findScheme(id) as SignatureScheme;
	const text = JSON.stringify(body, null, 2);
	const eventOf = (payload: unknown, sent: string) =>
		buildEvent(
			readCommonParts(
				inboundRequest({ body: Buffer.from(sent) }),
				receiveConfig(scheme, { includeRawBody: true }),
				{ keyName: 'current' },
				payload,
			),
		);

	test('hides what proves a request, in data, body and raw body, and nothing else', () => {
		const event = eventOf(body, text);
		expect(JSON.stringify(event)).not.toContain('PROOF');
		expect(JSON.stringify(event.body)).toBe(
			JSON.stringify(body).replaceAll('PROOF', '[hidden]').replace('["[hidden]"]', '"[hidden]"'),
		);
	});

	test('shows a body without it exactly as it came', () => {
		if (!('header' in scheme.signature)) return;
		const other = '{ "n": 1.0,\n"type": "x" }';
		expect(eventOf(JSON.parse(other), other).rawBody).toBe(other);
	});
});

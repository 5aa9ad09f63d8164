import { parseAddressList } from '../../../nodes/shared/http/addressList';
import { parseEventFilter } from '../../../nodes/shared/events/eventFilter';
import { createRateLimiter } from '../../../nodes/shared/receive/rateLimit';
import { receive } from '../../support/receive';
import { responses } from '../../../nodes/shared/receive/responses';
import type { Outcome } from '../../../nodes/shared/receive/outcome';
import type { ReceiveConfig } from '../../../nodes/shared/receive/configuration';
import type { ReceiveState } from '../../../nodes/shared/receive/receive';
import { dropbox } from '../../../nodes/shared/signing/schemes/dropbox';
import { gitHub } from '../../../nodes/shared/signing/schemes/github';
import { standardWebhooks as scheme } from '../../../nodes/shared/signing/schemes/standardWebhooks';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, secretFor, signedRawHeaders } from '../../support/schemes';

const nowMs = 1_700_000_000_000;
const body = Buffer.from('{"type":"order.paid","data":{"id":1}}');
const keys = keysOf(scheme, secretFor(scheme));
const otherKeys = keysOf(scheme, secretFor(scheme, 2));
const rawHeaders = signedRawHeaders(scheme, keys, { body, id: 'msg_1', nowMs });

const genuine = inboundRequest({ rawHeaders, body, receivedAt: nowMs });
const forged = inboundRequest({ rawHeaders, body: Buffer.from('{}'), receivedAt: nowMs });

const signed = (id: string, signedBody = body) =>
	inboundRequest({
		rawHeaders: signedRawHeaders(scheme, keys, { body: signedBody, id, nowMs }),
		body: signedBody,
		receivedAt: nowMs,
	});

async function decide(
	request = genuine,
	overrides: Partial<ReceiveConfig> = {},
	state: ReceiveState = receiveState(),
): Promise<Outcome> {
	return await receive(request, receiveConfig(scheme, overrides), keySource(keys), state);
}

function addresses(text: string) {
	const parsed = parseAddressList(text);
	if (!parsed.ok) throw new Error(parsed.problem);
	return parsed.value;
}

function filter(text: string) {
	const parsed = parseEventFilter(text);
	if (!parsed.ok) throw new Error(parsed.problem);
	return parsed.value;
}

describe('the signature', () => {
	test('a genuine request becomes an event', async () => {
		const source = keySource(keys);
		const outcome = await receive(genuine, receiveConfig(scheme), source, receiveState());
		expect(outcome).toMatchObject({
			kind: 'accepted',
			event: { id: 'msg_1', event: 'order.paid', data: { id: 1 } },
		});
		expect(source.calls).toEqual(['current']);
	});

	test('headers that cannot be genuine are refused before any key is asked for', async () => {
		const source = keySource(keys);
		const request = inboundRequest({ body });
		const outcome = await receive(request, receiveConfig(scheme), source, receiveState());
		expect(outcome).toMatchObject({
			kind: 'badSignature',
			rejection: { reason: 'missingHeader' },
		});
		expect(source.calls).toEqual([]);
	});

	test('a secret that was changed since the last look is found', async () => {
		const source = keySource(otherKeys, { stored: keys });
		const outcome = await receive(genuine, receiveConfig(scheme), source, receiveState());
		expect(outcome).toMatchObject({ kind: 'accepted' });
		expect(source.calls).toEqual(['current', 'refresh']);
	});

	test('no match with remembered and stored secrets is refused', async () => {
		const sources = [
			keySource(otherKeys),
			keySource(otherKeys, { stored: otherKeys }),
			keySource([]),
		];
		for (const source of sources) {
			expect(await receive(genuine, receiveConfig(scheme), source, receiveState())).toMatchObject({
				kind: 'badSignature',
				rejection: { reason: 'noMatch' },
			});
		}
	});

	test('no usable secret is an answer of its own, so that the sender tries again', async () => {
		const none = async () => await Promise.resolve({ ok: false as const, problem: 'no secret' });
		const source = { current: none, refresh: none };
		expect(await receive(genuine, receiveConfig(scheme), source, receiveState())).toEqual({
			kind: 'notConfigured',
			problem: 'no secret',
		});
	});

	test('a body that something else consumed cannot be verified', async () => {
		expect(await decide({ ...genuine, body: undefined })).toMatchObject({
			kind: 'badSignature',
			rejection: { reason: 'missingRawBody' },
		});
	});
});

describe('the payload', () => {
	const broken = Buffer.from('{oops');

	test('is only looked at when its signature is genuine', async () => {
		const strict = { ...scheme, bodyFormat: 'json' as const };
		expect(await decide(signed('msg_1', broken), { scheme: strict })).toMatchObject({
			kind: 'badPayload',
		});
		expect(await decide({ ...genuine, body: broken })).toMatchObject({ kind: 'badSignature' });
	});

	test('that does not fit the envelope is refused, and its sender may send it again', async () => {
		const state = receiveState();
		const findEnvelopeProblem = () => 'not like that';
		expect(await decide(genuine, { findEnvelopeProblem }, state)).toEqual({
			kind: 'badPayload',
			problem: 'not like that',
		});
		expect(await decide(genuine, {}, state)).toMatchObject({ kind: 'accepted' });
	});

	test('must be an object where the provider signs other texts on request', async () => {
		const text = Buffer.from('"text"');
		const strict = { ...scheme, requiresJsonObject: true };
		expect(await decide(signed('msg_1', text), { scheme: strict })).toMatchObject({
			kind: 'badPayload',
		});
		expect(await decide(genuine, { scheme: strict })).toMatchObject({ kind: 'accepted' });
	});
});

describe('the source address', () => {
	const config = { addresses: addresses('203.0.113.0/24') };

	test('of an allowed network may send', async () => {
		expect(await decide(genuine, config)).toMatchObject({ kind: 'accepted' });
	});

	test.each(['198.51.100.1', undefined, 'nonsense'])(
		'%s may not, whatever it signs',
		async (address) => {
			expect(await decide({ ...genuine, address }, config)).toEqual({ kind: 'forbiddenAddress' });
		},
	);
});

describe('the size', () => {
	test('is checked before the signature', async () => {
		expect(await decide(forged, { maxBodyBytes: 1 })).toEqual({ kind: 'tooLarge' });
	});

	test('may be just the largest one', async () => {
		expect(await decide(genuine, { maxBodyBytes: body.length })).toMatchObject({
			kind: 'accepted',
		});
	});
});

describe('limits', () => {
	const limiter = (limit: number) => createRateLimiter({ limit, windowMs: 60_000, maxKeys: 10 });

	test('too many failures of one address are put off, with a time to come back', async () => {
		const state = receiveState({ failures: limiter(2) });
		for (let i = 0; i < 2; i += 1) {
			expect(await decide(forged, {}, state)).toMatchObject({ kind: 'badSignature' });
		}
		expect(await decide(forged, {}, state)).toMatchObject({
			kind: 'rateLimited',
			retryAfterSeconds: 30,
		});
	});

	test('failures never keep a genuine request out, not even one of the same address', async () => {
		const state = receiveState({ failures: limiter(1) });
		for (let i = 0; i < 5; i += 1) await decide(forged, {}, state);
		expect(await decide(genuine, {}, state)).toMatchObject({ kind: 'accepted' });
	});

	test('failures of one address do not count for another', async () => {
		const state = receiveState({ failures: limiter(1) });
		await decide(forged, {}, state);
		expect(await decide({ ...forged, address: '198.51.100.1' }, {}, state)).toMatchObject({
			kind: 'badSignature',
		});
	});

	test('forged requests do not use up what the genuine sender may send', async () => {
		const state = receiveState({ accepted: limiter(1) });
		for (let i = 0; i < 5; i += 1) await decide(forged, {}, state);
		expect(await decide(signed('msg_1'), {}, state)).toMatchObject({ kind: 'accepted' });
		expect(await decide(signed('msg_2'), {}, state)).toMatchObject({
			kind: 'rateLimited',
			retryAfterSeconds: 60,
		});
	});
});

describe('the event filter', () => {
	test('ignores events that nobody asked for', async () => {
		expect(await decide(genuine, { eventFilter: filter('invoice.*') })).toMatchObject({
			kind: 'ignored',
			event: { event: 'order.paid' },
		});
		expect(await decide(genuine, { eventFilter: filter('order.*') })).toMatchObject({
			kind: 'accepted',
		});
	});

	test('never looks at what is not genuine', async () => {
		expect(await decide(forged, { eventFilter: filter('invoice.*') })).toMatchObject({
			kind: 'badSignature',
		});
	});
});

describe('duplicates', () => {
	test('of a processed event start nothing', async () => {
		const state = receiveState();
		const first = await decide(genuine, {}, state);
		if (first.kind !== 'accepted') throw new Error(first.kind);
		first.settle('done');
		expect(await decide(genuine, {}, state)).toMatchObject({ kind: 'duplicate' });
	});

	test('of a released event are processed', async () => {
		const state = receiveState();
		const first = await decide(genuine, {}, state);
		if (first.kind !== 'accepted') throw new Error(first.kind);
		first.settle('released');
		expect(await decide(genuine, {}, state)).toMatchObject({ kind: 'accepted' });
	});

	test('that come while the first is being processed wait for its outcome', async () => {
		const state = receiveState();
		const first = await decide(genuine, {}, state);
		if (first.kind !== 'accepted') throw new Error(first.kind);
		const waiting = decide(genuine, {}, state);
		first.settle('done');
		expect(await waiting).toMatchObject({ kind: 'duplicate' });
	});

	test('of an id that is not signed are told by the id with name and body', async () => {
		const state = receiveState();
		const gitHubKeys = keysOf(gitHub, 'secret');
		const send = async (delivery: string) =>
			await receive(
				inboundRequest({
					rawHeaders: signedRawHeaders(gitHub, gitHubKeys, { body, id: delivery, nowMs }),
					body,
				}),
				receiveConfig(gitHub),
				keySource(gitHubKeys),
				state,
			);
		const first = await send('delivery-1');
		if (first.kind !== 'accepted') throw new Error(first.kind);
		first.settle('done');
		expect(await send('delivery-1')).toMatchObject({ kind: 'duplicate' });
		expect(await send('delivery-2')).toMatchObject({ kind: 'accepted' });
	});

	test('are not told apart where two events may look the same', async () => {
		const state = receiveState();
		const thinKeys = keysOf(dropbox, 'secret');
		const send = async () =>
			await receive(
				inboundRequest({
					rawHeaders: signedRawHeaders(dropbox, thinKeys, { body, id: '', nowMs }),
					body,
				}),
				receiveConfig(dropbox),
				keySource(thinKeys),
				state,
			);
		const first = await send();
		if (first.kind !== 'accepted') throw new Error(first.kind);
		first.settle('done');
		expect(await send()).toMatchObject({ kind: 'accepted' });
	});

	test('that are too many to wait are told when to come back', async () => {
		const state = receiveState();
		await decide(genuine, {}, state);
		for (let waiting = 0; waiting < 3; waiting += 1) void decide(genuine, {}, state);
		expect(await decide(genuine, {}, state)).toEqual({
			kind: 'busy',
			reason: 'copies',
			retryAfterSeconds: 5,
		});
		expect(await decide(signed('msg_2'), {}, state)).toMatchObject({ kind: 'accepted' });
	});
});

describe('GET and HEAD', () => {
	test.each(['GET', 'HEAD'])('%s tells that the trigger is there', async (method) => {
		expect(await decide({ ...genuine, method })).toEqual({ kind: 'healthy' });
	});

	test('are refused when health checks are switched off', async () => {
		expect(await decide({ ...genuine, method: 'GET' }, { respondsToHealthChecks: false })).toEqual({
			kind: 'methodNotAllowed',
		});
	});
});

test('answers name no reason', () => {
	expect(responses).toMatchObject({
		accepted: { statusCode: 200 },
		badPayload: { statusCode: 400 },
		badSignature: { statusCode: 401, body: { error: 'invalid signature' } },
		busy: { statusCode: 503 },
		duplicate: { statusCode: 200 },
		forbiddenAddress: { statusCode: 403 },
		healthy: { statusCode: 200 },
		ignored: { statusCode: 200 },
		internalError: { statusCode: 500 },
		methodNotAllowed: { statusCode: 405 },
		notConfigured: { statusCode: 503 },
		rateLimited: { statusCode: 429 },
		tooLarge: { statusCode: 413 },
	});
});

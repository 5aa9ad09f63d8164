import { receive } from '../../../nodes/shared/receive/receive';
import { answers } from '../../../nodes/shared/receive/responses';
import type { KeySource, ReceiveConfig } from '../../../nodes/shared/receive/types';
import { headersFromRawList } from '../../../nodes/shared/signing/headers';
import { standardWebhooks as scheme } from '../../../nodes/shared/signing/schemes/standardWebhooks';
import type { SigningKey } from '../../../nodes/shared/signing/types';
import { keysOf, secretFor, signedRawHeaders } from '../../support/schemes';

const nowMs = 1_700_000_000_000;
const body = Buffer.from('{"type":"order.paid","data":{"id":1}}');
const keys = keysOf(scheme, secretFor(scheme));
const otherKeys = keysOf(scheme, secretFor(scheme, 2));
const rawHeaders = signedRawHeaders(scheme, keys, { body, id: 'msg_1', nowMs });
const config: ReceiveConfig = {
	scheme,
	includeHeaders: 'none',
	includeRawBody: false,
};

function keySource(
	current: readonly SigningKey[],
	stored?: readonly SigningKey[],
): KeySource & { calls: string[] } {
	const calls: string[] = [];
	return {
		calls,
		current: async () => {
			calls.push('current');
			return await Promise.resolve({ ok: true, keys: current });
		},
		refresh: async () => {
			calls.push('refresh');
			return await Promise.resolve(stored && { ok: true, keys: stored });
		},
	};
}

const request = (overrides: { rawHeaders?: string[]; rawBody?: Buffer | undefined } = {}) => {
	const raw = overrides.rawHeaders ?? rawHeaders;
	return {
		headers: headersFromRawList(raw),
		visibleHeaders: {},
		contentType: 'application/json',
		rawBody: 'rawBody' in overrides ? overrides.rawBody : body,
		receivedAt: nowMs,
	};
};

test('a genuine request becomes an event', async () => {
	const source = keySource(keys);
	expect(await receive(request(), config, source)).toMatchObject({
		kind: 'accepted',
		event: { id: 'msg_1', event: 'order.paid', data: { id: 1 } },
	});
	expect(source.calls).toEqual(['current']);
});

test('headers that cannot be genuine are refused before any key is asked for', async () => {
	const source = keySource(keys);
	const outcome = await receive(request({ rawHeaders: [] }), config, source);
	expect(outcome).toMatchObject({
		kind: 'badSignature',
		rejection: { reason: 'missingHeader' },
	});
	expect(source.calls).toEqual([]);
});

test('a secret that was changed since the last look is found', async () => {
	const source = keySource(otherKeys, keys);
	expect(await receive(request(), config, source)).toMatchObject({
		kind: 'accepted',
	});
	expect(source.calls).toEqual(['current', 'refresh']);
});

test('no match with remembered and stored secrets is refused', async () => {
	for (const source of [keySource(otherKeys), keySource(otherKeys, otherKeys), keySource([])]) {
		expect(await receive(request(), config, source)).toMatchObject({
			kind: 'badSignature',
			rejection: { reason: 'noMatch' },
		});
	}
});

test('no usable secret is an answer of its own, so that the sender tries again', async () => {
	const none = async () => await Promise.resolve({ ok: false as const, problem: 'no secret' });
	const outcome = await receive(request(), config, {
		current: none,
		refresh: none,
	});
	expect(outcome).toEqual({ kind: 'notConfigured', problem: 'no secret' });
});

test('a body that something else consumed cannot be verified', async () => {
	const outcome = await receive(request({ rawBody: undefined }), config, keySource(keys));
	expect(outcome).toMatchObject({
		kind: 'badSignature',
		rejection: { reason: 'missingRawBody' },
	});
});

test('a body that cannot be read is only looked at when its signature is genuine', async () => {
	const broken = Buffer.from('{oops');
	const genuine = signedRawHeaders(scheme, keys, {
		body: broken,
		id: 'msg_1',
		nowMs,
	});
	const signed = request({ rawHeaders: genuine, rawBody: broken });
	expect(await receive(signed, config, keySource(keys))).toMatchObject({
		kind: 'badPayload',
	});
	const forged = request({ rawBody: broken });
	expect(await receive(forged, config, keySource(keys))).toMatchObject({
		kind: 'badSignature',
	});
});

test('answers name no reason', () => {
	expect(answers).toMatchObject({
		accepted: { statusCode: 200 },
		badPayload: { statusCode: 400 },
		badSignature: { statusCode: 401, body: { error: 'invalid signature' } },
		internalError: { statusCode: 500 },
		notConfigured: { statusCode: 503 },
		tooLarge: { statusCode: 413 },
	});
});

import fc from 'fast-check';
import {
	restoreParts,
	storeDelivery,
	storedDeliverySchema,
} from '../../../nodes/shared/delivery/storedDelivery';
import type { StoredDelivery } from '../../../nodes/shared/delivery/storedDelivery';
import type { Delivery } from '../../../nodes/shared/delivery/delivery';
import {
	hasConfigurableHeader,
	headersSetBy,
	withSignatureHeader,
} from '../../../nodes/shared/signing/headers';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { canSign, signMessage } from '../../../nodes/shared/signing/sign';
import { buildScheme, usualTimeRule } from '../../support/customScheme';
import { newDelivery, QUEUED_AT_MS, sealerWith, throughJson } from '../../support/delivery';
import { secretFor, signingKeysOf } from '../../support/schemes';

const sealer = sealerWith('the secret of the credential');

const store = (delivery: Delivery): StoredDelivery =>
	storedDeliverySchema.parse(throughJson(storeDelivery(delivery, sealer)));

/** Message and endpoint as they come back from what was stored. */
function restored(delivery: Delivery) {
	const parts = restoreParts(store(delivery), sealer);
	if (!parts.ok) throw new Error(parts.problem);
	return parts.value;
}

function inHeader(scheme: SignatureScheme, header: string): SignatureScheme {
	const { signature } = scheme;
	if (!hasConfigurableHeader(signature)) throw new Error('Its header cannot be chosen');
	return withSignatureHeader(scheme, signature, header);
}

const customSchemes: Array<[string, SignatureScheme]> = [
	['custom with nothing but the body', buildScheme({})],
	[
		'custom with id, time and a list',
		buildScheme({
			signatureHeader: 'X-Custom',
			encoding: 'base64',
			format: { kind: 'list', versionLabel: 'v1,', separator: 'space' },
			signedContent: '{id}.{timestamp}.{body}',
			idHeader: 'X-Id',
			timestamp: { place: 'header', header: 'X-Time', ...usualTimeRule },
		}),
	],
	[
		'custom with pairs',
		buildScheme({
			format: { kind: 'pairs', separator: 'comma', signatureKey: 's' },
			timestamp: { place: 'pairs', key: 't', ...usualTimeRule },
			signedContent: '{timestamp}:{method}:{url}:{body}',
		}),
	],
];

const signable = signatureSchemes.filter(canSign);
const named = (scheme: SignatureScheme): [string, SignatureScheme] => [scheme.id, scheme];

const allSchemes: Array<[string, SignatureScheme]> = [
	...signable.map(named),
	...signable
		.filter(({ signature }) => hasConfigurableHeader(signature))
		.map(named)
		.map(([id, scheme]): [string, SignatureScheme] => [
			`${id} in a header of the user's choice`,
			inHeader(scheme, 'X-Chosen'),
		]),
	...customSchemes,
];

test.each(allSchemes)('%s: what was stored is signed as before', (_, scheme) => {
	const delivery = newDelivery({ message: { scheme } });
	const { message, endpoint } = restored(delivery);
	expect(message).toEqual(delivery.message);
	expect(endpoint).toEqual(delivery.endpoint);
	expect(headersSetBy(message.scheme)).toEqual(headersSetBy(scheme));
	if (scheme.algorithm.kind === 'ecdsa') return;
	const moment = { body: message.body, id: 'msg_1', nowMs: 0, url: endpoint.url, contentType: '' };
	const keys = signingKeysOf(scheme, secretFor(scheme));
	expect(signMessage(message.scheme, keys, moment)).toEqual(signMessage(scheme, keys, moment));
});

describe('bodies', () => {
	test.each<[string, Buffer]>([
		['nothing', Buffer.alloc(0)],
		['text', Buffer.from('Zoë, 30 €, 🎉 \0\r\n\u2028', 'utf8')],
		['bytes that are no text', Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x80])],
		['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d])],
		['half a character', Buffer.from('🎉', 'utf8').subarray(0, 3)],
		['the character for what cannot be read', Buffer.from('\ufffd', 'utf8')],
	])('%s come back byte for byte', (_, body) => {
		expect(restored(newDelivery({ message: { body } })).message.body).toEqual(body);
	});

	test('text is stored so that it can be read', () => {
		const { message } = store(newDelivery({ message: { body: Buffer.from('{"a":"ü"}') } }));
		expect(message).toMatchObject({ body: '{"a":"ü"}', bodyEncoding: 'utf8' });
	});

	test('any bytes come back', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				const body = Buffer.from(bytes);
				expect(restored(newDelivery({ message: { body } })).message.body).toEqual(body);
			}),
		);
	});
});

test.each<[string, Delivery, Partial<StoredDelivery>]>([
	['one that nobody has attempted', newDelivery(), { dueAtMs: QUEUED_AT_MS }],
	[
		'one that waits',
		{ ...newDelivery(), firstAttemptAtMs: QUEUED_AT_MS + 5, dueAtMs: QUEUED_AT_MS + 9 },
		{ firstAttemptAtMs: QUEUED_AT_MS + 5, dueAtMs: QUEUED_AT_MS + 9 },
	],
])('times of %s are kept', (_, delivery, times) => {
	expect(store(delivery)).toMatchObject({ queuedAtMs: QUEUED_AT_MS, ...times });
});

test('a delivery that has failed is due no more', () => {
	expect(store({ ...newDelivery(), status: 'failed' })).not.toHaveProperty('dueAtMs');
});

describe('what may be secret', () => {
	const word = fc.stringMatching(/^[a-z0-9]{12,20}$/);

	test('comes back, and cannot be read in what is stored', () => {
		fc.assert(
			fc.property(word, word, word, word, (header, secret, username, password) => {
				const url = `https://${username}:${password}@example.com/hook`;
				const endpoint = { name: 'Shop', url, secret, headers: { Authorization: header } };
				const delivery = newDelivery({ endpoint });
				const text = JSON.stringify(store(delivery));
				for (const each of [header, secret, username, password, 'Authorization']) {
					expect(text).not.toContain(each);
				}
				expect(restored(delivery).endpoint).toEqual(delivery.endpoint);
			}),
			{ numRuns: 30 },
		);
	});

	test('comes back from user names with signs in them', () => {
		const url = 'https://a%40b:p%3Aw%20%2F@example.com/hook?x=1';
		expect(restored(newDelivery({ endpoint: { url } })).endpoint.url).toBe(url);
	});

	test('leaves nothing to seal where there is none', () => {
		const { endpoint } = store(newDelivery({ endpoint: { headers: {} } }));
		expect(endpoint).not.toHaveProperty('sealed');
	});

	test('opens with no other secret, and the problem says which one is needed', () => {
		const parts = restoreParts(store(newDelivery()), sealerWith('another secret'));
		expect(parts).toMatchObject({
			ok: false,
			problem: expect.stringContaining("'Previous Secret'") as unknown,
		});
	});

	test('opens for no other address', () => {
		const stored = store(newDelivery({ endpoint: { secret: 'a secret' } }));
		const endpoint = { ...stored.endpoint, url: 'https://evil.example/hook' };
		expect(restoreParts({ ...stored, endpoint }, sealer).ok).toBe(false);
	});
});

test('a scheme that is not known any more is a problem of its own', () => {
	const stored = store(newDelivery());
	const message = { ...stored.message, scheme: { id: 'of-tomorrow' } };
	expect(restoreParts({ ...stored, message }, sealer)).toMatchObject({
		ok: false,
		problem: expect.stringMatching(/scheme.*newer/) as unknown,
	});
});

describe('stored state that was changed', () => {
	const stored = throughJson(storeDelivery(newDelivery(), sealer));

	test.each<[string, (state: StoredDelivery) => object]>([
		['version', (state) => ({ ...state, version: 2 })],
		['message.id', (state) => ({ ...state, message: { ...state.message, id: '' } })],
		['message.body', (state) => ({ ...state, message: { ...state.message, body: 7 } })],
		[
			'message.bodyEncoding',
			(state) => ({ ...state, message: { ...state.message, bodyEncoding: 'hex' } }),
		],
		[
			'message.contentType',
			(state) => ({ ...state, message: { ...state.message, contentType: '' } }),
		],
		[
			'message.scheme',
			(state) => ({ ...state, message: { ...state.message, scheme: { id: 'x', custom: {} } } }),
		],
		['endpoint.url', (state) => ({ ...state, endpoint: { ...state.endpoint, url: '/hook' } })],
		[
			'endpoint.timeoutMs',
			(state) => ({ ...state, endpoint: { ...state.endpoint, timeoutMs: 0 } }),
		],
		[
			'endpoint.verifyCertificate',
			(state) => ({ ...state, endpoint: { ...state.endpoint, verifyCertificate: 'no' } }),
		],
		[
			'endpoint.publicAddressOnly',
			(state) => ({ ...state, endpoint: { ...state.endpoint, publicAddressOnly: undefined } }),
		],
		['policy.delaysMs.0', (state) => ({ ...state, policy: { ...state.policy, delaysMs: [-1] } })],
		['queuedAtMs', (state) => ({ ...state, queuedAtMs: 'now' })],
		['dueAtMs', (state) => ({ ...state, dueAtMs: null })],
	])('is refused at %s', (path, change) => {
		const parsed = storedDeliverySchema.safeParse(change(stored));
		expect(parsed.success).toBe(false);
		expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
	});

	test('never throws, whatever stands there', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(storedDeliverySchema.safeParse(value).success).toBe(false);
			}),
		);
	});
});

import { createSecretKey } from 'node:crypto';
import { computeSignature, createMatcher } from '../../../nodes/shared/signing/proof/digest';
import { readPresentedSignature } from '../../../nodes/shared/signing/verify/presentedSignature';
import { isRejection } from '../../../nodes/shared/signing/rejection';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { canSign, signMessage } from '../../../nodes/shared/signing/sign';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { isUnsigned, withoutSignature } from '../../../nodes/shared/signing/unsigned';
import { matchSignature } from '../../../nodes/shared/signing/verify';
import { diagnose } from '../../../nodes/shared/signing/diagnose';
import { isSignedPlace } from '../../../nodes/shared/receive/facts';
import { repeatParts } from '../../../nodes/shared/receive/repeats';
import type { RepeatPolicy } from '../../../nodes/shared/receive/repeats';
import {
	receive,
	inboundRequest,
	keySource,
	receiveConfig,
	receiveState,
} from '../../support/receive';
import { parseAddressList } from '../../../nodes/shared/http/addressList';
import { openRequest } from '../../../nodes/shared/receive/request';

/* Senders that do not sign: a kind of scheme that proves nothing, and that nothing takes for proof. */

const schemes = signatureSchemes.map((scheme) => [scheme.id, scheme] as const);
const key = createSecretKey(Buffer.from('secret'));
const keys = [{ name: 'current', key }];
const github = findScheme('github') as SignatureScheme;
const body = Buffer.from('{"event_type":"a"}');

test('no scheme that users can choose is one', () => {
	expect(signatureSchemes.filter(isUnsigned)).toEqual([]);
});

describe.each(schemes)('%s without its signature', (_, scheme) => {
	const unsigned = withoutSignature(scheme);

	test('signs nothing', () => {
		expect(canSign(unsigned)).toBe(false);
		expect(() => computeSignature(unsigned, key, { body }, 0)).toThrow('has no signature');
	});

	test('is matched by nothing', () => {
		const matches = createMatcher(unsigned, key, { body }, 0);
		for (const candidate of ['', 'secret', 'none', 'null']) {
			expect(matches(candidate)).toBe('noMatch');
		}
	});

	test('has no signed fact', () => {
		const { id, name } = unsigned.event;
		const source = { scheme: unsigned, headers: () => ['x-github-event'] };
		for (const locator of [...id, ...name]) expect(isSignedPlace(locator, source)).toBe(false);
	});

	test('has no repeats, whatever they are looked for by', () => {
		const request = openRequest(unsigned, inboundRequest({ body, rawHeaders: ['X-Id', '1'] }));
		const policies: RepeatPolicy[] = [
			{ by: 'automatic' },
			{ by: 'content' },
			{ by: 'deliveryId' },
			{ by: 'header', header: 'x-id' },
			{ by: 'bodyField', path: ['event_type'] },
		];
		for (const policy of policies) {
			const parts = repeatParts(policy, {
				scheme: unsigned,
				presented: { candidates: [] },
				match: { keyName: null },
				request: { ...request, body },
				payload: { event_type: 'a' },
				name: 'a',
			});
			expect(parts).toEqual([[]]);
		}
	});
});

test('what was signed for the scheme is not verified without it', () => {
	const message = {
		body,
		id: 'm1',
		nowMs: 0,
		url: 'https://a.example/',
		contentType: 'text/plain',
	};
	const { headers } = signMessage(github, [keys[0] as (typeof keys)[0]], message);
	const request = openRequest(
		withoutSignature(github),
		inboundRequest({ body, rawHeaders: Object.entries(headers).flat() }),
	);
	const unsigned = withoutSignature(github);
	const presented = readPresentedSignature(unsigned, request.headers, 0);
	if (isRejection(presented)) throw new Error(presented.reason);
	expect(matchSignature(unsigned, presented, { ...request, body }, keys)).toMatchObject({
		reason: 'noMatch',
	});
	expect(matchSignature(github, presented, { ...request, body }, keys)).toEqual({
		keyName: 'current',
	});
	const { code } = diagnose({
		scheme: unsigned,
		rejection: { reason: 'noMatch' },
		request: { ...request, body },
		keys,
		knownSchemes: [],
	});
	expect(code).toBe('noMatch');
});

describe('a request to a trigger without a secret', () => {
	const unsigned = withoutSignature(findScheme('clawlet') as SignatureScheme);
	const list = (text: string) => {
		const parsed = parseAddressList(text);
		if (!parsed.ok) throw new Error(parsed.problem);
		return parsed.value;
	};
	const take = async (request: Parameters<typeof inboundRequest>[0], addresses?: string) => {
		const source = keySource(keys);
		const outcome = await receive(
			inboundRequest({ body, ...request }),
			receiveConfig(unsigned, { addresses: addresses === undefined ? undefined : list(addresses) }),
			source,
			receiveState(),
		);
		expect(source.calls).toEqual([]);
		return outcome;
	};

	test('is let through from a listed address, and nothing is called proven', async () => {
		expect(await take({ address: '203.0.113.7' }, '203.0.113.7')).toMatchObject({
			kind: 'accepted',
			keys: [],
			event: { verification: { scheme: 'unsigned', secret: null } },
		});
	});

	test('is refused where no addresses are listed, whatever the settings were read from', async () => {
		expect(await take({})).toMatchObject({
			kind: 'notConfigured',
			problem: expect.stringContaining("'Allowed Addresses'") as unknown,
		});
	});

	test.each([
		['another address', '198.51.100.9'],
		['no address', undefined],
		['an empty one', ''],
		['text', '203.0.113.7, 203.0.113.7'],
		['white space around it', ' 203.0.113.7'],
	])('is refused from %s', async (_, address) => {
		expect(await take({ address }, '203.0.113.7')).toEqual({ kind: 'forbiddenAddress' });
	});

	test('is refused from everywhere where the list is empty', async () => {
		expect(await take({}, '')).toEqual({ kind: 'forbiddenAddress' });
	});
});

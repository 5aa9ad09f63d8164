import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { parseKey } from '../../../nodes/shared/signing/keys';
import type { KeyFormat, SignatureAlgorithm } from '../../../nodes/shared/signing/scheme';
import type { KeyPurpose } from '../../../nodes/shared/signing/keys/problems';

const bytes24 = Buffer.alloc(24, 7);
const whsec = `whsec_${bytes24.toString('base64')}`;

const hmac: SignatureAlgorithm = { kind: 'hmac', hash: 'sha256' };
const read = (secret: string, format: KeyFormat) =>
	parseKey(secret, { format, algorithm: hmac, purpose: 'verify' });

describe('shared secrets', () => {
	test.each<[string, KeyFormat, string]>([
		['', 'text', 'empty'],
		['   ', 'text', 'empty'],
		['secret ', 'text', 'surroundingWhiteSpace'],
		['\nsecret', 'text', 'surroundingWhiteSpace'],
		[`${whsec}\n`, 'whsecOrText', 'surroundingWhiteSpace'],
		[`"${whsec}"`, 'whsec', 'pastedAlong'],
		[`Bearer ${whsec}`, 'whsec', 'pastedAlong'],
		['sha256=00ff', 'hex', 'pastedAlong'],
		['v1,aGk=', 'base64', 'pastedAlong'],
		[`v1,${whsec}|v1,whsec_c2hvcnQ=`, 'whsec', 'pastedAlong'],
		[`v1a,whsk_${bytes24.toString('base64')}`, 'whsec', 'asymmetricKey'],
		['not base64!', 'base64', 'notBase64'],
		['AAAA=AAA', 'base64', 'notBase64'],
		['whsec_not base64!', 'whsec', 'notBase64'],
		['abc', 'hex', 'notHex'],
		['zz', 'hex', 'notHex'],
		['whsec_', 'whsec', 'empty'],
		['whsec_c2hvcnQ=', 'whsec', 'wrongLength'],
		[Buffer.alloc(65, 1).toString('base64'), 'whsec', 'wrongLength'],
		[
			'whpk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
			'whsec',
			'asymmetricKey',
		],
		[
			'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
			'whsec',
			'asymmetricKey',
		],
	])('refuses %j as %s: %s', (secret, format, problem) => {
		expect(read(secret, format)).toEqual({ ok: false, problem });
	});

	test.each<[string, KeyFormat, Buffer]>([
		["It's a Secret to Everybody", 'text', Buffer.from("It's a Secret to Everybody")],
		['pässwörd', 'text', Buffer.from('pässwörd', 'utf8')],
		['whsec_AAAA', 'text', Buffer.from('whsec_AAAA')],
		[whsec, 'whsec', bytes24],
		[`v1,${whsec}`, 'whsec', bytes24],
		[` ${whsec}\r\n`, 'whsec', bytes24],
		['aGk=\n', 'base64', Buffer.from('hi')],
		['sha256=00ff', 'text', Buffer.from('sha256=00ff')],
		[`v1,${whsec}`, 'text', Buffer.from(`v1,${whsec}`)],
		['one|two', 'whsecOrText', Buffer.from('one|two')],
		[bytes24.toString('base64'), 'whsec', bytes24],
		['aGk', 'base64', Buffer.from('hi')],
		['aGk=', 'base64', Buffer.from('hi')],
		['00FFab', 'hex', Buffer.from([0x00, 0xff, 0xab])],
	])('reads %j as %s', (secret, format, expected) => {
		const result = read(secret, format);
		if (!result.ok) throw new Error(result.problem);
		const sign = (key: Parameters<typeof createHmac>[1]) =>
			createHmac('sha256', key).update('x').digest('hex');
		expect(result.value.map(sign)).toEqual([sign(expected)]);
	});

	test('may be several, as Supabase writes them', () => {
		const other = Buffer.alloc(32, 9);
		const result = read(`v1,${whsec}|v1,whsec_${other.toString('base64')}`, 'whsec');
		expect(result.ok && result.value.map((key) => key.export())).toEqual([bytes24, other]);
	});

	test('may be read in two ways where providers do either', () => {
		const result = read(whsec, 'whsecOrText');
		expect(result.ok && result.value.map((key) => key.export())).toEqual([
			bytes24,
			Buffer.from(whsec),
		]);
		const plain = read('no base64!', 'whsecOrText');
		expect(plain.ok && plain.value.map((key) => key.export())).toEqual([Buffer.from('no base64!')]);
	});
});

const RAW = Buffer.alloc(32, 7).toString('base64');

describe('key pairs', () => {
	const ed25519 = generateKeyPairSync('ed25519');
	const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
	const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const weakRsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
	const algorithms: Record<string, SignatureAlgorithm> = {
		ed25519: { kind: 'ed25519' },
		ecdsa: { kind: 'ecdsa', hash: 'sha256' },
		rsa: { kind: 'rsa', hash: 'sha256' },
	};
	const parse = (text: string, kind: string, purpose: KeyPurpose) =>
		parseKey(text, {
			format: 'asymmetric',
			algorithm: algorithms[kind] as SignatureAlgorithm,
			purpose,
		});
	const pem = (key: KeyObject) =>
		key.export({ format: 'pem', type: key.type === 'public' ? 'spki' : 'pkcs8' }).toString();
	const der = (key: KeyObject) =>
		key.export({ format: 'der', type: key.type === 'public' ? 'spki' : 'pkcs8' });

	test.each([
		['ed25519', ed25519],
		['ecdsa', p256],
		['rsa', rsa],
	])('of %s are read in every form', (kind, { publicKey, privateKey }) => {
		const publicForms = [
			pem(publicKey),
			pem(publicKey).replaceAll('\n', ''),
			der(publicKey).toString('base64'),
			pem(privateKey),
		];
		for (const form of publicForms) {
			const result = parse(form, kind, 'verify');
			expect(result.ok && result.value[0].equals(publicKey)).toBe(true);
		}
		for (const form of [pem(privateKey), der(privateKey).toString('base64')]) {
			const result = parse(form, kind, 'sign');
			expect(result.ok && result.value[0].equals(privateKey)).toBe(true);
		}
	});

	test('of Ed25519 are read as raw bytes, with and without prefix', () => {
		const rawPublic = der(ed25519.publicKey).subarray(-32);
		const rawPrivate = der(ed25519.privateKey).subarray(-32);
		const publicForms = [
			rawPublic.toString('hex'),
			rawPublic.toString('base64'),
			`whpk_${rawPublic.toString('base64')}`,
		];
		for (const form of publicForms) {
			const result = parse(form, 'ed25519', 'verify');
			expect(result.ok && result.value[0].equals(ed25519.publicKey)).toBe(true);
		}
		const both = Buffer.concat([rawPrivate, rawPublic]).toString('base64');
		for (const form of [`whsk_${rawPrivate.toString('base64')}`, `whsk_${both}`]) {
			const result = parse(form, 'ed25519', 'sign');
			expect(result.ok && result.value[0].equals(ed25519.privateKey)).toBe(true);
		}
	});

	test.each([
		['a shared secret', 'secret', 'ed25519', 'verify', 'noPublicKey'],
		['a public key for signing', pem(ed25519.publicKey), 'ed25519', 'sign', 'publicKey'],
		['a raw public key for signing', `whpk_${RAW}`, 'ed25519', 'sign', 'publicKey'],
		['a raw private key for checking', `whsk_${RAW}`, 'ed25519', 'verify', 'privateKey'],
		['one with a version', `v1a,whsk_${RAW}`, 'ed25519', 'verify', 'privateKey'],
		['a key of another kind', pem(rsa.publicKey), 'ed25519', 'verify', 'wrongKeyType'],
		['another curve', pem(p384.publicKey), 'ecdsa', 'verify', 'wrongKeyType'],
		['a short RSA key', pem(weakRsa.publicKey), 'rsa', 'verify', 'wrongKeyType'],
		['nothing', ' ', 'rsa', 'verify', 'empty'],
	] as const)('refuses %s', (_, text, kind, purpose, problem) => {
		expect(parse(text, kind, purpose)).toEqual({ ok: false, problem });
	});
});

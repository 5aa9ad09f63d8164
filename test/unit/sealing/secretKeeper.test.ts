import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { createSecretKeeper } from '../../../nodes/shared/sealing';

const API_KEY = 'an API key';
const CONTEXT = 'workflow/node';
const NONCE = Buffer.from('000102030405060708090a0b', 'hex');

/** The key that RFC 5869 gives, by Node's own HKDF. */
const sealingKey = Buffer.from(
	hkdfSync('sha256', API_KEY, '', 'n8n-nodes-signed-webhooks/subscription/seal', 32),
);
const associatedData = Buffer.from(`\x01${CONTEXT}`);
const keeper = createSecretKeeper('subscription', API_KEY, CONTEXT, () => NONCE);

/** Seals by hand, as the format is documented. */
function sealByHand(secret: string, version = 1): string {
	const cipher = createCipheriv('aes-256-gcm', sealingKey, NONCE);
	cipher.setAAD(associatedData);
	const encrypted = Buffer.concat([cipher.update(secret), cipher.final()]);
	const bytes = [Buffer.of(version), NONCE, encrypted, cipher.getAuthTag()];
	return Buffer.concat(bytes).toString('base64');
}

const secrets = fc.string({ unit: 'grapheme', maxLength: 200 });

test('a sealed secret is what its format says', () => {
	fc.assert(
		fc.property(secrets, (secret) => {
			expect(keeper.seal(secret)).toBe(sealByHand(secret));
		}),
	);
});

test('a sealed secret can be opened by anybody who knows format and key', () => {
	const bytes = Buffer.from(keeper.seal('whsec_ümlaut'), 'base64');
	const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(1, 13));
	decipher.setAAD(associatedData);
	decipher.setAuthTag(bytes.subarray(-16));
	const opened = Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]);
	expect(opened.toString('utf8')).toBe('whsec_ümlaut');
});

test('what was sealed by hand is opened', () => {
	expect(keeper.open(sealByHand('the secret'))).toBe('the secret');
	expect(keeper.open(sealByHand(''))).toBe('');
});

test('nothing is opened after any bit has changed', () => {
	const sealed = Buffer.from(sealByHand('the secret'), 'base64');
	for (let bit = 0; bit < sealed.length * 8; bit += 1) {
		const changed = Buffer.from(sealed);
		changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
		expect(keeper.open(changed.toString('base64'))).toBeUndefined();
	}
});

test('nothing is opened after anything was cut off or added', () => {
	const sealed = Buffer.from(sealByHand('the secret'), 'base64');
	for (let length = 0; length < sealed.length; length += 1) {
		expect(keeper.open(sealed.subarray(0, length).toString('base64'))).toBeUndefined();
	}
	expect(keeper.open(Buffer.concat([sealed, Buffer.of(0)]).toString('base64'))).toBeUndefined();
});

test('nothing but a sealed secret is opened, and nothing throws', () => {
	fc.assert(
		fc.property(fc.string(), fc.uint8Array({ maxLength: 80 }), (text, bytes) => {
			expect(keeper.open(text)).toBeUndefined();
			expect(keeper.open(Buffer.from(bytes).toString('base64'))).toBeUndefined();
		}),
	);
});

test.each([
	['the API key is another one', createSecretKeeper('subscription', 'another API key', CONTEXT)],
	[
		'the trigger is another one',
		createSecretKeeper('subscription', API_KEY, 'workflow/another node'),
	],
])('nothing is opened when %s, and the fingerprint differs', (_reason, other) => {
	expect(other.open(sealByHand('the secret'))).toBeUndefined();
	expect(other.fingerprint('the secret')).not.toBe(keeper.fingerprint('the secret'));
});

test('a version that is not known is not opened', () => {
	expect(keeper.open(sealByHand('the secret', 2))).toBeUndefined();
});

test('the same secret is sealed differently each time', () => {
	const { seal } = createSecretKeeper('subscription', API_KEY, CONTEXT);
	const sealed = Array.from({ length: 50 }, () => seal('the secret'));
	expect(new Set(sealed).size).toBe(50);
});

test('a fingerprint tells secrets apart, and is short', () => {
	const fingerprints = Array.from({ length: 500 }, (_, index) =>
		keeper.fingerprint(`secret ${index}`),
	);
	expect(new Set(fingerprints).size).toBe(500);
	expect(fingerprints.every((text) => /^[0-9a-f]{16}$/.test(text))).toBe(true);
	expect(createSecretKeeper('subscription', API_KEY, CONTEXT).fingerprint('secret 0')).toBe(
		fingerprints[0],
	);
});

test('nothing is kept without an API key', () => {
	expect(() => createSecretKeeper('subscription', '', CONTEXT)).toThrow('without an API key');
});

describe('what is sealed for deliveries', () => {
	const forDeliveries = createSecretKeeper('delivery', API_KEY, CONTEXT, () => NONCE);

	test('has keys of its own, by a label of its own, and says so in its first byte', () => {
		const ownKey = hkdfSync('sha256', API_KEY, '', 'n8n-nodes-signed-webhooks/delivery/seal', 32);
		const bytes = Buffer.from(forDeliveries.seal('the secret'), 'base64');
		expect(bytes[0]).toBe(2);
		const decipher = createDecipheriv('aes-256-gcm', Buffer.from(ownKey), bytes.subarray(1, 13));
		decipher.setAAD(Buffer.from(`\x02${CONTEXT}`));
		decipher.setAuthTag(bytes.subarray(-16));
		const opened = Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]);
		expect(opened.toString('utf8')).toBe('the secret');
		expect(forDeliveries.open(bytes.toString('base64'))).toBe('the secret');
	});

	test('is opened as well where the first releases sealed it, with the one label that they had', () => {
		expect(forDeliveries.open(sealByHand('the secret'))).toBe('the secret');
	});

	test('opens for no subscription, and its fingerprints are others', () => {
		expect(keeper.open(forDeliveries.seal('the secret'))).toBeUndefined();
		expect(forDeliveries.fingerprint('the secret')).not.toBe(keeper.fingerprint('the secret'));
	});

	test('does not open as if it were older', () => {
		const bytes = Buffer.from(forDeliveries.seal('the secret'), 'base64');
		bytes[0] = 1;
		expect(forDeliveries.open(bytes.toString('base64'))).toBeUndefined();
	});
});

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'crypto';

const VERSION = 1;
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
// NIST SP 800-38D, section 8.2: 96 bits for random nonces, and the longest tag.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FINGERPRINT_BYTES = 8;

/** Keeps secrets of one trigger where others may read: nothing about them is learnt without the key. */
export interface SecretKeeper {
	/** The secret, encrypted, as Base64. */
	readonly seal: (secret: string) => string;
	/** The secret again; `undefined` when the key, the trigger or a bit of the text is another one. */
	readonly open: (sealed: string) => string | undefined;
	/** By which a secret is known again; another one after the key has changed. */
	readonly fingerprint: (secret: string) => string;
}

const deriveKey = (apiKey: string, purpose: string): Buffer =>
	Buffer.from(
		hkdfSync('sha256', apiKey, '', `n8n-nodes-signed-webhooks/subscription/${purpose}`, KEY_BYTES),
	);

/**
 * Keeps secrets with a key that comes from the credential's API key (HKDF-SHA256, RFC 5869), by
 * AES-256-GCM. A sealed secret is a version byte, nonce, encrypted text and tag.
 *
 * @param apiKey what only the credential knows; with another one nothing opens any more
 * @param context whose secrets they are, for example workflow and node; they open nowhere else
 * @param randomNonce gives 12 random bytes for each sealing
 * @throws Error when there is no key, since anybody could open then
 */
export function createSecretKeeper(
	apiKey: string,
	context: string,
	randomNonce: () => Buffer = () => randomBytes(NONCE_BYTES),
): SecretKeeper {
	if (apiKey === '') throw new Error('Secrets cannot be kept without an API key');
	const sealingKey = deriveKey(apiKey, 'seal');
	const fingerprintKey = deriveKey(apiKey, 'fingerprint');
	const associatedData = Buffer.concat([Buffer.of(VERSION), Buffer.from(context, 'utf8')]);

	function open(sealed: string): string | undefined {
		const bytes = Buffer.from(sealed, 'base64');
		if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION) return undefined;
		const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
		try {
			const decipher = createDecipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_BYTES });
			decipher.setAAD(associatedData);
			decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
			const encrypted = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
			return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
		} catch {
			return undefined;
		}
	}

	function seal(secret: string): string {
		const nonce = randomNonce();
		const cipher = createCipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_BYTES });
		cipher.setAAD(associatedData);
		const encrypted = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
		const sealed = [Buffer.of(VERSION), nonce, encrypted, cipher.getAuthTag()];
		return Buffer.concat(sealed).toString('base64');
	}

	const fingerprint = (secret: string): string =>
		createHmac('sha256', fingerprintKey)
			.update(associatedData)
			.update('\0')
			.update(secret)
			.digest('hex')
			.slice(0, FINGERPRINT_BYTES * 2);

	return { seal, open, fingerprint };
}

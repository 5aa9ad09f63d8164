import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
// NIST SP 800-38D, section 8.2: 96 bits for random nonces, and the longest tag.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FINGERPRINT_BYTES = 8;

/** What secrets are sealed for. */
export type SealingUse = 'delivery' | 'ownCall' | 'subscription';

/** From which keys a use is sealed, by the first byte of what is sealed. */
interface Derivation {
	readonly version: number;
	readonly label: string;
}

const DERIVATIONS: Readonly<Record<SealingUse, Derivation>> = {
	subscription: { version: 1, label: 'subscription' },
	delivery: { version: 2, label: 'delivery' },
	ownCall: { version: 3, label: 'own call' },
};

// The first releases had one label for both uses. What they sealed is opened as before.
const EARLIER: Readonly<Record<SealingUse, Derivation | undefined>> = {
	subscription: undefined,
	delivery: DERIVATIONS.subscription,
	ownCall: undefined,
};

/** Keeps secrets of one owner where others may read: nothing about them is learnt without the key. */
export interface SecretKeeper {
	/** The secret, encrypted, as Base64. */
	readonly seal: (secret: string) => string;
	/** The secret again; `undefined` when the key, the owner or a bit of the text is another one. */
	readonly open: (sealed: string) => string | undefined;
	/** By which a secret is known again; another one after the key has changed. */
	readonly fingerprint: (secret: string) => string;
}

const deriveKey = (secretKey: string, { label }: Derivation, purpose: string): Buffer =>
	Buffer.from(
		hkdfSync('sha256', secretKey, '', `n8n-nodes-signed-webhooks/${label}/${purpose}`, KEY_BYTES),
	);

const associatedDataOf = ({ version }: Derivation, context: string): Buffer =>
	Buffer.concat([Buffer.of(version), Buffer.from(context, 'utf8')]);

function openWith(
	derivation: Derivation,
	secretKey: string,
	context: string,
	bytes: Buffer,
): string | undefined {
	const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
	try {
		const sealingKey = deriveKey(secretKey, derivation, 'seal');
		const decipher = createDecipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_BYTES });
		decipher.setAAD(associatedDataOf(derivation, context));
		decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
		const encrypted = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
		return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
	} catch {
		return undefined;
	}
}

/**
 * Keeps secrets with keys that come from one that only the credential knows (HKDF-SHA256, RFC 5869,
 * with a label for each use), by AES-256-GCM. A sealed secret is a version byte, nonce, encrypted
 * text and tag.
 *
 * @param use what is sealed for one use opens for no other
 * @param secretKey what only the credential knows; with another one nothing opens any more
 * @param context whose secrets they are, for example workflow and node; they open nowhere else
 * @param randomNonce gives 12 random bytes for each sealing
 * @throws Error when there is no key, since anybody could open then
 */
export function createSecretKeeper(
	use: SealingUse,
	secretKey: string,
	context: string,
	randomNonce: () => Buffer = () => randomBytes(NONCE_BYTES),
): SecretKeeper {
	if (secretKey === '') throw new Error('Secrets cannot be kept without an API key');
	const current = DERIVATIONS[use];
	const associatedData = associatedDataOf(current, context);

	function open(sealed: string): string | undefined {
		const bytes = Buffer.from(sealed, 'base64');
		if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES) return undefined;
		const derivation = [current, EARLIER[use]].find((each) => each?.version === bytes[0]);
		return derivation && openWith(derivation, secretKey, context, bytes);
	}

	function seal(secret: string): string {
		const nonce = randomNonce();
		const sealingKey = deriveKey(secretKey, current, 'seal');
		const cipher = createCipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_BYTES });
		cipher.setAAD(associatedData);
		const encrypted = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
		const sealed = [Buffer.of(current.version), nonce, encrypted, cipher.getAuthTag()];
		return Buffer.concat(sealed).toString('base64');
	}

	const fingerprint = (secret: string): string =>
		createHmac('sha256', deriveKey(secretKey, current, 'fingerprint'))
			.update(associatedData)
			.update('\0')
			.update(secret)
			.digest('hex')
			.slice(0, FINGERPRINT_BYTES * 2);

	return { seal, open, fingerprint };
}

import { generateKeyPairSync } from 'node:crypto';
import type { KeyPairKeyObjectResult } from 'node:crypto';
import { shared } from './vendor';
import type { VendorSecret } from './vendor';

/** 32 bytes as 64 hex digits. */
export const hexSecret = (number: number): VendorSecret =>
	shared(Buffer.alloc(32, number).toString('hex'));

const ED25519_KEY_BYTES = 32;
const pairs = new Map<string, VendorSecret>();

/** A key pair whose public half is written as the provider shows it; the same for the same number. */
function keyPair(
	curve: string,
	number: number,
	create: () => KeyPairKeyObjectResult,
	write: (spki: Buffer) => string,
): VendorSecret {
	const name = `${curve} ${number}`;
	let pair = pairs.get(name);
	if (pair === undefined) {
		const { privateKey, publicKey } = create();
		pair = {
			signing: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
			verifying: write(publicKey.export({ type: 'spki', format: 'der' })),
		};
		pairs.set(name, pair);
	}
	return pair;
}

/** A key pair of Ed25519, the public key as the hex of its bytes. */
export const ed25519Secret = (number: number): VendorSecret =>
	keyPair(
		'ed25519',
		number,
		() => generateKeyPairSync('ed25519'),
		(spki) => spki.subarray(-ED25519_KEY_BYTES).toString('hex'),
	);

/** A key pair on the curve P-256, the public key as the base64 of its DER structure. */
export const ecdsaSecret = (number: number): VendorSecret =>
	keyPair(
		'P-256',
		number,
		() => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
		(spki) => spki.toString('base64'),
	);

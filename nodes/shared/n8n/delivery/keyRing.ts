import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import type { KeyFinder, Sealer } from '../../delivery/types';
import { withoutCredentials } from '../../delivery/url';
import type { SignatureScheme } from '../../signing/scheme';
import { createSecretKeeper } from '../../sealing';
import { readOwnKeys, readSigningKeys, secretsIn, SIGNING_CREDENTIAL } from '../signingCredential';
import type { SigningKeys } from '../signingCredential';

// A change of the secret counts soon, and a run of many items does not ask n8n for each of them.
const CREDENTIAL_LIFETIME_MS = 5_000;

/** The secrets by which a node signs, and by which it hides what it has n8n store. */
export interface KeyRing {
	readonly findKeys: KeyFinder;
	/** Keys of the node's credential, as they were when it was read last. */
	readonly credentialKeys: (scheme: SignatureScheme) => SigningKeys;
	readonly sealer: Sealer;
	/** Whether there is a secret to seal with. */
	readonly canSeal: boolean;
}

/** Seals with the newest secret; opens with any that the credential still holds. */
function createSealer(credential: ICredentialDataDecryptedObject): Sealer {
	const secrets = secretsIn(credential);
	const keeperOf = (secret: string, context: string) =>
		createSecretKeeper('delivery', secret, `delivery ${context}`);
	return {
		seal: (text, context) => {
			const [newest] = secrets;
			// Preparing has failed before: see `canSeal`.
			if (newest === undefined) throw new Error('There is no secret to encrypt with');
			return keeperOf(newest, context).seal(text);
		},
		open: (sealed, context) => {
			for (const secret of secrets) {
				const text = keeperOf(secret, context).open(sealed);
				if (text !== undefined) return text;
			}
			return undefined;
		},
	};
}

/**
 * Reads the node's credential, now and again while deliveries go on.
 *
 * @throws Error of n8n's when the node has no credential or it cannot be read
 */
export async function createKeyRing(context: IExecuteFunctions): Promise<KeyRing> {
	let credential = await context.getCredentials(SIGNING_CREDENTIAL);
	let readAtMs = Date.now();
	const sealer = createSealer(credential);
	let keysByScheme = new WeakMap<SignatureScheme, SigningKeys>();

	function credentialKeys(scheme: SignatureScheme): SigningKeys {
		const keys = keysByScheme.get(scheme) ?? readSigningKeys(credential, scheme, 'sign');
		keysByScheme.set(scheme, keys);
		return keys;
	}

	const findKeys: KeyFinder = async (endpoint, scheme) => {
		if (endpoint.secret !== undefined) {
			const label = `The secret of the endpoint '${endpoint.name ?? withoutCredentials(endpoint.url)}'`;
			return readOwnKeys(endpoint.secret, scheme, 'endpoint', label);
		}
		if (Date.now() - readAtMs > CREDENTIAL_LIFETIME_MS) {
			readAtMs = Date.now();
			credential = await context.getCredentials(SIGNING_CREDENTIAL);
			keysByScheme = new WeakMap();
		}
		return credentialKeys(scheme);
	};

	return {
		findKeys,
		credentialKeys,
		sealer,
		canSeal: secretsIn(credential).length > 0,
	};
}

import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import type { Endpoint } from '../../delivery/delivery';
import type { EndpointKeys, KeyFinder } from '../../delivery/keys';
import type { Sealer } from '../../delivery/storedDelivery';
import { withoutLogin } from '../../http/sentUrl';
import { failure, success } from '../../result';
import type { Result } from '../../result';
import { isAllowedDomain } from '../../http/allowedDomains';
import type { SignatureScheme } from '../../signing/scheme';
import { createSecretKeeper } from '../../sealing';
import {
	allowedDomainsOf,
	readOwnKeys,
	readSigningKeys,
	secretsIn,
	SIGNING_CREDENTIAL,
} from '../credentials/signing';
import type { CredentialKeys } from '../credentials/signing';
import { createAuthenticator } from './authenticator';
import type { Authenticator } from './authenticator';

// A change of the secret counts soon, and a run of many items does not ask n8n for each of them.
const CREDENTIAL_LIFETIME_MS = 5_000;

/** The secrets by which a node signs, and by which it hides what it has n8n store. */
export interface KeyRing {
	readonly findKeys: KeyFinder;
	/** The same with the credential as it was read last. */
	readonly keysFor: (endpoint: Endpoint, scheme: SignatureScheme) => EndpointKeys;
	/** Keys of the node's credential, as they were when it was read last. */
	readonly credentialKeys: (scheme: SignatureScheme) => Result<CredentialKeys>;
	/** What authenticates requests in addition to their signature. */
	readonly authenticator: Authenticator;
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

const labelOf = ({ name, url }: Endpoint): string => `The endpoint '${name ?? withoutLogin(url)}'`;

/**
 * Why the credential's secret may not be used for an endpoint; `undefined` when it may. Where the
 * credential names domains, it is used for nothing else. Where it names none, whoever made the
 * workflow decides; but a secret that is sent as it is never goes where the data says.
 */
function findMisuse(
	credential: ICredentialDataDecryptedObject,
	endpoint: Endpoint,
	{ algorithm, displayName }: SignatureScheme,
): string | undefined {
	const domains = allowedDomainsOf(credential);
	const isExposed = algorithm.kind === 'token' && endpoint.isFromData === true;
	if (domains === undefined ? !isExposed : isAllowedDomain(endpoint.url, domains)) return undefined;
	const { host } = new URL(endpoint.url);
	const label = labelOf(endpoint);
	const remedy = `add ${host} to the field 'Allowed Domains' of the credential`;
	return domains === undefined
		? `${label} has no secret of its own, and ${displayName} would send the credential's secret to ${host}, an address that came with the data. Give it a 'Secret', or ${remedy}.`
		: `${label} leads to ${host}, and the credential's secret may not be used there. Give it a 'Secret', or ${remedy}.`;
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
	let keysByScheme = new WeakMap<SignatureScheme, Result<CredentialKeys>>();
	let confidential = secretsIn(credential);

	function credentialKeys(scheme: SignatureScheme): Result<CredentialKeys> {
		const keys = keysByScheme.get(scheme) ?? readSigningKeys(credential, scheme, 'sign');
		keysByScheme.set(scheme, keys);
		return keys;
	}

	function keysFor(endpoint: Endpoint, scheme: SignatureScheme): EndpointKeys {
		if (endpoint.secret !== undefined) {
			const label = `${labelOf(endpoint)}: its secret`;
			const own = readOwnKeys(endpoint.secret, scheme, 'endpoint', label);
			return own.ok
				? success({ keys: own.value, confidential: [...confidential, endpoint.secret] })
				: own;
		}
		const problem = findMisuse(credential, endpoint, scheme);
		if (problem !== undefined) return failure(problem);
		const keys = credentialKeys(scheme);
		return keys.ok ? success({ keys: keys.value.keys, confidential }) : keys;
	}

	const findKeys: KeyFinder = async (endpoint, scheme) => {
		if (endpoint.secret === undefined && Date.now() - readAtMs > CREDENTIAL_LIFETIME_MS) {
			readAtMs = Date.now();
			credential = await context.getCredentials(SIGNING_CREDENTIAL);
			keysByScheme = new WeakMap();
			confidential = secretsIn(credential);
		}
		return keysFor(endpoint, scheme);
	};

	return {
		findKeys,
		keysFor,
		credentialKeys,
		authenticator: createAuthenticator(context),
		sealer,
		canSeal: secretsIn(credential).length > 0,
	};
}

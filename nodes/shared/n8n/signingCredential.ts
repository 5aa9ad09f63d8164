import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { parseKey } from '../signing/keys';
import type { KeyFormat, SignatureScheme } from '../signing/scheme';
import type { KeyProblem, KeyPurpose, SigningKey } from '../signing/types';

/** Name of the credential type that holds signing secrets. */
export const SIGNING_CREDENTIAL = 'signedWebhookApi';

const SECRET_FIELDS = [
	{ field: 'secret', name: 'current', label: 'Secret' },
	{ field: 'previousSecret', name: 'previous', label: 'Previous Secret' },
	{
		field: 'previousSecret2',
		name: 'previous2',
		label: 'Second Previous Secret',
	},
] as const;

const KEY_FORMATS: readonly KeyFormat[] = ['text', 'base64', 'hex'];

/** Usable keys, the current one first, or the sentence that says which field to mend and how. */
export type SigningKeys =
	| {
			readonly ok: true;
			readonly keys: readonly [SigningKey, ...SigningKey[]];
			/** What a provider must send when it checks the URL; empty when there is none. */
			readonly verifyToken: string;
	  }
	| { readonly ok: false; readonly problem: string };

/** The parts of a scheme that say how a secret becomes a key. */
export type KeyRule = Pick<SignatureScheme, 'algorithm' | 'keyFormat'>;

const REMEDIES: Readonly<Record<KeyProblem, string>> = {
	asymmetricKey:
		'holds an asymmetric key (whpk_ or whsk_), but this scheme needs a shared secret, which often starts with whsec_',
	empty: 'is empty. Paste the signing secret that the other side shows',
	noPrivateKey:
		'holds no private key that can be read. To sign with this scheme, paste a private key in PEM or base64',
	noPublicKey:
		'holds no public key that can be read. Paste the public key that the sender shows, in PEM, base64 or hex',
	notBase64:
		"is not base64, which this scheme needs. Paste the secret whole, or choose another 'Secret Encoding'",
	notHex: "is not hex. Paste the secret whole, or choose another 'Secret Encoding'",
	surroundingWhiteSpace:
		'starts or ends with white space, which was probably copied along. Paste the secret again without it',
	wrongKeyType:
		'holds a key of another kind than this scheme needs: Ed25519, ECDSA on P-256, or RSA of at least 2048 bits',
	wrongLength:
		"does not hold 24 to 64 bytes of base64, as Standard Webhooks asks for. Paste the secret whole, or choose another 'Secret Encoding'",
};

function describeKeyProblem(label: string, problem: KeyProblem): string {
	return `The field '${label}' of the credential 'Signed Webhook API' ${REMEDIES[problem]}.`;
}

/** The encoding that the user chose; only shared secrets leave a choice. */
function keyFormatOf(credential: ICredentialDataDecryptedObject, rule: KeyRule): KeyFormat {
	if (rule.keyFormat === 'asymmetric') return rule.keyFormat;
	return KEY_FORMATS.find((each) => each === credential.keyFormat) ?? rule.keyFormat;
}

/**
 * Makes the secrets of a credential ready for a scheme. Empty previous secrets are skipped; any
 * other secret that cannot be used is a problem, since it was meant to be used.
 *
 * @param rule how secrets are written when the credential leaves that to the scheme
 */
export function readSigningKeys(
	credential: ICredentialDataDecryptedObject,
	rule: KeyRule,
	purpose: KeyPurpose,
): SigningKeys {
	const format = keyFormatOf(credential, rule);
	const keys: SigningKey[] = [];
	for (const { field, name, label } of SECRET_FIELDS) {
		const value = credential[field];
		const secret = typeof value === 'string' ? value : '';
		if (secret === '' && name !== 'current') continue;
		const result = parseKey(secret, { format, algorithm: rule.algorithm, purpose });
		if (!result.ok) return { ok: false, problem: describeKeyProblem(label, result.problem) };
		keys.push(...result.keys.map((key) => ({ name, key })));
	}
	const { verifyToken } = credential;
	return {
		ok: true,
		keys: keys as [SigningKey, ...SigningKey[]],
		verifyToken: typeof verifyToken === 'string' ? verifyToken.trim() : '',
	};
}

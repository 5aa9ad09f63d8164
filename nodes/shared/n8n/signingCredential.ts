import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { parseKey } from '../signing/keys';
import type { KeyProblem } from '../signing/keys';
import type { KeyFormat, SignatureScheme, SigningKey } from '../signing/types';

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
	| { readonly ok: true; readonly keys: readonly [SigningKey, ...SigningKey[]] }
	| { readonly ok: false; readonly problem: string };

const REMEDIES: Readonly<Record<KeyProblem, string>> = {
	asymmetricKey:
		'holds an asymmetric key (whpk_ or whsk_), but this scheme needs a shared secret, which often starts with whsec_',
	empty: 'is empty. Paste the signing secret that the other side shows',
	notBase64:
		"is not base64, which this scheme needs. Paste the secret whole, or choose another 'Secret Encoding'",
	notHex: "is not hex. Paste the secret whole, or choose another 'Secret Encoding'",
	surroundingWhiteSpace:
		'starts or ends with white space, which was probably copied along. Paste the secret again without it',
	wrongLength:
		"does not hold 24 to 64 bytes of base64, as Standard Webhooks asks for. Paste the secret whole, or choose another 'Secret Encoding'",
};

function describeKeyProblem(label: string, problem: KeyProblem): string {
	return `The field '${label}' of the credential 'Signed Webhook API' ${REMEDIES[problem]}.`;
}

/**
 * Makes the secrets of a credential ready for a scheme. Empty previous secrets are skipped; any
 * other secret that cannot be used is a problem, since it was meant to be used.
 *
 * @param defaultFormat how secrets are written when the credential leaves that to the scheme
 */
export function readSigningKeys(
	credential: ICredentialDataDecryptedObject,
	defaultFormat: SignatureScheme['keyFormat'],
): SigningKeys {
	const format = KEY_FORMATS.find((each) => each === credential.keyFormat) ?? defaultFormat;
	const keys: SigningKey[] = [];
	for (const { field, name, label } of SECRET_FIELDS) {
		const value = credential[field];
		const secret = typeof value === 'string' ? value : '';
		if (secret === '' && name !== 'current') continue;
		const result = parseKey(secret, format);
		if (!result.ok) return { ok: false, problem: describeKeyProblem(label, result.problem) };
		keys.push({ name, key: result.key });
	}
	return { ok: true, keys: keys as [SigningKey, ...SigningKey[]] };
}

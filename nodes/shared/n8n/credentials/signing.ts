import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { failure, success } from '../../result';
import type { Result } from '../../result';
import { parseAllowedDomains } from '../../http/allowedDomains';
import type { AllowedDomains } from '../../http/allowedDomains';
import { signedWebhookCredential } from '../../services/credentials';
import type { CredentialDefinition } from '../../services/credentials';
import { isBlank, parseKey } from '../../signing/keys';
import type { SigningKey } from '../../signing/keys';
import type { KeyProblem, KeyPurpose } from '../../signing/keys/problems';
import type { KeyFormat, SignatureScheme } from '../../signing/scheme';
import { PREVIOUS_SECRET_LABELS } from './fields';
import { findSecretMistake } from './mistakes';

/** Name of the credential type that holds the secrets of any sender or receiver. */
export const SIGNING_CREDENTIAL = signedWebhookCredential.type;

const SECRET_FIELDS = [
	{ field: 'secret', name: 'current' },
	{ field: 'previousSecret', name: 'previous' },
	{ field: 'previousSecret2', name: 'previous2' },
] as const;

type SecretField = (typeof SECRET_FIELDS)[number]['field'];

const KEY_FORMATS: readonly KeyFormat[] = ['text', 'base64', 'hex'];

/** At least one key to sign or verify with, the current one first. */
export type SigningKeys = readonly [SigningKey, ...SigningKey[]];

/** What a credential gives to sign or verify with. */
export interface CredentialKeys {
	readonly keys: SigningKeys;
	/** What a provider must send when it checks the URL; empty when there is none. */
	readonly verifyToken: string;
}

/** The parts of a scheme that say how a secret becomes a key. */
export type KeyRule = Pick<SignatureScheme, 'algorithm' | 'keyFormat'>;

const REMEDIES: Readonly<Record<KeyProblem, string>> = {
	asymmetricKey:
		'holds an asymmetric key (whpk_ or whsk_), but this scheme needs a shared secret, which often starts with whsec_',
	empty: 'is empty. Paste the signing secret that the other side shows',
	privateKey:
		'holds a private key, but verifying needs the public one. Paste the public key that the sender shows',
	publicKey:
		'holds a public key, but signing needs the private one. Paste the private key of the pair, in PEM or base64',
	noPrivateKey:
		'holds no private key that can be read. To sign with this scheme, paste a private key in PEM or base64',
	noPublicKey:
		'holds no public key that can be read. Paste the public key that the sender shows, in PEM, base64 or hex',
	notBase64:
		"is not base64, which this scheme needs. Paste the whole secret, or choose another 'Secret Encoding'",
	notHex: "is not hex. Paste the whole secret, or choose another 'Secret Encoding'",
	pastedAlong:
		"starts or ends with something that is no part of a secret, such as quotes, 'Bearer', 'sha256=' or 'v1a,'. Paste the secret again without it",
	surroundingWhiteSpace:
		'starts or ends with white space, which was probably copied along. Paste the secret again without it',
	wrongKeyType:
		'holds a key of another kind than this scheme needs: Ed25519, ECDSA on P-256, or RSA of at least 2048 bits',
	wrongLength:
		"does not hold 24 to 64 bytes of base64, as Standard Webhooks requires. Paste the whole secret, or choose another 'Secret Encoding'",
};

function describeField(
	{ displayName, secretLabel }: CredentialDefinition,
	field: SecretField,
	problem: string,
): string {
	const label = { secret: secretLabel, ...PREVIOUS_SECRET_LABELS }[field];
	return `The field '${label}' of the credential '${displayName}' ${problem}.`;
}

function textIn(credential: ICredentialDataDecryptedObject, field: string): string {
	const value = credential[field];
	return typeof value === 'string' ? value : '';
}

/**
 * The key of a secret that stands in no credential, written as the scheme has it.
 *
 * @param label what the secret is called, to start a sentence with
 */
export function readOwnKeys(
	secret: string,
	rule: KeyRule,
	name: string,
	label: string,
): Result<SigningKeys> {
	const result = parseKey(secret, {
		format: rule.keyFormat,
		algorithm: rule.algorithm,
		purpose: 'sign',
	});
	if (!result.ok) return failure(`${label} ${REMEDIES[result.problem]}.`);
	const keys = result.value.map((key) => ({ name, key }));
	return success(keys as [SigningKey, ...SigningKey[]]);
}

/** Why a secret cannot be used for checking, as the end of a sentence; `undefined` when it can be. */
export function findKeyProblem(
	secret: string,
	{ keyFormat: format, algorithm }: KeyRule,
): string | undefined {
	const result = parseKey(secret, { format, algorithm, purpose: 'verify' });
	return result.ok ? undefined : REMEDIES[result.problem];
}

/**
 * What is wrong with the verify token of a credential: a sentence, or `undefined`. For publishing and
 * testing only: events need no verify token, and must not be refused for it.
 */
export function findVerifyTokenProblem(
	credential: ICredentialDataDecryptedObject,
	{ displayName }: CredentialDefinition = signedWebhookCredential,
): string | undefined {
	const verifyToken = textIn(credential, 'verifyToken');
	if (verifyToken === '' || !isBlank(verifyToken)) return undefined;
	return `The field 'Verify Token' of the credential '${displayName}' holds nothing but white space. Enter the token that the provider sends, or leave the field empty.`;
}

/**
 * What a credential holds that is certainly no secret of its service: a sentence, or `undefined`. For
 * testing only: a trigger accepts whatever the sender really signs with.
 */
export function findPastedMistake(
	credential: ICredentialDataDecryptedObject,
	definition: CredentialDefinition,
): string | undefined {
	for (const { field, name } of SECRET_FIELDS) {
		const secret = textIn(credential, field);
		if (secret === '') continue;
		const mistake = findSecretMistake(secret, definition, name === 'current');
		if (mistake !== undefined) return describeField(definition, field, mistake);
	}
	return undefined;
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
 * @param definition the type of the credential. Default: the one for any sender or receiver.
 */
export function readSigningKeys(
	credential: ICredentialDataDecryptedObject,
	rule: KeyRule,
	purpose: KeyPurpose,
	definition: CredentialDefinition = signedWebhookCredential,
): Result<CredentialKeys> {
	const format = keyFormatOf(credential, rule);
	const keys: SigningKey[] = [];
	for (const { field, name } of SECRET_FIELDS) {
		const secret = textIn(credential, field);
		if (secret === '' && name !== 'current') continue;
		const result = parseKey(secret, { format, algorithm: rule.algorithm, purpose });
		if (!result.ok) {
			return failure(describeField(definition, field, REMEDIES[result.problem]));
		}
		keys.push(...result.value.map((key) => ({ name, key })));
	}
	return success({
		keys: keys as [SigningKey, ...SigningKey[]],
		verifyToken: textIn(credential, 'verifyToken').trim(),
	});
}

/**
 * The domains that a credential names for its secret; `undefined` where it names none. Credentials
 * that can call an API have n8n's own fields for that, with a choice in front of the list.
 */
export function allowedDomainsOf(
	credential: ICredentialDataDecryptedObject,
): AllowedDomains | undefined {
	const choice = textIn(credential, 'allowedHttpRequestDomains');
	return choice === '' || choice === 'domains'
		? parseAllowedDomains(textIn(credential, 'allowedDomains'))
		: undefined;
}

/** The secrets that a credential holds, in whatever form: texts that may stand in no message. */
export function secretsIn(credential: ICredentialDataDecryptedObject): string[] {
	return SECRET_FIELDS.map(({ field }) => textIn(credential, field)).filter((text) => text !== '');
}

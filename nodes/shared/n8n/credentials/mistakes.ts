import { misplacedTexts, placeholders, publishedSamples } from '../../services/secretMistakes';
import type { ApiCredentialDefinition, CredentialDefinition } from '../../services/credentials';

const PREFIX = /^whsec_/;
const PEM = /-----BEGIN [A-Z ]+-----/;
// Line breaks and what cannot be seen at all, such as a space of no width: no field of one line has them.
const UNSEEN = /[\p{Cc}\p{Cf}\u00a0\u2028\u2029]/u;
const ADDRESS = /^https?:\/\/\S+$/i;
const SIGNATURE =
	/^(?:sha(?:1|256|512)=[0-9a-f]{40,}|t=\d+,\s?v\d=[0-9a-f]{64}.*|v1a?,[\w+/]{43,}=*)$/i;
const FOREIGN_KEY =
	/^(?:ssh-(?:rsa|dss|ed25519)\s|ecdsa-sha2-\S+\s|-----BEGIN (?:OPENSSH|PGP|CERTIFICATE))/;

// A hidden value as a page shows it, and the names of variables and places to fill in.
const MASKED = /[•●]{3}|…|^(?:\*{3}|\.{3})|(?:\*{3}|\.{3})$/u;
const TEMPLATE =
	/^(?:<[\w -]+>|\[[\w -]+\]|\{\{.*\}\}|\$\{.*\}|%[A-Z_]+%|\$[A-Z_]+|process\.env\.\w+)$/;

function isPlaceholder(text: string): boolean {
	const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');
	return TEMPLATE.test(text) || placeholders.some((pattern) => pattern.test(letters));
}

/** What a text is instead of a secret: continues the name of its field. */
function describe(secret: string, { servesAnyScheme }: CredentialDefinition): string | undefined {
	const bare = secret.replace(PREFIX, '');
	if (ADDRESS.test(secret)) return 'holds a URL, not a signing secret';
	if (SIGNATURE.test(secret)) return 'holds a signature, not the secret that makes it';
	if (FOREIGN_KEY.test(secret)) {
		return 'holds a certificate, or an SSH or PGP key, which sign no webhooks';
	}
	if (publishedSamples.has(bare)) {
		return 'holds a sample from documentation, so anyone could sign with it';
	}
	if (MASKED.test(secret)) return 'holds a value that was hidden or cut off when you copied it';
	if (isPlaceholder(bare)) return 'holds a placeholder, so anyone could sign with it';
	if (PEM.test(secret)) {
		return servesAnyScheme ? undefined : 'holds a key of a key pair instead of a shared secret';
	}
	return UNSEEN.test(secret) ? 'holds a line break or an invisible character' : undefined;
}

/** The form that one service gives its secrets, or asks for. */
function describeForm(
	secret: string,
	{ secretForm }: CredentialDefinition,
	isCurrent: boolean,
): string | undefined {
	if (secretForm === undefined) return undefined;
	// A short one that is on its way out is no mistake any more.
	const isTooShort = isCurrent && secret.length < (secretForm.minLength ?? 0);
	if (isTooShort || secretForm.pattern?.test(secret) === false) return secretForm.problem;
	return undefined;
}

/**
 * Why a text is certainly not the secret of a credential, as the end of a sentence without its full
 * stop; `undefined` if it may be. For tests of credentials only: a trigger accepts every secret with
 * which the sender really signs.
 */
export function findSecretMistake(
	pasted: string,
	definition: CredentialDefinition,
	isCurrent: boolean,
): string | undefined {
	const secret = pasted.trim();
	const { secretSource, servesAnyScheme } = definition;
	const misplaced = misplacedTexts.find(({ pattern }) => pattern.test(secret));
	const mistake = misplaced
		? `holds ${misplaced.what}, not a signing secret`
		: (describe(secret, definition) ?? describeForm(secret, definition, isCurrent));
	if (mistake === undefined) return undefined;
	const where = servesAnyScheme && misplaced ? misplaced.where : secretSource;
	return `${mistake}. ${where}`;
}

/** Why a text is certainly not the key of an API: the same for the field of the key. */
export function findKeyMistake(
	key: string,
	{ keyMistakes = [], keySource }: ApiCredentialDefinition,
): string | undefined {
	const mistake = keyMistakes.find(({ pattern }) => pattern.test(key));
	return mistake && `${mistake.problem}. ${keySource}`;
}

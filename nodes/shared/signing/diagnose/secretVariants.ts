import { createSecretKey } from 'crypto';
import { decodeBase64, decodeBase64Url, decodeHex } from '../encoding';
import type { KeyFormat } from '../scheme';
import type { TrialRun, Trial } from './trial';
import type { DiagnosisCause } from './diagnosis';

/** Other bytes that the text of a secret could stand for. */
interface Reading {
	readonly cause: Extract<
		DiagnosisCause,
		'secretIsBase64' | 'secretIsHex' | 'secretIsText' | 'secretPrefix' | 'secretWhiteSpace'
	>;
	readonly bytes: Buffer | undefined;
}

const WHSEC_PREFIX = 'whsec_';

const MEANINGS: Readonly<Record<Reading['cause'], string>> = {
	secretIsBase64:
		"The signature matches if the secret is decoded from base64. Set 'Secret Encoding' of the credential to Base64, and leave out a prefix such as whsec_.",
	secretIsHex:
		"The signature matches if the secret is decoded from hex. Set 'Secret Encoding' of the credential to Hex.",
	secretIsText:
		"The signature matches if the secret is used as it is, without decoding it. Set 'Secret Encoding' of the credential to Text.",
	secretPrefix:
		'The signature matches if the secret is used without the whsec_ in front. Remove that from the secret in the credential.',
	secretWhiteSpace:
		"The signature matches if the secret has white space at its end. The sender's copy ends in a space or a line break: enter it there again without it it.",
};

function textOf(bytes: Buffer): string | undefined {
	const text = bytes.toString('utf8');
	return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}

function* readingsOfText(text: string): Iterable<Reading> {
	const body = text.startsWith(WHSEC_PREFIX) ? text.slice(WHSEC_PREFIX.length) : text;
	yield { cause: 'secretIsHex', bytes: decodeHex(text) };
	yield { cause: 'secretIsBase64', bytes: decodeBase64(body) ?? decodeBase64Url(body) };
	if (body !== text) yield { cause: 'secretPrefix', bytes: Buffer.from(body, 'utf8') };
	for (const changed of [`${text}\n`, `${text}\r\n`, `${text} `, text.trim()]) {
		if (changed !== text) yield { cause: 'secretWhiteSpace', bytes: Buffer.from(changed, 'utf8') };
	}
}

function* readingsOf(bytes: Buffer): Iterable<Reading> {
	const text = textOf(bytes);
	if (text !== undefined) yield* readingsOfText(text);
	const base64 = bytes.toString('base64');
	for (const undecoded of [base64, `${WHSEC_PREFIX}${base64}`, bytes.toString('hex')]) {
		yield { cause: 'secretIsText', bytes: Buffer.from(undecoded, 'utf8') };
	}
}

function* variantsOf({ key, name }: Trial['key']): Iterable<Reading & { key: Trial['key'] }> {
	if (key.type !== 'secret') return;
	for (const reading of readingsOf(key.export())) {
		if (reading.bytes === undefined || reading.bytes.length === 0) continue;
		yield { ...reading, key: { name, key: createSecretKey(reading.bytes) } };
	}
}

/** The secret read in another way than it was. Asymmetric keys leave no choice. */
export function* secretVariants(trial: Trial): Iterable<TrialRun> {
	for (const { cause, key } of variantsOf(trial.key)) {
		yield { trial: { ...trial, key }, cause, meaning: MEANINGS[cause] };
	}
}

const FORMATS: Readonly<Record<KeyFormat, readonly DiagnosisCause[]>> = {
	asymmetric: [],
	base64: ['secretIsBase64'],
	hex: ['secretIsHex'],
	text: ['secretIsText'],
	whsec: ['secretIsBase64'],
	whsecOrText: ['secretIsBase64', 'secretIsText'],
};

/** The key itself, and the keys that its secret gives where a scheme reads it in its own way. */
export function* keysInFormat(key: Trial['key'], format: KeyFormat): Iterable<Trial['key']> {
	yield key;
	for (const variant of variantsOf(key)) {
		if (FORMATS[format].includes(variant.cause)) yield variant.key;
	}
}

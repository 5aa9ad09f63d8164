import { createPrivateKey, X509Certificate } from 'crypto';
import type { KeyObject } from 'crypto';
import type { ClientCertificate } from '../../http/transport';
import { failure, success } from '../../result';
import type { Result } from '../../result';

/** A client certificate as somebody pasted it into fields. */
export interface PastedCertificate {
	/** The certificate, perhaps with those between it and its authority behind it, in PEM. */
	readonly certificate: string;
	/** In PEM. */
	readonly privateKey: string;
	/** Empty when the key is not encrypted. */
	readonly passphrase: string;
	/** Certificates of the authorities that the receiver is checked against; empty for the usual ones. */
	readonly authority: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * PEM with its line breaks. Fields of one line turn them into spaces, leave them out, or show them as
 * `\n`. What is no PEM gives an empty list.
 */
function blocksOf(text: string, label: RegExp): string[] {
	const blocks: string[] = [];
	for (const [whole, name = '', body = ''] of text.replaceAll('\\n', '\n').matchAll(BLOCK)) {
		if (!label.test(name)) continue;
		const compact = body.replace(/\s+/g, '');
		// A key of the old encrypted form has lines in front that have to stay as they are.
		if (!BASE64.test(compact)) blocks.push(whole);
		else {
			const lines = compact.match(/.{1,64}/g) ?? [];
			blocks.push(`-----BEGIN ${name}-----\n${lines.join('\n')}\n-----END ${name}-----`);
		}
	}
	return blocks;
}

function readCertificates(text: string): readonly X509Certificate[] | undefined {
	const blocks = blocksOf(text, /CERTIFICATE$/);
	try {
		return blocks.length === 0 ? undefined : blocks.map((block) => new X509Certificate(block));
	} catch {
		return undefined;
	}
}

const REENTER = 'Paste the whole PEM text, from -----BEGIN to -----END';

function readKey({ privateKey, passphrase }: PastedCertificate): Result<[KeyObject, string]> {
	const [block] = blocksOf(privateKey, /PRIVATE KEY$/);
	if (block === undefined) {
		return failure(`The field 'Private Key' holds no private key in PEM. ${REENTER}.`);
	}
	const isEncrypted = block.includes('ENCRYPTED');
	if (isEncrypted && passphrase === '') {
		return failure(
			"The private key is encrypted, and the field 'Passphrase' is empty. Enter its passphrase.",
		);
	}
	try {
		return success([createPrivateKey({ key: block, passphrase }), block]);
	} catch {
		return failure(
			isEncrypted
				? "The field 'Passphrase' does not open the private key. Enter the passphrase that the key was encrypted with, or paste the key again."
				: `The field 'Private Key' holds a private key that cannot be read. ${REENTER}.`,
		);
	}
}

const dayOf = (time: string): string => new Date(time).toISOString().slice(0, 10);

function findDateProblem(
	{ validFrom, validTo }: X509Certificate,
	nowMs: number,
): string | undefined {
	if (Date.parse(validTo) <= nowMs) {
		return `The field 'Certificate' holds a certificate that expired on ${dayOf(validTo)}. Paste the renewed one and its key.`;
	}
	return Date.parse(validFrom) > nowMs
		? `The field 'Certificate' holds a certificate that is valid only from ${dayOf(validFrom)} on. Check the clock of this machine, or paste the one that is valid now.`
		: undefined;
}

/**
 * Checks a client certificate and its key, and gives them the form that TLS takes.
 *
 * @returns the problem as a sentence that begins with the field
 */
export function readClientCertificate(
	pasted: PastedCertificate,
	nowMs: number,
): Result<ClientCertificate> {
	const certificates = readCertificates(pasted.certificate);
	const [own] = certificates ?? [];
	if (certificates === undefined || own === undefined) {
		return failure(
			`The field 'Certificate' holds no certificate in PEM that can be read. ${REENTER}.`,
		);
	}
	const dates = findDateProblem(own, nowMs);
	if (dates !== undefined) return failure(dates);
	const key = readKey(pasted);
	if (!key.ok) return key;
	const [keyObject, keyText] = key.value;
	if (!own.checkPrivateKey(keyObject)) {
		return failure(
			"The field 'Private Key' does not fit the certificate in the field 'Certificate'. Paste the key that the certificate was issued for; if there are several certificates, put that of the client first.",
		);
	}
	const authorities = pasted.authority.trim() === '' ? [] : readCertificates(pasted.authority);
	if (authorities === undefined) {
		return failure(
			`The field 'CA Certificate' holds no certificate in PEM that can be read. ${REENTER}, or leave the field empty.`,
		);
	}
	const pem = (list: readonly X509Certificate[]): string => list.map(String).join('');
	return success({
		cert: pem(certificates),
		key: keyText,
		...(pasted.passphrase !== '' && { passphrase: pasted.passphrase }),
		...(authorities.length > 0 && { ca: pem(authorities) }),
	});
}

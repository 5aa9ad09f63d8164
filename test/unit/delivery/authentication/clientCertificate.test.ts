import { readClientCertificate } from '../../../../nodes/shared/delivery/authentication/clientCertificate';
import type { PastedCertificate } from '../../../../nodes/shared/delivery/authentication/clientCertificate';
import { createTestAuthority } from '../../../support/n8n/clientCertificates';

const { authority, client, server, encryptedKey, passphrase } = createTestAuthority();
const nowMs = Date.now();
const DAY_MS = 24 * 60 * 60 * 1000;

const read = (changes: Partial<PastedCertificate> = {}, atMs = nowMs) =>
	readClientCertificate(
		{
			certificate: client.cert,
			privateKey: client.key,
			passphrase: '',
			authority: '',
			...changes,
		},
		atMs,
	);

const problemOf = (changes: Partial<PastedCertificate>, atMs?: number): string => {
	const result = read(changes, atMs);
	return result.ok ? 'none' : result.problem;
};

test('a certificate and its key are taken as they are', () => {
	const result = read({ authority: authority.cert });
	expect(result).toMatchObject({ ok: true });
	if (!result.ok) return;
	expect(result.value.cert.trim()).toBe(client.cert.trim());
	expect(result.value.key).toBe(client.key.trim());
	expect(result.value.ca?.trim()).toBe(authority.cert.trim());
	expect(result.value).not.toHaveProperty('passphrase');
});

test.each([
	['spaces instead of line breaks', (pem: string) => pem.replaceAll('\n', ' ')],
	['no line breaks at all', (pem: string) => pem.replaceAll('\n', '')],
	['line breaks as two characters', (pem: string) => pem.replaceAll('\n', '\\n')],
	[
		'line breaks of Windows, and white space around',
		(pem: string) => `  ${pem.replaceAll('\n', '\r\n')}\n`,
	],
	['a text in front, as openssl writes it', (pem: string) => `subject=CN = client\n${pem}`],
])('PEM with %s is read all the same', (_, paste) => {
	const pasted = read({ certificate: paste(client.cert), privateKey: paste(client.key) });
	expect(pasted).toEqual(read());
});

test('certificates between the client and its authority go along, in their order', () => {
	const result = read({ certificate: client.cert + authority.cert });
	expect(result.ok && result.value.cert.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
	expect(result.ok && result.value.cert.startsWith(client.cert.trim())).toBe(true);
});

test('an encrypted key needs its passphrase', () => {
	expect(problemOf({ privateKey: encryptedKey })).toContain("'Passphrase' is empty");
	expect(problemOf({ privateKey: encryptedKey, passphrase: 'another' })).toMatch(
		/'Passphrase' does not open the private key. Enter/,
	);
	const result = read({ privateKey: encryptedKey, passphrase });
	expect(result).toMatchObject({ ok: true, value: { passphrase } });
});

test.each([
	[{ certificate: '' }, "The field 'Certificate' holds no certificate in PEM"],
	[{ certificate: client.key }, "The field 'Certificate' holds no certificate in PEM"],
	[
		{ certificate: client.cert.replace(/[A-Za-z0-9+/]{60}\n/, '') },
		"The field 'Certificate' holds no certificate in PEM",
	],
	[{ privateKey: '' }, "The field 'Private Key' holds no private key in PEM"],
	[{ privateKey: client.cert }, "The field 'Private Key' holds no private key in PEM"],
	[
		{ privateKey: client.key.replace(/[A-Za-z0-9+/]{60}\n/, '') },
		"The field 'Private Key' holds a private key that cannot be read",
	],
	[{ privateKey: server.key }, "'Private Key' does not fit the certificate"],
	[{ certificate: authority.cert + client.cert }, "'Private Key' does not fit the certificate"],
	[{ authority: 'none' }, "The field 'CA Certificate' holds no certificate"],
])('%# what cannot be used is named with its field', (changes, expected) => {
	expect(problemOf(changes)).toContain(expected);
	expect(problemOf(changes)).toMatch(/Paste/);
});

test('a certificate counts from its first day to its last', () => {
	expect(problemOf({}, nowMs + 29 * DAY_MS)).toBe('none');
	expect(problemOf({}, nowMs + 31 * DAY_MS)).toMatch(/expired on \d{4}-\d\d-\d\d/);
	expect(problemOf({}, nowMs - DAY_MS)).toMatch(/valid only from \d{4}-\d\d-\d\d on/);
});

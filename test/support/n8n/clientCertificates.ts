import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key, in PEM. */
export interface CertificateAndKey {
	readonly cert: string;
	readonly key: string;
}

/** An authority that nobody else knows, a server of it for 127.0.0.1, and a client. */
export interface TestAuthority {
	readonly authority: CertificateAndKey;
	readonly server: CertificateAndKey;
	readonly client: CertificateAndKey;
	/** The client's key, encrypted with this passphrase. */
	readonly encryptedKey: string;
	readonly passphrase: string;
}

/** Makes a new authority with openssl, as an administrator would. */
export function createTestAuthority(): TestAuthority {
	const folder = mkdtempSync(join(tmpdir(), 'authority-'));
	const passphrase = 'a passphrase of the tests';
	const openssl = (...args: string[]) =>
		execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
	const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
	const pair = (name: string): CertificateAndKey => ({
		cert: read(`${name}.pem`),
		key: read(`${name}.key`),
	});
	const issue = (name: string, ...more: string[]) =>
		openssl(
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
			...['-days', '30', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`],
			...more,
		);
	const byAuthority = ['-CA', 'authority.pem', '-CAkey', 'authority.key'];
	const noAuthority = ['-addext', 'basicConstraints=critical,CA:FALSE'];
	try {
		issue('authority');
		issue('server', ...byAuthority, ...noAuthority, '-addext', 'subjectAltName=IP:127.0.0.1');
		issue('client', ...byAuthority, ...noAuthority);
		openssl(
			...['pkcs8', '-topk8', '-in', 'client.key', '-out', 'encrypted.key'],
			...['-passout', `pass:${passphrase}`],
		);
		return {
			authority: pair('authority'),
			server: pair('server'),
			client: pair('client'),
			encryptedKey: read('encrypted.key'),
			passphrase,
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}

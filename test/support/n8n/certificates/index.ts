import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';

/** What a certificate, signed by the tests' own authority, is like. */
export type CertificateKind = 'expired' | 'otherName' | 'valid';

const read = (name: string): Buffer => readFileSync(join(__dirname, `${name}.pem`));

/** A key for tests only, and its certificate: for 127.0.0.1, save the one for another name. */
export const certificate = (kind: CertificateKind): Buffer => read(kind);

/** Makes Node trust the tests' own authority, as an administrator can, until `restore` is called. */
export function trustTestAuthority(): { readonly restore: () => void } {
	const { createSecureContext } = tls;
	const spy = jest
		.spyOn(tls, 'createSecureContext')
		.mockImplementation((options) => createSecureContext({ ...options, ca: read('authority') }));
	return { restore: () => spy.mockRestore() };
}

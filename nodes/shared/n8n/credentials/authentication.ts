import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { AUTHORIZATION } from '../../delivery/authentication/authenticate';
import { readClientCertificate } from '../../delivery/authentication/clientCertificate';
import type { OAuth2Client } from '../../delivery/authentication/accessToken';
import type { Authentication, Proof } from '../../delivery/authentication/types';
import { readHttpUrl } from '../../http/httpUrl';
import type { ClientCertificate } from '../../http/transport';
import { failure, success } from '../../result';
import type { Result } from '../../result';
import { isHeaderName, isHeaderValue, isReservedHeader } from '../../signing/headers';
import { AUTHENTICATION_CREDENTIAL_NAME, authenticationTypes } from './authenticationFields';
import type { AuthenticationType } from './authenticationFields';

type Credential = ICredentialDataDecryptedObject;

function textIn(credential: Credential, field: string): string {
	const value = credential[field];
	return typeof value === 'string' ? value : '';
}

const inCredential = (sentence: string): string =>
	`The credential '${AUTHENTICATION_CREDENTIAL_NAME}': ${sentence}`;

const UNSENDABLE = 'holds a line break or another character that no header can carry';

/** A proof, and what of it is secret. */
type ProofResult = Result<{
	readonly proof: Authentication['proof'];
	readonly confidential: readonly string[];
}>;

function authorizationWith(value: string, label: string, secrets: readonly string[]): ProofResult {
	return isHeaderValue(value)
		? success({ proof: { headers: { [AUTHORIZATION]: value } }, confidential: secrets })
		: failure(`The field '${label}' ${UNSENDABLE}. Paste it again.`);
}

function readBasic(credential: Credential): ProofResult {
	const [user, password] = [textIn(credential, 'user'), textIn(credential, 'password')];
	if (user === '' || user.includes(':')) {
		return failure(
			"The field 'User' is empty or holds a colon, which ends the user name in Basic authentication. Enter the user name alone.",
		);
	}
	const pair = `${user}:${password}`;
	const value = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
	return authorizationWith(value, 'Password', [pair]);
}

function readBearer(credential: Credential): ProofResult {
	const token = textIn(credential, 'token').trim();
	if (token === '' || /^bearer\s/i.test(token)) {
		return failure(
			"The field 'Token' is empty or begins with 'Bearer', which the node adds by itself. Enter the token alone.",
		);
	}
	return authorizationWith(`Bearer ${token}`, 'Token', [token]);
}

function readHeader(credential: Credential): ProofResult {
	const name = textIn(credential, 'headerName').trim();
	const value = textIn(credential, 'headerValue');
	if (!isHeaderName(name) || isReservedHeader(name)) {
		return failure(
			`The field 'Header Name' holds '${name}', which cannot be sent as a header of your own. Use letters, digits and dashes, for example X-API-Key.`,
		);
	}
	if (value === '') {
		return failure("The field 'Header Value' is empty. Enter what the receiver expects.");
	}
	if (!isHeaderValue(value)) {
		return failure(`The field 'Header Value' ${UNSENDABLE}. Paste it again.`);
	}
	return success({
		proof: { headers: { [name]: value } },
		confidential: [value, ...value.split(/\s+/)],
	});
}

function readQuery(credential: Credential): ProofResult {
	const name = textIn(credential, 'parameterName').trim();
	const value = textIn(credential, 'parameterValue');
	if (name === '' || value === '') {
		return failure(
			"The field 'Parameter Name' or 'Parameter Value' is empty. Enter both as the receiver expects them.",
		);
	}
	const proof: Proof = { query: { name, value } };
	return success({ proof, confidential: [value] });
}

function readOAuth2(credential: Credential): ProofResult {
	const tokenUrl = textIn(credential, 'tokenUrl').trim();
	const url = readHttpUrl(tokenUrl, {
		plainHttp: 'thisMachine',
		example: 'https://auth.example.com/oauth2/token',
		rejected: ['login', 'fragment'],
	});
	if (!url.ok) return failure(`The field 'Token URL' ${url.problem}`);
	const clientId = textIn(credential, 'clientId').trim();
	const clientSecret = textIn(credential, 'clientSecret');
	if (clientId === '' || clientSecret === '') {
		return failure(
			"The field 'Client ID' or 'Client Secret' is empty. Enter what the authorization server shows for your client.",
		);
	}
	const client: OAuth2Client = {
		tokenUrl: url.value.href,
		clientId,
		clientSecret,
		scope: textIn(credential, 'scope').trim(),
		parameters: [...new URLSearchParams(textIn(credential, 'tokenParameters').trim())],
		sendCredentialsIn: credential.clientAuthentication === 'body' ? 'body' : 'header',
	};
	return success({ proof: client, confidential: [clientSecret] });
}

const PROOFS: Readonly<Record<AuthenticationType, (credential: Credential) => ProofResult>> = {
	basic: readBasic,
	bearer: readBearer,
	certificate: () => success({ proof: {}, confidential: [] }),
	header: readHeader,
	oauth2: readOAuth2,
	query: readQuery,
};

function readCertificate(
	credential: Credential,
	isNeeded: boolean,
	nowMs: number,
): Result<ClientCertificate | undefined> {
	const certificate = textIn(credential, 'certificate');
	const privateKey = textIn(credential, 'privateKey');
	if (!isNeeded && certificate.trim() === '' && privateKey.trim() === '') {
		return success(undefined);
	}
	const [passphrase, authority] = ['passphrase', 'caCertificate'].map((field) =>
		textIn(credential, field),
	) as [string, string];
	return readClientCertificate({ certificate, privateKey, passphrase, authority }, nowMs);
}

/**
 * What a credential says about authentication.
 *
 * @param nowMs milliseconds since 1970, for certificates that end
 * @returns the problem as a sentence that names the credential and the field
 */
export function readAuthentication(credential: Credential, nowMs: number): Result<Authentication> {
	const type = authenticationTypes.find((each) => each === credential.type);
	if (type === undefined) {
		return failure(
			inCredential(`the field 'Type' holds none of: ${authenticationTypes.join(', ')}.`),
		);
	}
	const proof = PROOFS[type](credential);
	if (!proof.ok) return failure(inCredential(proof.problem));
	const certificate = readCertificate(credential, type === 'certificate', nowMs);
	if (!certificate.ok) return failure(inCredential(certificate.problem));
	return success({ ...proof.value, certificate: certificate.value });
}

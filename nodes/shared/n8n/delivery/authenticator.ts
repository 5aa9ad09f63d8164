import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { createAccessTokens } from '../../delivery/authentication/accessToken';
import {
	createAttemptAuthentication,
	headersProving,
} from '../../delivery/authentication/authenticate';
import { needsToken } from '../../delivery/authentication/types';
import type { Authentication, AuthenticationFinder } from '../../delivery/authentication/types';
import type { Endpoint } from '../../delivery/delivery';
import { isAllowedDomain } from '../../http/allowedDomains';
import type { Runtime } from '../../http/runtime';
import { withoutLogin } from '../../http/sentUrl';
import type { Transport } from '../../http/transport';
import { failure, success } from '../../result';
import type { Result } from '../../result';
import { headersSetBy } from '../../signing/headers';
import type { SignatureScheme } from '../../signing/scheme';
import { errorReason } from '../../text/foreignText';
import { readAuthentication } from '../credentials/authentication';
import {
	AUTHENTICATION_CREDENTIAL,
	AUTHENTICATION_CREDENTIAL_NAME,
} from '../credentials/authenticationFields';
import { allowedDomainsOf } from '../credentials/signing';

// As for signing secrets: a change counts soon, and many items do not ask n8n for each of them.
const CREDENTIAL_LIFETIME_MS = 5_000;

// In the memory of the process, whichever workflow sends; never stored.
const accessTokens = createAccessTokens();

/**
 * Why an endpoint cannot be authenticated with the credential as it was read last; `undefined` when
 * it can.
 */
export type AuthenticationCheck = (
	endpoint: Endpoint,
	scheme: SignatureScheme,
) => string | undefined;

/** The node's authentication besides signatures. Nothing is read before it is asked for. */
export interface Authenticator {
	/** Reads the credential, so that endpoints can be checked before anything is sent. */
	readonly load: () => Promise<Result<AuthenticationCheck>>;
	/** Finds the authentication for each attempt, with the credential as it is then. */
	readonly finderWith: (transport: Transport, runtime: Runtime) => AuthenticationFinder;
}

interface Loaded {
	readonly credential: ICredentialDataDecryptedObject;
	readonly authentication: Authentication;
}

const labelOf = ({ name, url }: Endpoint): string => `The endpoint '${name ?? withoutLogin(url)}'`;

// What is sent as it is never goes where the data says, unless the credential names the host.
function findMisuse({ credential }: Loaded, endpoint: Endpoint): string | undefined {
	const domains = allowedDomainsOf(credential);
	const isAllowed =
		domains === undefined ? endpoint.isFromData !== true : isAllowedDomain(endpoint.url, domains);
	if (isAllowed) return undefined;
	const { host } = new URL(endpoint.url);
	return `${labelOf(endpoint)} leads to ${host}, and the credential '${AUTHENTICATION_CREDENTIAL_NAME}' may not be used there. Add ${host} to its field 'Allowed Domains', or set the authentication of the endpoint to none.`;
}

function findHeaderClash(
	{ authentication }: Loaded,
	endpoint: Endpoint,
	scheme: SignatureScheme,
): string | undefined {
	const proving = headersProving(authentication);
	const label = labelOf(endpoint);
	const ofScheme = headersSetBy(scheme).find((name) => proving.includes(name));
	if (ofScheme !== undefined) {
		return `${label}: the signature scheme and the authentication both set the header '${ofScheme}'. Set the field 'Authentication' to None, or choose a scheme or an authentication with another header.`;
	}
	const { number, firstAttempt } = endpoint.attemptHeaders ?? {};
	const ownNames = [...Object.keys(endpoint.headers), number ?? '', firstAttempt ?? ''];
	const own = ownNames.find((name) => proving.includes(name.toLowerCase()));
	if (own !== undefined) {
		return `${label}: the header '${own}' is set by the authentication, too. Remove it from the headers.`;
	}
	const { username, password } = new URL(endpoint.url);
	return proving.includes('authorization') && (username !== '' || password !== '')
		? `${label}: its URL holds a user name, which is sent as the header Authorization, and the authentication sets that header. Remove one of the two.`
		: undefined;
}

function findUrlClash({ authentication }: Loaded, endpoint: Endpoint): string | undefined {
	const { proof, certificate } = authentication;
	const { protocol, searchParams } = new URL(endpoint.url);
	if (certificate && protocol !== 'https:') {
		return `${labelOf(endpoint)}: a client certificate can be shown over https:// only. Change its URL, or take the certificate out of the credential.`;
	}
	const name = needsToken(proof) ? undefined : proof.query?.name;
	return name !== undefined && searchParams.has(name)
		? `${labelOf(endpoint)}: its URL holds the parameter '${name}' already, which the authentication sets. Remove it from the URL.`
		: undefined;
}

/** Creates the node's authentication. Nothing is read yet. */
export function createAuthenticator(context: IExecuteFunctions): Authenticator {
	let last: { readonly result: Promise<Result<Loaded>>; readonly readAtMs: number } | undefined;

	async function read(nowMs: number): Promise<Result<Loaded>> {
		try {
			const credential = await context.getCredentials(AUTHENTICATION_CREDENTIAL);
			const authentication = readAuthentication(credential, nowMs);
			return authentication.ok
				? success({ credential, authentication: authentication.value })
				: authentication;
		} catch (error) {
			return failure(
				`The credential of the field 'Authentication' cannot be used: ${errorReason(error)}`,
			);
		}
	}

	async function current(): Promise<Result<Loaded>> {
		const nowMs = Date.now();
		if (last === undefined || nowMs - last.readAtMs > CREDENTIAL_LIFETIME_MS) {
			last = { result: read(nowMs), readAtMs: nowMs };
		}
		return await last.result;
	}

	return {
		load: async () => {
			const loaded = await current();
			if (!loaded.ok) return loaded;
			return success(
				(endpoint, scheme) =>
					findMisuse(loaded.value, endpoint) ??
					findHeaderClash(loaded.value, endpoint, scheme) ??
					findUrlClash(loaded.value, endpoint),
			);
		},
		finderWith: (transport, runtime) => async (endpoint) => {
			const loaded = await current();
			if (!loaded.ok) return loaded;
			const problem = findMisuse(loaded.value, endpoint) ?? findUrlClash(loaded.value, endpoint);
			if (problem !== undefined) return failure(problem);
			const { timeoutMs, verifyCertificate } = endpoint;
			return success(
				createAttemptAuthentication(loaded.value.authentication, accessTokens, {
					transport,
					runtime,
					timeoutMs,
					verifyCertificate,
				}),
			);
		},
	};
}

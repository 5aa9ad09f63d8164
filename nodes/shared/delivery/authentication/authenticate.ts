import { success } from '../../result';
import type { Result } from '../../result';
import type { AccessTokens, OAuth2Client, TokenTools } from './accessToken';
import { needsToken } from './types';
import type { AttemptAuthentication, Authentication, Proof, UsedProof } from './types';

/** The one header of the authentications that HTTP itself has. */
export const AUTHORIZATION = 'Authorization';

/** Names of the headers that an authentication sets, in lower case. */
export function headersProving({ proof }: Authentication): string[] {
	const names = needsToken(proof) ? [AUTHORIZATION] : Object.keys(proof.headers ?? {});
	return names.map((name) => name.toLowerCase());
}

/** The URL with the parameter of a proof in its query: the rest of it stays byte for byte. */
export function withProof(url: string, { query }: Proof): string {
	if (query === undefined) return url;
	const target = new URL(url);
	const pair = new URLSearchParams([[query.name, query.value]]).toString();
	target.search = target.search === '' ? pair : `${target.search}&${pair}`;
	return target.href;
}

async function proveByToken(
	client: OAuth2Client,
	tokens: AccessTokens,
	tools: TokenTools,
	refused?: string,
): Promise<Result<UsedProof>> {
	const token = await tokens.get(client, tools, refused);
	if (!token.ok) return token;
	return success({
		proof: { headers: { [AUTHORIZATION]: `Bearer ${token.value}` } },
		confidential: [token.value, client.clientSecret],
		renew: async () => await proveByToken(client, tokens, tools, token.value),
	});
}

/**
 * Makes an authentication ready for an attempt.
 *
 * @param tools for fetching an access token, where it needs one
 */
export function createAttemptAuthentication(
	{ proof, certificate, confidential }: Authentication,
	tokens: AccessTokens,
	tools: Omit<TokenTools, 'certificate'>,
): AttemptAuthentication {
	return {
		certificate,
		prove: async () =>
			needsToken(proof)
				? await proveByToken(proof, tokens, { ...tools, certificate })
				: success({ proof, confidential }),
	};
}

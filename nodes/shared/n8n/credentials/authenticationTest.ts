import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { createAccessTokens } from '../../delivery/authentication/accessToken';
import { needsToken } from '../../delivery/authentication/types';
import { classifyNetworkError } from '../../http/networkError';
import type { Transport } from '../../http/transport';
import { readAuthentication } from './authentication';

const TIMEOUT_MS = 10_000;

const passed = (message: string): INodeCredentialTestResult => ({ status: 'OK', message });
const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** Sends with the one helper that n8n lends to tests of credentials. */
const testTransport =
	({ helpers }: ICredentialTestFunctions): Transport =>
	async ({ url, headers, body, certificate, timeoutMs }) => {
		try {
			const response = (await helpers.request({
				method: 'POST',
				uri: url,
				headers: { ...headers },
				body: body.toString('utf8'),
				timeout: timeoutMs,
				simple: false,
				followRedirect: false,
				resolveWithFullResponse: true,
				...(certificate && { agentOptions: { ...certificate } }),
			})) as { readonly statusCode: number; readonly body: unknown };
			const text =
				typeof response.body === 'string' ? response.body : JSON.stringify(response.body ?? '');
			return {
				kind: 'response',
				statusCode: response.statusCode,
				headers: {},
				body: Buffer.from(text),
			};
		} catch (error) {
			const { kind, message } = classifyNetworkError(error);
			return { kind: 'networkError', error: kind, message };
		}
	};

/**
 * Tests a credential that authenticates requests: the form of everything it holds, and for OAuth2
 * whether the Token URL gives a token. Which receiver it is for is not known here.
 */
export async function testAuthenticationCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const read = readAuthentication(data, Date.now());
	if (!read.ok) return failed(read.problem);
	const { proof, certificate } = read.value;
	if (!needsToken(proof)) {
		return passed(
			'The fields have a usable form. No more than that was checked: the first delivery shows whether the receiver accepts them.',
		);
	}
	const token = await createAccessTokens().get(proof, {
		transport: testTransport(this),
		runtime: { nowMs: () => Date.now() },
		certificate,
		timeoutMs: TIMEOUT_MS,
		verifyCertificate: true,
	});
	return token.ok
		? passed('The Token URL gave an access token.')
		: failed(`${token.problem}. Check the fields of the credential.`);
}

import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { classifyNetworkError, describeNetworkError } from '../../http/networkError';
import { credentialDefinitions, signedWebhookCredential } from '../../services/credentials';
import type { ApiCredentialDefinition } from '../../services/credentials';
import { readApiAccess } from '../api/access';
import type { ApiAccess } from '../api/access';
import { findKeyMistake } from './mistakes';
import { findPastedMistake, findVerifyTokenProblem, readSigningKeys, secretsIn } from './signing';
import type { KeyRule } from './signing';

const ANY_SCHEME: KeyRule = { algorithm: { kind: 'hmac', hash: 'sha256' }, keyFormat: 'text' };
const TIMEOUT_MS = 10_000;

const passed = (message: string): INodeCredentialTestResult => ({ status: 'OK', message });
const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/**
 * Tests a credential that only holds signing secrets, of any type. There is no server to ask: only
 * the form of the secrets can be checked here, and the first genuine event shows whether they are
 * the right ones.
 */
export async function testSigningCredential(
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const definition =
		credentialDefinitions.find(({ type }) => type === credential.type) ?? signedWebhookCredential;
	// Read as text unless the credential says otherwise, since it may serve any scheme.
	const keys = readSigningKeys(credential.data ?? {}, ANY_SCHEME, 'verify', definition);
	const problem = keys.ok
		? (findVerifyTokenProblem(credential.data ?? {}, definition) ??
			findPastedMistake(credential.data ?? {}, definition))
		: keys.problem;
	return problem === undefined
		? passed(
				'The secrets have a valid form. This test can check no more than that: the first genuine event shows whether they are the right ones.',
			)
		: failed(problem);
}

async function probe(
	{ helpers }: ICredentialTestFunctions,
	{ baseUrl, key }: ApiAccess,
	path: string,
): Promise<number> {
	// The one helper that n8n lends to such tests.
	const response = (await helpers.request({
		method: 'GET',
		uri: baseUrl + path,
		headers: { Accept: 'application/json', Authorization: `Bearer ${key}` },
		timeout: TIMEOUT_MS,
		simple: false,
		followRedirect: false,
		resolveWithFullResponse: true,
	})) as { readonly statusCode: number };
	return response.statusCode;
}

function judge(
	statusCode: number,
	{ serviceName, displayName, keyLabel, refusals = {} }: ApiCredentialDefinition,
): INodeCredentialTestResult {
	const field = `the field '${keyLabel}' of the credential '${displayName}'`;
	if (statusCode >= 200 && statusCode < 300) return passed(`${serviceName} accepted the key.`);
	const refusal = refusals[statusCode];
	if (refusal !== undefined) return failed(refusal);
	switch (statusCode) {
		case 401:
			return failed(
				`${serviceName} did not accept the key in ${field}. It may be mistyped, revoked, or of another account.`,
			);
		case 403:
			return failed(
				`${serviceName} refused the call that tests the key in ${field}: the key lacks the right to read. It may still be good for webhooks.`,
			);
		case 404:
		case 405:
			return passed(
				`The key has a valid form. This test can check no more than that: ${serviceName} answered ${statusCode} to the call that tests it. Check the field 'Base URL' again.`,
			);
		case 429:
			return failed(
				`${serviceName} refuses because of too many requests, so the key could not be tested. Try again in a few minutes.`,
			);
		default:
			return failed(
				`${serviceName} answered ${statusCode}, so the key could not be tested. Check the field 'Base URL', or try again later.`,
			);
	}
}

/**
 * Gives the test of a credential that holds the key of an API: the form of everything it holds, and
 * then a call without effect, with the key, at the service. One that holds nothing but secrets is
 * tested as such.
 */
export function createApiKeyTest(
	definition: ApiCredentialDefinition,
): (
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
) => Promise<INodeCredentialTestResult> {
	return async function testApiKey(credential) {
		const { data = {} } = credential;
		if (secretsIn(data).length > 0) {
			const secrets = await testSigningCredential(credential);
			if (secrets.status === 'Error' || data[definition.keyField] === '') return secrets;
		}
		const choice = readApiAccess(data, definition);
		if (!choice.ok) return failed(choice.problem);
		const mistake = findKeyMistake(choice.value.key, definition);
		if (mistake !== undefined) {
			return failed(
				`The field '${definition.keyLabel}' of the credential '${definition.displayName}' ${mistake}.`,
			);
		}
		if (definition.probePath === '') {
			return passed(
				'The key has a valid form. This test can check no more than that, because no call is known that tests it: publishing the workflow shows the rest.',
			);
		}
		try {
			return judge(await probe(this, choice.value, definition.probePath), definition);
		} catch (error) {
			const reason = describeNetworkError(classifyNetworkError(error).kind);
			return failed(
				`${definition.serviceName} could not be reached. ${reason}. Check the field 'Base URL' of the credential '${definition.displayName}'.`,
			);
		}
	};
}

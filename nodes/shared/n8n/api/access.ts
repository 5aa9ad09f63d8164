import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { adviceFrom, HTTPS_FOR_KEYS, readHttpUrl } from '../../http/httpUrl';
import { failure, success } from '../../result';
import type { Result } from '../../result';
import type { ApiCredentialDefinition } from '../../services/credentials';
import { readText } from '../parameters';
import { secretsIn } from '../credentials/signing';

/** What a credential gives access to. */
export interface ApiAccess {
	/** Address of the API, without a slash at its end. */
	readonly baseUrl: string;
	readonly key: string;
	/** Texts that no message may hold, no matter who wrote it. */
	readonly confidential: readonly string[];
}

// ASCII: what a header can carry. Some keys stand behind a word and a space.
const KEY = /^[\x20-\x7e]+$/;

function findBaseUrlProblem(baseUrl: string): string | undefined {
	const read = readHttpUrl(baseUrl, {
		plainHttp: 'thisMachine',
		adviceOn: adviceFrom({ plainHttp: HTTPS_FOR_KEYS }),
		example: 'https://api.example.com',
		rejected: ['login', 'query', 'fragment'],
	});
	return read.ok ? undefined : read.problem;
}

function findKeyProblem(key: string): string | undefined {
	if (key === '') return 'is empty. Paste the key that the service shows.';
	if (key.trim() !== key) {
		return 'starts or ends with white space, which was probably copied along. Paste the key again without it.';
	}
	return KEY.test(key) ? undefined : 'holds characters that no key has. Paste the key again.';
}

/** Reads and checks key and base URL of a credential; the problem says which field to change and how. */
export function readApiAccess(
	credential: ICredentialDataDecryptedObject,
	{ displayName, keyField, keyLabel }: ApiCredentialDefinition,
): Result<ApiAccess> {
	const refuse = (label: string, problem: string): Result<never> =>
		failure(`The field '${label}' of the credential '${displayName}' ${problem}`);
	const value = credential[keyField];
	const key = typeof value === 'string' ? value : '';
	const keyProblem = findKeyProblem(key);
	if (keyProblem !== undefined) return refuse(keyLabel, keyProblem);
	const baseUrl = readText(credential.baseUrl).replace(/\/+$/, '');
	const urlProblem = findBaseUrlProblem(baseUrl);
	if (urlProblem !== undefined) return refuse('Base URL', urlProblem);
	const bareKey = key.split(' ').at(-1) ?? key;
	const confidential = [...new Set([key, bareKey, ...secretsIn(credential)])];
	return success({ baseUrl, key, confidential });
}

import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readBodyOrFile } from '../shared/n8n/fields/body/read';
import type { ParameterReader } from '../shared/n8n/parameters';
import { readScheme } from '../shared/n8n/fields/scheme/read';
import { readSigningKeys } from '../shared/n8n/credentials/signing';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import type { SignatureScheme } from '../shared/signing/scheme';
import { canSign, findUncoveredBody } from '../shared/signing/sign';
import type { OutgoingMessage } from '../shared/signing/sign';
import type { SigningKey } from '../shared/signing/keys';
import { readMessage, readRequest } from './request';
import type { Clock, RequestToVerify } from './request';

/** With what an item is signed or verified. */
interface SchemeAndKeys {
	readonly scheme: SignatureScheme;
	readonly keys: readonly [SigningKey, ...SigningKey[]];
}

/** A message that an item asks to sign. */
export interface SigningTask extends SchemeAndKeys {
	readonly operation: 'sign';
	readonly message: OutgoingMessage;
}

/** A request that an item asks to verify. */
export interface VerifyingTask extends SchemeAndKeys, RequestToVerify {
	readonly operation: 'verify';
	/** The JSON of the item, to which the verdict is added. */
	readonly json: IDataObject;
}

/** What is the same for all items. */
interface Circumstances {
	readonly credential: ICredentialDataDecryptedObject;
	readonly clock: Clock;
}

/** Why nothing can be signed with a scheme: a sentence, or `undefined` where it can. */
function findSigningProblem(scheme: SignatureScheme): string | undefined {
	if (scheme.algorithm.kind === 'token') {
		return `The field 'Signature Scheme': ${scheme.displayName} sends the secret itself, which must not be in an item. You can only verify it here. To send it, use the node Send Signed Webhook.`;
	}
	return canSign(scheme)
		? undefined
		: `The field 'Signature Scheme': ${scheme.displayName} puts its signature inside the body, or signs texts that this node cannot set, so you can only verify it here.`;
}

/**
 * Reads and checks the fields of one item.
 *
 * @throws what n8n throws for a binary field that the item does not have
 */
export async function readTask(
	context: IExecuteFunctions,
	parameter: ParameterReader,
	itemIndex: number,
	{ credential, clock }: Circumstances,
): Promise<Result<SigningTask | VerifyingTask>> {
	const chosen = readScheme(parameter);
	if (!chosen.ok) return chosen;
	const scheme = chosen.value;
	const operation = parameter('operation') === 'verify' ? 'verify' : 'sign';
	const signing = readSigningKeys(credential, scheme, operation);
	if (!signing.ok) return signing;
	const { keys } = signing.value;
	const json = context.getInputData()[itemIndex]?.json ?? {};
	const read = await readBodyOrFile(parameter, json, async (field) => {
		// Says which field is missing, as reading it would not.
		context.helpers.assertBinaryData(itemIndex, field);
		return await context.helpers.getBinaryDataBuffer(itemIndex, field);
	});
	if (!read.ok) return read;
	if (operation === 'verify') {
		const request = readRequest(parameter, scheme, read.value.body, clock);
		return request.ok ? success({ operation, scheme, keys, json, ...request.value }) : request;
	}
	const problem = findSigningProblem(scheme);
	if (problem !== undefined) return failure(problem);
	const message = readMessage(parameter, scheme, read.value.body, clock);
	if (!message.ok) return message;
	const uncovered = findUncoveredBody(scheme, message.value);
	return uncovered === undefined
		? success({ operation, scheme, keys, message: message.value })
		: failure(`The field 'Body' with the scheme ${scheme.displayName}: it ${uncovered}`);
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { AllowedDomains } from '../shared/http/allowedDomains';
import { openApiClient } from '../shared/n8n/api/client';
import { readItems } from '../shared/n8n/items/readItems';
import { runItems } from '../shared/n8n/items/runItems';
import type { ItemRun } from '../shared/n8n/items/runItems';
import { readText } from '../shared/n8n/parameters';
import { createRuntime } from '../shared/n8n/http/runtime';
import { allowedDomainsOf, readSigningKeys, secretsIn } from '../shared/n8n/credentials/signing';
import { createTransport } from '../shared/n8n/http/transport';
import { luaCredential } from '../shared/services/credentials';
import { lua } from '../shared/signing/schemes/lua';
import type { SigningKey } from '../shared/signing/keys';
import { toNodeError } from './errors';
import { operations } from './operations';
import type { Operation } from './operations';
import { readEventToSend, sendEvent } from './sendEvent';
import { operationError } from '../shared/n8n/messages/nodeErrors';

/** What there is to sign with, and where that may be done. */
interface Signing {
	/** None without a secret, since such a webhook takes unsigned events. */
	readonly keys: readonly SigningKey[];
	readonly confidential: readonly string[];
	/** Absent for everywhere. */
	readonly allowedDomains?: AllowedDomains | undefined;
}

async function readSigning(context: IExecuteFunctions): Promise<Signing> {
	const credential = await context.getCredentials(luaCredential.type);
	if (credential.secret === '') return { keys: [], confidential: [] };
	const signing = readSigningKeys(credential, lua, 'sign', luaCredential);
	if (!signing.ok) throw operationError(context.getNode(), signing.problem);
	const allowedDomains = allowedDomainsOf(credential);
	return { keys: signing.value.keys, confidential: secretsIn(credential), allowedDomains };
}

const toItemError =
	(context: IExecuteFunctions): ItemRun<unknown>['toNodeError'] =>
	(error, { itemIndex }) =>
		toNodeError(context.getNode(), error, itemIndex);

async function manageWebhooks(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	const client = await openApiClient(context, luaCredential).catch((error: unknown) => {
		throw toNodeError(context.getNode(), error);
	});
	const items = await readItems(context, operation);
	return await runItems(context, items, {
		run: async (call) => (await call(client)).map((json) => ({ json })),
		toNodeError: toItemError(context),
	});
}

async function sendEvents(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { keys, confidential, allowedDomains } = await readSigning(context);
	const items = await readItems(context, (parameter, { json }) =>
		readEventToSend(parameter, json, allowedDomains),
	);
	const cancelSignal = context.getExecutionCancelSignal();
	const transport = createTransport(context, cancelSignal);
	const runtime = createRuntime(cancelSignal);
	return await runItems(context, items, {
		run: async (event) => [
			{ json: await sendEvent(event, { keys, confidential, transport, runtime }) },
		],
		toNodeError: toItemError(context),
	});
}

/**
 * Carries out the operation for one item after another. All items are checked before the first call.
 *
 * @throws NodeOperationError for a field that cannot be used
 * @throws NodeApiError for a call that failed
 */
export async function executeLua(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = operations[readText(context.getNodeParameter('operation', 0))];
	return operation ? await manageWebhooks(context, operation) : await sendEvents(context);
}

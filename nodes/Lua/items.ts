import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openApiClient } from '../shared/n8n/apiClient';
import { failedItem } from '../shared/n8n/failedItem';
import { readText } from '../shared/n8n/parameters';
import { createRuntime } from '../shared/n8n/runtime';
import { allowedDomainsOf, readSigningKeys, secretsIn } from '../shared/n8n/signingCredential';
import { createTransport } from '../shared/n8n/transport';
import { luaCredential } from '../shared/services/credentials';
import { lua } from '../shared/signing/schemes/lua';
import { FieldProblem, toNodeError } from './errors';
import type { FieldReader } from './fields';
import { operations } from './operations';
import { sendEvent } from './sendEvent';
import type { Sender } from './sendEvent';

/** What is done with one item: the JSON of the items that come out. */
type Task = (field: FieldReader, item: IDataObject) => Promise<IDataObject[]>;

async function openSender(context: IExecuteFunctions): Promise<Sender> {
	const credential = await context.getCredentials(luaCredential.type);
	const cancelSignal = context.getExecutionCancelSignal();
	const common = {
		confidential: secretsIn(credential),
		allowedDomains: allowedDomainsOf(credential),
		transport: createTransport(context, cancelSignal),
		runtime: createRuntime(cancelSignal),
	};
	// A webhook without a secret takes events that are not signed.
	if (credential.secret === '') return { ...common, keys: [] };
	const signing = readSigningKeys(credential, lua, 'sign', luaCredential);
	if (!signing.ok) throw new FieldProblem(signing.problem);
	return { ...common, keys: signing.keys };
}

async function openTask(context: IExecuteFunctions): Promise<Task> {
	const operation = operations[readText(context.getNodeParameter('operation', 0))];
	if (operation) {
		const client = await openApiClient(context, luaCredential);
		return async (field) => await operation(field, client);
	}
	const sender = await openSender(context);
	return async (field, item) => [await sendEvent(field, item, sender)];
}

/**
 * Carries out the operation for one item after another. What a failure does follows the node's On
 * Error setting: stop, or go on with an item that holds the error.
 *
 * @throws NodeOperationError for a field that cannot be used
 * @throws NodeApiError for a call that failed
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const task = await openTask(context).catch((error: unknown) => {
		throw toNodeError(context.getNode(), error);
	});
	const results: INodeExecutionData[] = [];
	for (const [itemIndex, { json }] of context.getInputData().entries()) {
		// Without a fallback n8n throws for fields that it hides.
		const field: FieldReader = (name, options) =>
			context.getNodeParameter(name, itemIndex, null, options);
		try {
			for (const output of await task(field, json)) {
				results.push({ json: output, pairedItem: { item: itemIndex } });
			}
		} catch (error) {
			const failure = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			results.push(failedItem(failure, itemIndex));
		}
	}
	return results;
}

import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openApiClient } from '../shared/n8n/apiClient';
import { toNodeApiError } from '../shared/n8n/describeApiError';
import { failedItem } from '../shared/n8n/failedItem';
import { twigCredential } from '../shared/services/credentials';
import {
	createTwigWebhook,
	sendTwigTestEvent,
	TWIG_WEBHOOK_LIST,
} from '../shared/subscriptions/adapters/twig';
import { ApiError } from '../shared/subscriptions/apiError';
import type { ApiClient } from '../shared/subscriptions/types';
import { prepareTask } from './prepare';
import type { TwigTask } from './prepare';
import { operationError } from '../shared/n8n/nodeErrors';
import { foreignText } from '../shared/text/foreignText';

// Ids of a few dozen webhooks.
const MAX_IDS_LENGTH = 2_000;

const SECRET_LEFT_OUT = `The signing secret was left out. Look for it at ${TWIG_WEBHOOK_LIST}, or create the webhook with the option 'Include Signing Secret'.`;

function prepare(context: IExecuteFunctions, itemIndex: number): TwigTask | NodeOperationError {
	const node = context.getNode();
	try {
		// Without a fallback n8n throws for fields that it hides.
		const choice = prepareTask((name) => context.getNodeParameter(name, itemIndex, null));
		return choice.ok ? choice.task : operationError(node, choice.problem, { itemIndex });
	} catch (error) {
		// An expression that cannot be evaluated is a mistake in this item alone.
		return operationError(node, error as Error, { itemIndex });
	}
}

async function carryOut(task: TwigTask, client: ApiClient): Promise<IDataObject> {
	if (task.operation === 'sendTestEvent') {
		await sendTwigTestEvent(client, task.webhookId);
		return { id: task.webhookId, testEvent: 'requested' };
	}
	const { secret, ...webhook } = await createTwigWebhook(client, task.webhook);
	return { ...webhook, ...(task.includeSecret ? { secret } : { note: SECRET_LEFT_OUT }) };
}

/** n8n drops all items of a node that fails, and with them the ids of what was made before. */
function madeBefore(results: readonly INodeExecutionData[]): string {
	const ids = results.flatMap(({ json: { id, createdAt } }) =>
		typeof id === 'string' && createdAt !== undefined ? [id] : [],
	);
	return ids.length === 0
		? ''
		: ` Created for the items before: ${foreignText(ids.join(', '), MAX_IDS_LENGTH)}.`;
}

/**
 * Does what each item asks for, one after the other, and returns one item for each.
 *
 * All items are checked before the first call. What a failure does follows the node's On Error
 * setting: stop, or go on with an item that holds the error.
 *
 * @throws NodeOperationError for a field that cannot be used
 * @throws NodeApiError for a call that failed
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const tasks = context.getInputData().map((_, itemIndex) => prepare(context, itemIndex));
	const firstProblem = tasks.find((task) => task instanceof NodeOperationError);
	if (firstProblem && !context.continueOnFail()) throw firstProblem;

	const client = await openApiClient(context, twigCredential);
	const results: INodeExecutionData[] = [];
	for (const [itemIndex, task] of tasks.entries()) {
		if (task instanceof NodeOperationError) {
			results.push(failedItem(task, itemIndex));
			continue;
		}
		try {
			results.push({ json: await carryOut(task, client), pairedItem: { item: itemIndex } });
		} catch (error) {
			const circumstances = {
				itemIndex,
				whereToLook: TWIG_WEBHOOK_LIST,
				webhookUrl: task.operation === 'create' ? task.webhook.url : undefined,
			};
			const failure =
				error instanceof ApiError
					? toNodeApiError(context.getNode(), error, twigCredential, circumstances)
					: operationError(context.getNode(), error as Error, { itemIndex });
			if (context.continueOnFail()) {
				results.push(failedItem(failure, itemIndex));
				continue;
			}
			failure.description = `${failure.description ?? ''}${madeBefore(results)}`;
			throw failure;
		}
	}
	return results;
}

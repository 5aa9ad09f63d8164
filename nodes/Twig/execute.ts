import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openApiClient } from '../shared/n8n/api/client';
import { toNodeApiError } from '../shared/n8n/api/errors';
import { readItems } from '../shared/n8n/items/readItems';
import { runItems } from '../shared/n8n/items/runItems';
import { twigCredential } from '../shared/services/credentials';
import {
	createTwigWebhook,
	sendTwigTestEvent,
	TWIG_WEBHOOK_LIST,
} from '../shared/subscriptions/adapters/twig';
import { ApiError } from '../shared/subscriptions/api/error';
import type { ApiClient } from '../shared/subscriptions/api/client';
import { readTask } from './task';
import type { TwigTask } from './task';
import { operationError } from '../shared/n8n/messages/nodeErrors';
import { foreignText } from '../shared/text/foreignText';

const SECRET_LEFT_OUT = `The signing secret was left out. Look for it at ${TWIG_WEBHOOK_LIST}, or create the webhook with the option 'Include Signing Secret'.`;

async function carryOut(task: TwigTask, client: ApiClient): Promise<IDataObject> {
	if (task.operation === 'sendTestEvent') {
		await sendTwigTestEvent(client, task.webhookId);
		return { id: task.webhookId, testEvent: 'requested' };
	}
	const { secret, ...webhook } = await createTwigWebhook(client, task.webhook);
	return { ...webhook, ...(task.includeSecret ? { secret } : { note: SECRET_LEFT_OUT }) };
}

// Ids of a few dozen webhooks.
const MAX_IDS_LENGTH = 2_000;

/** n8n drops all items of a node that fails, and with them the ids of what was made before. */
function madeBefore(lost: readonly INodeExecutionData[]): string {
	const ids = lost.flatMap(({ json: { id, createdAt } }) =>
		typeof id === 'string' && createdAt !== undefined ? [id] : [],
	);
	return ids.length === 0
		? ''
		: ` Created for the items before: ${foreignText(ids.join(', '), MAX_IDS_LENGTH)}.`;
}

/**
 * Does what each item asks for, one after the other, and returns one item for each. All items are
 * checked before the first call.
 *
 * @throws NodeOperationError for a field that cannot be used
 * @throws NodeApiError for a call that failed
 */
export async function executeTwig(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const items = await readItems(context, readTask);
	const client = await openApiClient(context, twigCredential);
	return await runItems(context, items, {
		run: async (task) => [{ json: await carryOut(task, client) }],
		toNodeError(error, { itemIndex, task, lost }) {
			const failure =
				error instanceof ApiError
					? toNodeApiError(node, error, twigCredential, {
							itemIndex,
							whereToLook: TWIG_WEBHOOK_LIST,
							webhookUrl: task.operation === 'create' ? task.webhook.url : undefined,
						})
					: operationError(node, error as Error, { itemIndex });
			failure.description = `${failure.description ?? ''}${madeBefore(lost)}`;
			return failure;
		},
	});
}

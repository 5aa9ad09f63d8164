import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { is, findRows, setStatus } from '../shared/n8n/delivery/register/table';
import type { WaitingRow } from '../shared/n8n/delivery/register/table';
import { readItems } from '../shared/n8n/items/readItems';
import { runItems } from '../shared/n8n/items/runItems';
import type { Emitted } from '../shared/n8n/items/runItems';
import { operationError } from '../shared/n8n/messages/nodeErrors';
import { readText } from '../shared/n8n/parameters';
import { failure, success } from '../shared/result';
import { errorReason } from '../shared/text/foreignText';

/** What is shown of a row. */
const toJson = ({ eventId, event, endpoint, url, sendAt, workflowId, workflow }: WaitingRow) => ({
	id: eventId,
	...(event !== '' && { event }),
	...(endpoint !== '' && { endpoint }),
	url,
	sendAt,
	workflowId,
	workflow,
});

async function cancel(context: IExecuteFunctions, id: string): Promise<Emitted[]> {
	const rows = await setStatus(context, 'cancelled', is('eventId', id));
	const now = new Date(Date.now()).toISOString();
	const json: IDataObject = {
		id,
		status: rows.length > 0 ? 'cancelled' : 'notFound',
		...(rows.length > 0 && { mayBeSent: rows.some(({ sendAt }) => sendAt <= now) }),
		deliveries: rows.map(toJson),
	};
	return [{ json }];
}

const noTables = (context: IExecuteFunctions) => (error: unknown, place: { itemIndex: number }) =>
	operationError(
		context.getNode(),
		`n8n's Data Tables cannot be used: ${errorReason(error)}. Ask the administrator of n8n for them: they hold which deliveries wait.`,
		place,
	);

/**
 * Cancels the deliveries of events, one item for each that comes in.
 *
 * @throws NodeOperationError for a field that cannot be used, or where n8n has no Data Tables
 */
export async function cancelDeliveries(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const ids = await readItems(context, (parameter) => {
		const id = readText(parameter('cancelId'));
		return id === ''
			? failure("The field 'Event ID' is empty. Enter the ID of the event to cancel.")
			: success(id);
	});
	const [items = []] = await runItems(context, ids, {
		run: async (id) => await cancel(context, id),
		toNodeError: noTables(context),
	});
	return items;
}

/**
 * Lists the deliveries that wait and can be cancelled, one item for each, the next to be sent first.
 *
 * @throws NodeOperationError where n8n has no Data Tables
 */
export async function listWaiting(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	try {
		const now = new Date(Date.now()).toISOString();
		const rows = await findRows(context, is('status', 'waiting'), {
			keyName: 'expiresAt',
			condition: 'gt',
			keyValue: now,
		});
		return [...rows]
			.sort((a, b) => (a.sendAt < b.sendAt ? -1 : 1))
			.map((row) => ({ json: toJson(row), pairedItem: { item: 0 } }));
	} catch (error) {
		throw noTables(context)(error, { itemIndex: 0 });
	}
}

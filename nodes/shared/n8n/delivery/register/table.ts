import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { detachedFrom, originalOf } from '../background/start';
import { beginning, subWorkflow, to, uniqueNames } from '../subWorkflow';

/** Name of the Data Table, in the project of the workflow. */
const TABLE = 'signed_webhooks_waiting';

/** A delivery that can be cancelled, as a row of the table. */
export interface WaitingRow {
	/** Names the delivery, and begins with the run. */
	readonly deliveryKey: string;
	/** The deliveries that were begun together. */
	readonly run: string;
	readonly eventId: string;
	readonly event: string;
	readonly endpoint: string;
	readonly url: string;
	/** ISO 8601 in UTC: time of the first attempt. */
	readonly sendAt: string;
	/** ISO 8601 in UTC: when the row can be dropped, whatever became of the delivery. */
	readonly expiresAt: string;
	readonly workflowId: string;
	readonly workflow: string;
	readonly status: 'cancelled' | 'waiting';
}

const DATES: ReadonlySet<string> = new Set<keyof WaitingRow>(['sendAt', 'expiresAt']);

const COLUMNS: ReadonlyArray<keyof WaitingRow> = [
	'deliveryKey',
	'run',
	'eventId',
	'event',
	'endpoint',
	'url',
	'sendAt',
	'expiresAt',
	'workflowId',
	'workflow',
	'status',
];

/** A condition of a filter. */
export interface Condition {
	readonly keyName: keyof WaitingRow;
	readonly condition: 'eq' | 'gt' | 'lt';
	readonly keyValue: string;
}

/** That a column holds just this. */
export const is = (keyName: keyof WaitingRow, keyValue: string): Condition => ({
	keyName,
	condition: 'eq',
	keyValue,
});

// Only n8n's own node may use Data Tables, so it does so in a sub-execution.
async function runTableNode(
	context: IExecuteFunctions,
	parameters: IDataObject,
	rows: readonly IDataObject[],
): Promise<IDataObject[]> {
	const original = originalOf(context);
	const nameOf = uniqueNames();
	const [begin, table] = [nameOf('Rows'), nameOf('Data Table')];
	const node: INode = {
		id: `${original.node.id}-table`,
		name: table,
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
	};
	const code = subWorkflow(
		original,
		'waiting deliveries',
		[beginning(original, begin), node],
		{ [begin]: { main: [to(table)] } },
		// There is one for each look at the table, and none of them says anything.
		{ saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	);
	const { data } = await context.executeWorkflow(
		{ code },
		rows.map((json) => ({ json })),
		undefined,
		{ parentExecution: detachedFrom(context) },
	);
	return (data[0] ?? []).map(({ json }) => json);
}

// By workflow: the table is that of its project. It costs an execution to ask.
const knownIds = new Map<string, string>();

async function findTableId(context: IExecuteFunctions): Promise<string> {
	const key = context.getWorkflow().id ?? '';
	const known = knownIds.get(key);
	if (known !== undefined) return known;
	const [table] = await runTableNode(
		context,
		{
			resource: 'table',
			operation: 'create',
			tableName: TABLE,
			columns: {
				column: COLUMNS.map((name) => ({ name, type: DATES.has(name) ? 'date' : 'string' })),
			},
			options: { createIfNotExists: true },
		},
		[{}],
	);
	if (typeof table?.id !== 'string') throw new Error('unknown reason');
	knownIds.set(key, table.id);
	return table.id;
}

async function onRows(
	context: IExecuteFunctions,
	parameters: IDataObject,
	rows: readonly IDataObject[] = [{}],
): Promise<IDataObject[]> {
	const run = async () => {
		const dataTableId = { __rl: true, mode: 'id', value: await findTableId(context) };
		return await runTableNode(context, { resource: 'row', dataTableId, ...parameters }, rows);
	};
	try {
		return await run();
	} catch {
		// Somebody may have deleted the table.
		knownIds.delete(context.getWorkflow().id ?? '');
		return await run();
	}
}

/** n8n gives dates out as texts, or as dates, from one operation to another. */
const toRow = (row: IDataObject): WaitingRow => {
	const { sendAt, expiresAt } = row as unknown as WaitingRow;
	const [sendAtIso, expiresAtIso] = [sendAt, expiresAt].map((time) => new Date(time).toISOString());
	return { ...row, sendAt: sendAtIso, expiresAt: expiresAtIso } as unknown as WaitingRow;
};

const filterOf = (
	matchType: 'allConditions' | 'anyCondition',
	conditions: readonly Condition[],
) => ({
	matchType,
	filters: { conditions: conditions.map((each) => ({ ...each })) },
});

/** Adds rows. */
export async function insertRows(
	context: IExecuteFunctions,
	rows: readonly WaitingRow[],
): Promise<void> {
	const columns = { mappingMode: 'autoMapInputData', value: null };
	const parameters = { operation: 'insert', columns, options: { optimizeBulk: true } };
	await onRows(
		context,
		parameters,
		rows.map((row) => ({ ...row })),
	);
}

/** The rows that fit all conditions. */
export async function findRows(
	context: IExecuteFunctions,
	...conditions: readonly Condition[]
): Promise<readonly WaitingRow[]> {
	const filter = filterOf('allConditions', conditions);
	const rows = await onRows(context, { operation: 'get', returnAll: true, ...filter });
	return rows.map(toRow);
}

/** Gives rows another status; returns those that fit the condition. */
export async function setStatus(
	context: IExecuteFunctions,
	status: WaitingRow['status'],
	condition: Condition,
): Promise<readonly WaitingRow[]> {
	const columns = { mappingMode: 'autoMapInputData', value: null };
	const filter = filterOf('allConditions', [condition]);
	const rows = await onRows(context, { operation: 'update', columns, ...filter }, [{ status }]);
	return rows.map(toRow);
}

/** Drops the rows that fit any of the conditions. */
export async function dropRows(
	context: IExecuteFunctions,
	conditions: readonly Condition[],
): Promise<void> {
	await onRows(context, { operation: 'deleteRows', ...filterOf('anyCondition', conditions) });
}

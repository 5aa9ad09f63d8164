import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';

/** The parameters of n8n's node, as far as they matter here. */
interface Parameters {
	readonly operation: 'create' | 'deleteRows' | 'get' | 'insert' | 'update';
	readonly tableName: string;
	readonly dataTableId: { readonly value: string };
	readonly matchType: 'allConditions' | 'anyCondition';
	readonly filters?: { readonly conditions: readonly Condition[] };
}

/** Rows of our table hold texts only. */
type Row = Record<string, string>;

interface Condition {
	readonly keyName: string;
	readonly condition: 'eq' | 'gt' | 'lt';
	readonly keyValue: string;
}

const fits = (row: Row, { keyName, condition, keyValue }: Condition): boolean => {
	const value = row[keyName] ?? '';
	if (condition === 'eq') return value === keyValue;
	return condition === 'gt' ? value > keyValue : value < keyValue;
};

/** n8n's Data Tables, as far as its node offers them to a sub-execution. */
export class DataTables {
	/** The rows of each table, by its name. */
	readonly tables = new Map<string, Row[]>();

	/** The operations that were asked for, in their order. */
	readonly operations: string[] = [];

	/** What n8n says instead of an answer. Default: it answers. */
	problem: string | undefined;

	private readonly names = new Map<string, string>();

	/** All rows of all tables. */
	get rows(): Row[] {
		return [...this.tables.values()].flat();
	}

	/** Runs a workflow that uses a table; `undefined` for any other. */
	run(code: IWorkflowBase | undefined, items: readonly INodeExecutionData[]) {
		const node = code?.nodes.find(({ type }) => type === 'n8n-nodes-base.dataTable');
		if (!node) return undefined;
		if (this.problem !== undefined) throw new Error(this.problem);
		const parameters = node.parameters as unknown as Parameters;
		this.operations.push(parameters.operation);
		const json = this.answer(
			parameters,
			items.map((item) => item.json as Row),
		);
		return { executionId: randomUUID(), data: [json.map((each) => ({ json: each }))] };
	}

	private answer(parameters: Parameters, given: readonly Row[]): IDataObject[] {
		const { operation, dataTableId, matchType, filters } = parameters;
		if (operation === 'create') return [this.create(parameters.tableName)];
		const name = this.names.get(dataTableId.value);
		const rows = this.tables.get(name ?? '');
		if (name === undefined || rows === undefined) throw new Error('Data table not found');
		const conditions = filters?.conditions ?? [];
		const found = rows.filter((row) =>
			matchType === 'allConditions'
				? conditions.every((each) => fits(row, each))
				: conditions.some((each) => fits(row, each)),
		);
		switch (operation) {
			case 'insert':
				rows.push(...given.map((row) => ({ ...row })));
				return [{ count: given.length }];
			case 'get':
				return found.map((row) => ({ ...row }));
			case 'update':
				for (const row of found) Object.assign(row, given[0]);
				// Unlike the others, n8n does not make texts of the dates of these.
				return found.map((row): IDataObject => ({
					...row,
					sendAt: new Date(row.sendAt ?? ''),
				}));
			case 'deleteRows':
				this.tables.set(
					name,
					rows.filter((row) => !found.includes(row)),
				);
				return found;
		}
	}

	private create(name: string): IDataObject {
		const known = [...this.names].find(([, each]) => each === name);
		if (known) return { id: known[0], name };
		const id = randomUUID();
		this.names.set(id, name);
		this.tables.set(name, []);
		return { id, name };
	}
}

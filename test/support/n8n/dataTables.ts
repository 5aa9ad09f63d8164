import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';

interface Condition {
	readonly keyName: string;
	readonly condition: 'eq' | 'gt' | 'lt';
	readonly keyValue: string;
}

const fits = (row: IDataObject, { keyName, condition, keyValue }: Condition): boolean => {
	const value = String(row[keyName]);
	if (condition === 'eq') return value === keyValue;
	return condition === 'gt' ? value > keyValue : value < keyValue;
};

/** n8n's Data Tables, as far as its node offers them to a sub-execution. */
export class DataTables {
	/** The rows of each table, by its name. */
	readonly tables = new Map<string, IDataObject[]>();

	/** The operations that were asked for, in their order. */
	readonly operations: string[] = [];

	/** What n8n says instead of an answer. Default: it answers. */
	problem: string | undefined;

	private readonly names = new Map<string, string>();

	/** All rows of all tables. */
	get rows(): IDataObject[] {
		return [...this.tables.values()].flat();
	}

	/** Runs a workflow that uses a table; `undefined` for any other. */
	run(code: IWorkflowBase | undefined, items: readonly INodeExecutionData[]) {
		const node = code?.nodes.find(({ type }) => type === 'n8n-nodes-base.dataTable');
		if (!node) return undefined;
		if (this.problem !== undefined) throw new Error(this.problem);
		const { operation } = node.parameters;
		this.operations.push(String(operation));
		const json = this.answer(
			node.parameters as IDataObject,
			items.map((item) => item.json),
		);
		return { executionId: randomUUID(), data: [json.map((each) => ({ json: each }))] };
	}

	private answer(parameters: IDataObject, given: readonly IDataObject[]): IDataObject[] {
		if (parameters.operation === 'create') return [this.create(String(parameters.tableName))];
		const name = this.names.get(String((parameters.dataTableId as IDataObject).value));
		const rows = this.tables.get(name ?? '');
		if (name === undefined || rows === undefined) throw new Error('Data table not found');
		const { conditions = [] } = (parameters.filters ?? {}) as { conditions?: Condition[] };
		const isAll = parameters.matchType === 'allConditions';
		const found = rows.filter((row) =>
			isAll
				? conditions.every((each) => fits(row, each))
				: conditions.some((each) => fits(row, each)),
		);
		switch (parameters.operation) {
			case 'insert':
				rows.push(...given.map((row) => ({ ...row })));
				return [{ count: given.length }];
			case 'get':
				return found.map((row) => ({ ...row }));
			case 'update':
				for (const row of found) Object.assign(row, given[0]);
				return found.map((row) => ({ ...row }));
			case 'deleteRows':
				this.tables.set(
					name,
					rows.filter((row) => !found.includes(row)),
				);
				return found;
			default:
				throw new Error(`Unknown operation ${String(parameters.operation)}`);
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

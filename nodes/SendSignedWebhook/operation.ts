import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from './properties';
import { sendItems } from './send';
import { sendTestEvents } from './testEvent/sendTestEvents';
import { cancelDeliveries, listWaiting } from './waiting';

type Run = (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;

const RUNS: Readonly<Record<Operation, Run>> = {
	cancel: cancelDeliveries,
	listWaiting,
	redeliver: sendItems,
	send: sendItems,
	sendTestEvent: sendTestEvents,
	sendToMany: sendItems,
};

/** Does what the user chose in the field 'Operation'. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await RUNS[context.getNodeParameter('operation', 0) as Operation](context);
}

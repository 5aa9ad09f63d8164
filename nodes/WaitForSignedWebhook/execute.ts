import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { readSigningKeys, SIGNING_CREDENTIAL } from '../shared/n8n/credentials/signing';
import { createTransport } from '../shared/n8n/http/transport';
import { failedItem } from '../shared/n8n/items/failedItem';
import { apiError, operationError } from '../shared/n8n/messages/nodeErrors';
import { parameterReaders, readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { restCredential } from '../shared/services/credentials';
import { OUTPUT_COUNT } from './outputs';
import { readCallbackConfig, readLimit } from './settings';
import { readStartRequest } from './startRequest/read';
import type { StartRequest } from './startRequest/read';
import { sendStartRequest } from './startRequest/send';

/** All that is known before anything is done. */
interface WaitTask {
	readonly limitMs: number;
	/** Absent where somebody else starts the job. */
	readonly start?: StartRequest | undefined;
}

const ENGINE_V2 =
	"The workflow's setting 'Engine' is v2, which cannot keep an execution waiting. Choose the other engine in the settings of the workflow.";

async function readStart(
	context: IExecuteFunctions,
	parameter: ParameterReader,
): Promise<Result<StartRequest | undefined>> {
	const start = readText(parameter('start'));
	if (start === 'none') return success(undefined);
	if (start !== 'request') {
		return failure(`The field 'Start the Job' must be one of: none, request.`);
	}
	const [item, ...further] = context.getInputData();
	if (further.length > 0) {
		return failure(
			`The node got ${further.length + 1} items, but it starts one job and waits for one callback at a time. Put the node Loop Over Items in front of it, with a batch size of 1.`,
		);
	}
	const { resumeUrl } = context.getWorkflowDataProxy(0).$execution as { resumeUrl: string };
	return await readStartRequest(parameter, {
		item: item?.json,
		callbackUrl: resumeUrl,
		readCredential: async () => await context.getCredentials(restCredential.type, 0),
	});
}

/** Reads and checks everything, so that no job is started whose callback nobody could check. */
async function readTask(context: IExecuteFunctions): Promise<Result<WaitTask>> {
	const parameter = parameterReaders(context)(0);
	// Absent in the earliest versions that the package works with.
	const { engineType } = context.getWorkflowSettings() as { engineType?: string };
	if (engineType === 'v2') return failure(ENGINE_V2);
	const config = readCallbackConfig(parameter);
	if (!config.ok) return config;
	const limit = readLimit(parameter);
	if (!limit.ok) return limit;
	const credential = await context.getCredentials(SIGNING_CREDENTIAL, 0);
	const keys = readSigningKeys(credential, config.value.receive.scheme, 'verify');
	if (!keys.ok) return keys;
	const start = await readStart(context, parameter);
	return start.ok ? success({ limitMs: limit.value, start: start.value }) : start;
}

/** What comes out when nothing waits: n8n leads it to the error output where there is one. */
function end(
	context: IExecuteFunctions,
	error: NodeApiError | NodeOperationError,
): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw error;
	return outputsWith([failedItem(error, 0)]);
}

const outputsWith = (items: INodeExecutionData[]): INodeExecutionData[][] =>
	Array.from({ length: OUTPUT_COUNT }, (_, index) => (index === 0 ? items : []));

/**
 * Starts the job, where the user wants that, and suspends the execution in n8n's database. n8n goes
 * on when a callback ends the wait, or with the input when the time is over.
 *
 * @throws NodeApiError | NodeOperationError when a field cannot be used or the job was not started
 */
export async function startAndWait(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	let task: Result<WaitTask>;
	try {
		task = await readTask(context);
	} catch (error) {
		// An expression that cannot be evaluated, or a credential that is not there.
		return end(context, operationError(node, error as Error, { itemIndex: 0 }));
	}
	if (!task.ok) return end(context, operationError(node, task.problem, { itemIndex: 0 }));
	const { start, limitMs } = task.value;
	if (start) {
		const transport = createTransport(context, context.getExecutionCancelSignal());
		const started = await sendStartRequest(start, transport);
		if (!started.ok) return end(context, apiError(node, started.problem, { itemIndex: 0 }));
	}
	await context.putExecutionToWait(new Date(Date.now() + limitMs));
	return outputsWith(context.getInputData());
}

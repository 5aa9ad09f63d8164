import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { createRedactor, proofsIn } from '../../shared/delivery/redact';
import { recordResponse } from '../../shared/delivery/response';
import type { ResponseRecord } from '../../shared/delivery/response';
import type { Runtime } from '../../shared/http/runtime';
import type { Transport, TransportResult } from '../../shared/http/transport';
import { withoutLogin } from '../../shared/http/sentUrl';
import { createKeyRing } from '../../shared/n8n/delivery/keyRing';
import { readItems } from '../../shared/n8n/items/readItems';
import { runItems } from '../../shared/n8n/items/runItems';
import { createRuntime } from '../../shared/n8n/http/runtime';
import { createTransport } from '../../shared/n8n/http/transport';
import { buildTestRequests, shownHeaders } from '../../shared/services/testEvent';
import type { TestRequest } from '../../shared/services/testEvent';
import { describeSuccess, findReceiverFault } from '../../shared/services/testEventVerdict';
import type { ReceiverFault } from '../../shared/services/testEventVerdict';
import { prepareTestEvent } from './prepare';
import type { TestTask } from './prepare';
import { apiError, operationError } from '../../shared/n8n/messages/nodeErrors';
import { responseText } from '../../shared/n8n/delivery/attemptTexts';

/** One request and what came back. */
interface Exchange {
	readonly request: TestRequest;
	readonly result: TransportResult;
	readonly startedAtMs: number;
	readonly durationMs: number;
}

async function exchange(
	request: TestRequest,
	{ endpoint }: TestTask,
	transport: Transport,
	runtime: Runtime,
): Promise<Exchange> {
	const startedAtMs = runtime.nowMs();
	const result = await transport({
		...endpoint,
		url: request.url,
		headers: { ...endpoint.headers, ...request.headers },
		body: request.body,
	});
	return { request, result, startedAtMs, durationMs: runtime.nowMs() - startedAtMs };
}

const statusOf = ({ result }: Exchange): number | null =>
	result.kind === 'response' ? result.statusCode : null;

/** What is kept of an exchange: no signature, and no header of the user's own. */
function toJson({ test, endpoint, confidential }: TestTask, each: Exchange) {
	const { request, result, startedAtMs, durationMs } = each;
	const { headers, url } = endpoint;
	const proofs = proofsIn(test.service.scheme, request.headers);
	const redact = createRedactor({ texts: confidential, proofs, headers, url });
	return {
		headers: shownHeaders(test.service, request.headers),
		body: JSON.parse(request.body.toString('utf8')) as IDataObject,
		startedAt: new Date(startedAtMs).toISOString(),
		durationMs,
		statusCode: statusOf(each),
		...(result.kind === 'response'
			? { response: { ...recordResponse(result, redact) } }
			: { error: { kind: result.error, message: result.message } }),
	};
}

/** A test that its receiver did not pass. */
class FailedTest extends Error {
	constructor(
		readonly fault: ReceiverFault,
		/** What its item holds. */
		readonly json: IDataObject,
		/** To the request that failed; absent when none came. */
		readonly response: ResponseRecord | undefined,
	) {
		super(fault.what);
	}
}

/** @throws FailedTest when the receiver did not do as it should, where that is an error */
async function sendTest(
	task: TestTask,
	transport: Transport,
	runtime: Runtime,
	faultsAreErrors: boolean,
): Promise<IDataObject> {
	const { test, keys } = task;
	// Built now and not when the item was checked: the time is signed, and other items come first.
	const moment = { nowMs: runtime.nowMs(), random: runtime.random };
	const { event, requests } = buildTestRequests(test, keys, moment);
	const exchanges: Exchange[] = [];
	for (const request of requests) {
		exchanges.push(await exchange(request, task, transport, runtime));
	}
	const fault = findReceiverFault(test.defect, exchanges.map(statusOf));
	const sent = exchanges.map((each) => toJson(task, each));
	const json = {
		asExpected: fault === undefined,
		...(fault === undefined
			? { verdict: describeSuccess(test.defect) }
			: { problem: `${fault.what}. ${fault.remedy}` }),
		service: test.service.id,
		event: test.eventName,
		id: event.id ?? null,
		defect: test.defect.id,
		url: withoutLogin(test.url),
		expected: test.defect.expected,
		requests: sent,
	};
	if (fault === undefined || !faultsAreErrors) return json;
	const failed = sent.find(({ statusCode }) => findReceiverFault(test.defect, [statusCode]));
	throw new FailedTest(fault, json, failed && 'response' in failed ? failed.response : undefined);
}

/** Nodes of earlier versions give out an item, whose `asExpected` their workflows look at. */
const FAULTS_ARE_ERRORS_SINCE = 1.2;

function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (!(error instanceof FailedTest)) return operationError(node, error as Error, { itemIndex });
	const { what, remedy } = error.fault;
	const said = responseText(error);
	const description = said === undefined ? [remedy] : [remedy, said];
	return apiError(node, { message: `Test failed: ${what}`, description }, { itemIndex });
}

/**
 * Sends one test event per item and returns what the receiver made of it. All items are checked
 * before the first is sent. A receiver that does what it should not fails its item, with the result
 * as details.
 *
 * @throws NodeOperationError for a field that cannot be used, unless the node goes on after errors
 * @throws NodeApiError for a receiver that fails the test, unless the node goes on after errors
 */
export async function sendTestEvents(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const { keysFor } = await createKeyRing(context);
	const items = await readItems(context, (parameter) => prepareTestEvent(parameter, keysFor));
	const cancelSignal = context.getExecutionCancelSignal();
	const transport = createTransport(context, cancelSignal);
	const runtime = createRuntime(cancelSignal);
	const node = context.getNode();
	const faultsAreErrors = node.typeVersion >= FAULTS_ARE_ERRORS_SINCE;
	const [results = []] = await runItems(context, items, {
		run: async (task) => [{ json: await sendTest(task, transport, runtime, faultsAreErrors) }],
		toNodeError: (error, { itemIndex }) => toNodeError(node, error, itemIndex),
		detailsOf: (error) => (error instanceof FailedTest ? error.json : undefined),
	});
	return results;
}

import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createRedactor, proofsIn } from '../../shared/delivery/redact';
import { recordResponse } from '../../shared/delivery/response';
import type { Runtime } from '../../shared/http/runtime';
import type { Transport, TransportResult } from '../../shared/http/transport';
import { withoutLogin } from '../../shared/http/sentUrl';
import { createKeyRing } from '../../shared/n8n/delivery/keyRing';
import { failedItem } from '../../shared/n8n/items/failedItem';
import { createRuntime } from '../../shared/n8n/http/runtime';
import { createTransport } from '../../shared/n8n/http/transport';
import { buildTestRequests, shownHeaders } from '../../shared/services/testEvent';
import type { TestRequest } from '../../shared/services/testEvent';
import { findReceiverFault } from '../../shared/services/testEventVerdict';
import { prepareTestEvent } from './prepare';
import type { Preparation } from './prepare';
import { operationError } from '../../shared/n8n/messages/nodeErrors';

type Prepared = Extract<Preparation, { ok: true }>;

/** One request and what came back. */
interface Exchange {
	readonly request: TestRequest;
	readonly result: TransportResult;
	readonly startedAtMs: number;
	readonly durationMs: number;
}

async function prepareAll(
	context: IExecuteFunctions,
): Promise<Array<Prepared | NodeOperationError>> {
	const { keysFor } = await createKeyRing(context);
	const node = context.getNode();
	return context.getInputData().map((_, itemIndex) => {
		try {
			const preparation = prepareTestEvent(
				(name) => context.getNodeParameter(name, itemIndex, undefined),
				keysFor,
			);
			return preparation.ok
				? preparation
				: operationError(node, preparation.problem, { itemIndex });
		} catch (error) {
			// An expression that cannot be evaluated is a mistake in this item alone.
			return operationError(node, error as Error, { itemIndex });
		}
	});
}

async function exchange(
	request: TestRequest,
	{ endpoint }: Prepared,
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
function toJson({ test, endpoint, confidential }: Prepared, each: Exchange): IDataObject {
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

async function sendTest(
	prepared: Prepared,
	transport: Transport,
	runtime: Runtime,
): Promise<IDataObject> {
	const { test, keys } = prepared;
	// Built now and not when the item was checked: the time is signed, and other items come first.
	const moment = { nowMs: runtime.nowMs(), random: runtime.random };
	const { event, requests } = buildTestRequests(test, keys, moment);
	const exchanges: Exchange[] = [];
	for (const request of requests) {
		exchanges.push(await exchange(request, prepared, transport, runtime));
	}
	const fault = findReceiverFault(test.defect, exchanges.map(statusOf));
	return {
		service: test.service.id,
		event: test.eventName,
		id: event.id ?? null,
		defect: test.defect.id,
		url: withoutLogin(test.url),
		expected: test.defect.expected,
		asExpected: fault === undefined,
		...(fault !== undefined && { problem: fault }),
		requests: exchanges.map((each) => toJson(prepared, each)),
	};
}

/**
 * Sends one test event per item and returns what the receiver made of it. All items are checked
 * before the first is sent. A receiver that does what it should not is a result, not an error.
 *
 * @throws NodeOperationError for a field that cannot be used, unless the node goes on after errors
 */
export async function sendTestEvents(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const preparations = await prepareAll(context);
	const firstProblem = preparations.find((each) => each instanceof NodeOperationError);
	if (firstProblem && !context.continueOnFail()) throw firstProblem;

	const cancelSignal = context.getExecutionCancelSignal();
	const transport = createTransport(context, cancelSignal);
	const runtime = createRuntime(cancelSignal);
	const results: INodeExecutionData[] = [];
	for (const [itemIndex, prepared] of preparations.entries()) {
		if (prepared instanceof NodeOperationError) {
			results.push(failedItem(prepared, itemIndex));
			continue;
		}
		const json = await sendTest(prepared, transport, runtime);
		results.push({ json, pairedItem: { item: itemIndex } });
	}
	return results;
}

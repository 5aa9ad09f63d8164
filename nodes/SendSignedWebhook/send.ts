import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliverOutcomes } from '../shared/n8n/delivery/deliverOutcomes';
import type { DeliverySettings, Progress } from '../shared/n8n/delivery/deliverOutcomes';
import { finish } from '../shared/n8n/delivery/finish';
import { createKeyRing } from '../shared/n8n/delivery/keyRing';
import type { KeyRing } from '../shared/n8n/delivery/keyRing';
import { canWaitInDatabase, readEndsByMs, warnOfTimeLimit } from '../shared/n8n/delivery/timeLimit';
import { toItems } from '../shared/n8n/delivery/outcome';
import type { Outcome } from '../shared/n8n/delivery/outcome';
import { createEndpointReader } from '../shared/n8n/fields/endpoints/read';
import { failedItem } from '../shared/n8n/items/failedItem';
import { parameterReaders } from '../shared/n8n/parameters';
import { prepareItem, readOptions } from './prepare';
import type { OptionsResult } from './prepare';
import type { Preparation } from './preparation';
import { limitsFor } from './limits';
import { operationError } from '../shared/n8n/messages/nodeErrors';

type Prepared = Preparation | { readonly ok: false; readonly problem: Error };

async function prepareAll(context: IExecuteFunctions, keyRing: KeyRing): Promise<Prepared[]> {
	const readerOf = parameterReaders(context);
	const readEndpoints = createEndpointReader();
	const known = new Map<unknown, OptionsResult>();
	const optionsOf = (given: unknown): OptionsResult => {
		const read = known.get(given) ?? readOptions(given);
		known.set(given, read);
		return read;
	};
	const prepared: Prepared[] = [];
	for (const [itemIndex, item] of context.getInputData().entries()) {
		const parameter = readerOf(itemIndex);
		try {
			const read = optionsOf(parameter('options'));
			if (read.ok) {
				const { options } = read;
				prepared.push(
					await prepareItem(context, item, itemIndex, {
						keyRing,
						parameter,
						readEndpoints,
						options,
					}),
				);
			} else {
				prepared.push(read);
			}
		} catch (error) {
			// An expression that cannot be evaluated is a mistake in this item alone.
			const problem = error instanceof Error ? error : new Error(String(error));
			prepared.push({ ok: false, problem });
		}
	}
	return prepared;
}

function toOutcome(
	context: IExecuteFunctions,
	prepared: Prepared,
	itemIndex: number,
	goOn: boolean,
): Outcome<Progress> {
	if (prepared.ok) return prepared.outcome;
	const error = operationError(context.getNode(), prepared.problem, { itemIndex });
	if (!goOn) throw error;
	return { kind: 'problem', json: failedItem(error, itemIndex).json };
}

function readSettings(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<Outcome<Progress>>,
	goOn: boolean,
): DeliverySettings {
	// How a run goes about it cannot differ from item to item: the first that can be used decides.
	const itemIndex = outcomes.findIndex(({ kind }) => kind !== 'problem');
	const read = readOptions(parameterReaders(context)(itemIndex)('options'));
	if (!read.ok) throw operationError(context.getNode(), read.problem, { itemIndex });
	const nowMs = Date.now();
	const endsByMs = readEndsByMs(context, read.options.timeoutSeconds * 1000, nowMs);
	warnOfTimeLimit(context, outcomes, endsByMs, nowMs);
	const isDurable =
		context.getNodeParameter('durable', itemIndex, true) === true &&
		canWaitInDatabase(endsByMs, nowMs);
	return {
		limits: limitsFor(read.options, outcomes, isDurable, endsByMs),
		circuitBreaker: read.options.circuitBreaker,
		goOn,
	};
}

function isProblem<D>(
	outcome: Outcome<D>,
): outcome is Extract<Outcome<never>, { kind: 'problem' }> {
	return outcome.kind === 'problem';
}

/**
 * Sends signed webhooks and returns one item per incoming item, in the same order.
 *
 * All items are checked before the first is sent. What a failure does follows the node's On Error
 * setting: every delivery is brought to its end first, whatever becomes of the others.
 *
 * @throws NodeOperationError for a field that cannot be used
 * @throws NodeApiError for a delivery that failed for good
 */
export async function sendItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	if (context.getInputData().length === 0) return [];
	const goOn = context.continueOnFail();
	const keyRing = await createKeyRing(context);
	const outcomes = (await prepareAll(context, keyRing)).map((prepared, itemIndex) =>
		toOutcome(context, prepared, itemIndex, goOn),
	);
	if (outcomes.every(isProblem)) return toItems(context.getNode(), outcomes, goOn);
	const settings = readSettings(context, outcomes, goOn);
	const records = await deliverOutcomes(context, outcomes, keyRing, settings);
	return await finish(context, records, settings);
}

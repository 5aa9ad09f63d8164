import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { DeliveryRecord } from '../../delivery/record';
import type { DeliverySettings } from './settings';
import { goOnInBackground } from './background/goOn';
import type { BackgroundChoice } from './background/goOn';
import {
	endPending,
	isPending,
	mapDeliveries,
	toItems,
	toJsons,
	toWaitingItems,
	withoutBody,
} from './outcome';
import type { ItemOutcome } from './outcome';
import { suspend } from './suspend';
import { awaitsSubExecutions, isTool } from './surroundings';
import { endWhatIsTooLate } from './timeLimit';
import { editorRunText } from './attemptTexts';
import { errorReason } from '../../text/foreignText';

/** Why a delivery ends although retries are left. */
type Obstacle = string | ((record: DeliveryRecord) => string);

/** Why this run cannot wait in n8n's database; `undefined` when it can. */
export function findObstacle(context: IExecuteFunctions): Obstacle | undefined {
	if (context.getMode() === 'manual') return editorRunText;
	if (isTool(context)) {
		return "An AI agent uses this node as a tool, and agents do not wait for retries that are due later. To let the retries continue without the agent, set 'While a Delivery Waits' to 'Go on at Once'.";
	}
	if (!awaitsSubExecutions) {
		return "This version of n8n cannot hold the workflow until the next attempt. Set 'While a Delivery Waits' to 'Go on at Once', update n8n to 2.41 or later, or set 'Survive Restarts' to 'Nothing' to wait in memory.";
	}
	return undefined;
}

/** What is shown of outcomes that may still be pending. */
const toPendingItems = (shown: ReadonlyArray<ItemOutcome<DeliveryRecord>>): INodeExecutionData[] =>
	toJsons(shown).map((json, item) => ({ json, pairedItem: { item } }));

/** Ends what is pending, since n8n could not keep it. */
function endUnkept(
	outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>,
	problem: Obstacle,
): Array<ItemOutcome<DeliveryRecord>> {
	return outcomes.map((outcome) => endPending(outcome, 'notWaited', problem));
}

// What is kept waits before all else, so nothing was attempted. Each record tells how to send again.
const notKept = (error: unknown): string =>
	`n8n could not store the delivery until its next attempt: ${errorReason(error)}`;

/**
 * Turns outcomes into the items that go out at once. What is still pending goes on without this
 * execution.
 *
 * @throws NodeApiError when something failed and the node does not go on after errors
 */
async function finishInBackground(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>,
	settings: DeliverySettings,
	background: BackgroundChoice,
): Promise<INodeExecutionData[]> {
	let shown: Array<ItemOutcome<DeliveryRecord>>;
	try {
		shown = await goOnInBackground(context, outcomes, settings, background);
	} catch (error) {
		shown = endUnkept(outcomes, notKept(error));
	}
	return toItems(context.getNode(), shown, settings.goOn);
}

/**
 * Turns outcomes into the items that go out. Where a delivery is still pending, the execution is
 * suspended first, and its items come out when all are done; or it goes on at once, and the rest is
 * done in the background.
 *
 * @param background how the rest goes on there. Default: it does not.
 * @throws NodeApiError when something failed and the node does not go on after errors
 */
export async function finish(
	context: IExecuteFunctions,
	all: ReadonlyArray<ItemOutcome<DeliveryRecord>>,
	settings: DeliverySettings,
	background?: BackgroundChoice,
): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	if (background && all.some(isPending)) {
		return await finishInBackground(context, all, settings, background);
	}
	const outcomes = endWhatIsTooLate(all, settings.limits.endsByMs);
	if (!outcomes.some(isPending)) return toItems(node, outcomes, settings.goOn);
	let obstacle = findObstacle(context);
	if (obstacle === undefined) {
		try {
			const items = await suspend(context, toWaitingItems(node, outcomes), settings);
			const shown = outcomes.map((outcome) => mapDeliveries(outcome, withoutBody));
			return items ?? toPendingItems(shown);
		} catch (error) {
			obstacle = notKept(error);
		}
	}
	return toItems(node, endUnkept(outcomes, obstacle), settings.goOn);
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliverOutcomes } from '../shared/n8n/delivery/deliverOutcomes';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import type { BackgroundChoice } from '../shared/n8n/delivery/background/goOn';
import { readResultWorkflow } from '../shared/n8n/delivery/background/resultWorkflow';
import { storeFirst } from '../shared/n8n/delivery/firstRound/begin';
import {
	findProblemWithFirst,
	firstRoundLimits,
	notStoredFirst,
} from '../shared/n8n/delivery/firstRound/plan';
import type { StoresFirst } from '../shared/n8n/delivery/firstRound/plan';
import { findObstacle, finish } from '../shared/n8n/delivery/finish';
import { createKeyRing } from '../shared/n8n/delivery/keyRing';
import type { KeyRing } from '../shared/n8n/delivery/keyRing';
import type { OpenDelivery } from '../shared/n8n/delivery/line';
import { deliveriesOf } from '../shared/n8n/delivery/outcome';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import { registerDeliveries } from '../shared/n8n/delivery/register/register';
import type { DeliverySettings } from '../shared/n8n/delivery/settings';
import { canWaitInDatabase, readEndsByMs, warnOfTimeLimit } from '../shared/n8n/delivery/timeLimit';
import { readSurvival } from '../shared/n8n/fields/survival/read';
import { failedItem } from '../shared/n8n/items/failedItem';
import { readItems } from '../shared/n8n/items/readItems';
import type { ReadItem } from '../shared/n8n/items/readItems';
import { operationError } from '../shared/n8n/messages/nodeErrors';
import { parameterReaders } from '../shared/n8n/parameters';
import { attempt, failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { limitsFor } from './limits';
import type { SendOptions } from './options';
import { createItemReader } from './prepare';
import type { SendTask } from './task';
import { withItemsTogether, withoutOrphans } from './together';

const toOutcome = (item: ReadItem<SendTask>, itemIndex: number): ItemOutcome<Progress> =>
	item.ok
		? item.value.outcome
		: { kind: 'problem', json: failedItem(item.problem, itemIndex).json };

/** How a run goes about it cannot differ from item to item: the first that can be used decides. */
const optionsOf = (items: ReadonlyArray<ReadItem<SendTask>>): SendOptions | undefined =>
	items.find((item) => item.ok)?.value.options;

/** How a run goes about its deliveries, and how what is left goes on without it. */
interface Plan {
	readonly settings: DeliverySettings;
	/** Absent where the workflow is held until all is done. */
	readonly background?: BackgroundChoice;
	/** How deliveries are stored before their first attempt. Absent where they are not. */
	readonly storesFirst?: StoresFirst;
}

// Without waiting for it: long enough for the distance that a rate limit puts between two requests.
const AT_ONCE_MS = 1_000;

async function planRun(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<ItemOutcome<Progress>>,
	options: SendOptions,
): Promise<Result<Plan>> {
	const common = { circuitBreaker: options.circuitBreaker, goOn: context.continueOnFail() };
	const nowMs = Date.now();
	const parameter = parameterReaders(context)(0);
	const survival = readSurvival(parameter);
	const problem = survival === 'everything' ? findProblemWithFirst(context) : undefined;
	if (problem !== undefined) return failure(problem);
	const endsByMs = readEndsByMs(context, options.timeoutSeconds * 1000, nowMs);
	const inMemoryMs = options.durableAfterSeconds * 1000;
	if (survival !== 'nothing' && parameter('whileWaiting') === 'goOn') {
		const resultWorkflow = await readResultWorkflow(context, parameter('resultWorkflow'));
		if (!resultWorkflow.ok) return resultWorkflow;
		const background = { resultWorkflow: resultWorkflow.value, inMemoryMs };
		return success({
			settings: { ...common, limits: limitsFor(options, outcomes, AT_ONCE_MS, endsByMs) },
			background,
			...(survival === 'everything' && { storesFirst: { background, canStoreRest: true } }),
		});
	}
	warnOfTimeLimit(context, outcomes, endsByMs, nowMs);
	const canWait = survival !== 'nothing' && canWaitInDatabase(endsByMs, nowMs);
	const limits = limitsFor(options, outcomes, canWait ? inMemoryMs : Infinity, endsByMs);
	const canStoreRest = canWait && findObstacle(context) === undefined;
	return success({
		settings: { ...common, limits },
		...(survival === 'everything' && {
			storesFirst: { background: { inMemoryMs }, canStoreRest },
		}),
	});
}

/** The deliveries that can be cancelled: by choice, or because they are sent later. */
const cancellableIn = (items: ReadonlyArray<ReadItem<SendTask>>): OpenDelivery[] =>
	items.flatMap((item) => {
		if (!item.ok) return [];
		const { outcome, options, later } = item.value;
		const isCancellable = options.cancellable ?? later !== undefined;
		return isCancellable ? deliveriesOf(outcome).filter((each) => each.kind === 'open') : [];
	});

/** The plan, with whatever it takes before anything is sent. */
async function prepareRun(
	context: IExecuteFunctions,
	items: ReadonlyArray<ReadItem<SendTask>>,
	outcomes: ReadonlyArray<ItemOutcome<Progress>>,
	options: SendOptions,
): Promise<Result<Plan>> {
	const plan = await planRun(context, outcomes, options);
	if (!plan.ok) return plan;
	const registered = await registerDeliveries(context, cancellableIn(items));
	return registered.ok ? plan : registered;
}

/** What all items ask for, with those put together that go into one request. */
async function readTasks(
	context: IExecuteFunctions,
	keyRing: KeyRing,
): Promise<ReadonlyArray<ReadItem<SendTask>>> {
	const items = withItemsTogether(await readItems(context, createItemReader(context, keyRing)));
	return withoutOrphans(items, (problem, itemIndex) => {
		const error = operationError(context.getNode(), problem, { itemIndex });
		if (!context.continueOnFail()) throw error;
		return error;
	});
}

/**
 * Stores deliveries before their first attempt, where that is planned.
 *
 * @returns what to call when the first attempts are over; absent where nothing is stored
 */
async function storeAsPlanned(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<ItemOutcome<Progress>>,
	keyRing: KeyRing,
	{ settings, storesFirst }: Plan,
): Promise<Result<(() => void) | undefined>> {
	if (!storesFirst) return success(undefined);
	const stored = await attempt(
		async () => await storeFirst(context, outcomes, keyRing, settings, storesFirst.background),
	);
	return stored.ok ? stored : failure(notStoredFirst(stored.problem));
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
	const keyRing = await createKeyRing(context);
	const items = await readTasks(context, keyRing);
	const outcomes = items.map(toOutcome);
	const options = optionsOf(items);
	if (options === undefined) {
		return items.flatMap((item, index) => (item.ok ? [] : failedItem(item.problem, index)));
	}
	const refuse = (problem: string): INodeExecutionData[] => {
		const error = operationError(context.getNode(), problem);
		if (!context.continueOnFail()) throw error;
		return items.map((item, index) => failedItem(item.ok ? error : item.problem, index));
	};
	const plan = await prepareRun(context, items, outcomes, options);
	if (!plan.ok) return refuse(plan.problem);
	const stored = await storeAsPlanned(context, outcomes, keyRing, plan.value);
	if (!stored.ok) return refuse(stored.problem);
	const endFirstRound = stored.value;
	try {
		const { settings, background, storesFirst } = plan.value;
		const limits = storesFirst ? firstRoundLimits(settings.limits, storesFirst) : settings.limits;
		const records = await deliverOutcomes(context, outcomes, keyRing, { ...settings, limits });
		return await finish(context, records, settings, background);
	} finally {
		endFirstRound?.();
	}
}

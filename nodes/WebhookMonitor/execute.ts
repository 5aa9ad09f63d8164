import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseEventFilter } from '../shared/events/eventFilter';
import { isObject } from '../shared/json';
import { compareAlerts, findAlerts } from '../shared/monitor/alerts';
import type { Alert, KnownAlert } from '../shared/monitor/alerts';
import { latestFirst, latestOfEach, readDeliveries } from '../shared/monitor/facts';
import type { DeliveryFact } from '../shared/monitor/facts';
import { renderDashboard } from '../shared/monitor/page/dashboard';
import { toRow } from '../shared/monitor/rows';
import { summarize } from '../shared/monitor/summary';
import type { Summary } from '../shared/monitor/summary';
import { isWithin } from '../shared/monitor/window';
import type { Window } from '../shared/monitor/window';
import { operationError } from '../shared/n8n/messages/nodeErrors';
import { parameterReaders } from '../shared/n8n/parameters';
import { webUrl } from '../shared/monitor/page/html';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { readSettings } from './settings';
import type { MonitorSettings } from './settings';

const HOUR_MS = 3_600_000;

/** What an operation works on. */
interface MonitorRun {
	readonly context: IExecuteFunctions;
	/** One for each delivery, also those outside of the window. */
	readonly facts: readonly DeliveryFact[];
	readonly window: Window;
	readonly settings: MonitorSettings;
}

/** The items of each output. */
type Operation = (run: MonitorRun) => Result<IDataObject[][]>;

const alertsOf = (summary: Summary, { limits, limitsApplyTo }: MonitorSettings): Alert[] =>
	findAlerts(summary, limits, limitsApplyTo === 'each');

/** The alerts of the check before, as the node remembers them from one production run to the next. */
function knownAlerts(memory: IDataObject): KnownAlert[] {
	const { alerts } = memory;
	return Array.isArray(alerts) ? (alerts as unknown[] as KnownAlert[]).filter(isObject) : [];
}

function checkAlerts({ context, facts, window, settings }: MonitorRun): Result<IDataObject[][]> {
	const memory = context.getWorkflowStaticData('node');
	const now = alertsOf(summarize(facts, window), settings);
	const { began, ended, known } = compareAlerts(knownAlerts(memory), now, settings.okAfterChecks);
	memory.alerts = known;
	return success([
		began.map((alert) => ({ state: 'began', ...alert })),
		ended.map((alert) => ({
			state: 'ended',
			...alert,
			message: `Within the limit again. It was: ${alert.message}`,
		})),
	]);
}

function dashboard({ facts, window, settings }: MonitorRun): Result<IDataObject[][]> {
	const { actionUrl, maxFailures } = settings.options;
	if (actionUrl !== '' && webUrl(actionUrl) === undefined) {
		return failure(
			"The option 'Action URL' must be a complete URL that starts with https:// or http://.",
		);
	}
	const summary = summarize(facts, window);
	const page = renderDashboard({
		title: settings.title || 'Webhook deliveries',
		facts,
		window,
		summary,
		alerts: alertsOf(summary, settings),
		actionUrl: actionUrl || undefined,
		maxFailures,
	});
	return success([[{ html: page }]]);
}

const toItem = (fact: DeliveryFact): IDataObject => {
	const { record, ...row } = toRow(fact);
	return { ...row, canRedeliver: record !== '', ...(fact.record && { record: fact.record }) };
};

function list({ facts, window, settings }: MonitorRun): Result<IDataObject[][]> {
	const { statuses, limit, options } = settings;
	const filter = parseEventFilter(options.event);
	if (!filter.ok) return failure(`The option 'Event' cannot be used: ${filter.problem}`);
	const wanted = facts.filter(
		(fact) =>
			isWithin(fact, window) &&
			(statuses.length === 0 || statuses.includes(fact.status)) &&
			(options.endpoint === '' || [fact.endpoint, fact.url].includes(options.endpoint)) &&
			filter.value.passes(fact.event || null),
	);
	const page = wanted.sort(latestFirst).slice(options.skip, options.skip + limit);
	return success([page.map(toItem)]);
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
	checkAlerts,
	dashboard,
	list,
	makeRows: ({ facts }) => success([facts.map((fact) => ({ ...toRow(fact) }))]),
	summarize: ({ facts, window }) => success([[summarize(facts, window) as unknown as IDataObject]]),
};

/**
 * Does one thing with all items together: they are one set of deliveries.
 *
 * @returns the items of each output. What belongs to no single item is paired with none.
 * @throws NodeOperationError for an item that is no record, and for a field that cannot be used
 */
export function executeMonitor(context: IExecuteFunctions): INodeExecutionData[][] {
	const node = context.getNode();
	const parameter = parameterReaders(context)(0);
	const settings = readSettings(parameter);
	if (!settings.ok) throw operationError(node, settings.problem);
	const read = context.getInputData().flatMap(({ json }, itemIndex) => {
		const deliveries = readDeliveries(json, `Item ${itemIndex + 1}`);
		if (!deliveries.ok) throw operationError(node, deliveries.problem, { itemIndex });
		return deliveries.value;
	});
	const endMs = Date.now();
	const window = { startMs: endMs - settings.value.lastHours * HOUR_MS, endMs };
	const operation = OPERATIONS[String(parameter('operation'))];
	if (!operation) throw operationError(node, "Choose an operation in the field 'Operation'.");
	const outputs = operation({
		context,
		facts: latestOfEach(read),
		window,
		settings: settings.value,
	});
	if (!outputs.ok) throw operationError(node, outputs.problem);
	return outputs.value.map((items) => items.map((json) => ({ json })));
}

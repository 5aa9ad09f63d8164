import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseEventFilter } from '../shared/events/eventFilter';
import { isObject } from '../shared/json';
import { compareAlerts, findAlerts } from '../shared/monitor/alerts';
import type { Alert } from '../shared/monitor/alerts';
import { latestOfEach, lastAttemptAtMs, readDeliveries } from '../shared/monitor/facts';
import type { DeliveryFact } from '../shared/monitor/facts';
import { renderDashboard } from '../shared/monitor/page/dashboard';
import { toRow } from '../shared/monitor/rows';
import { factsWithin, summarize } from '../shared/monitor/summary';
import type { Window } from '../shared/monitor/summary';
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
	readonly facts: readonly DeliveryFact[];
	readonly window: Window;
	readonly settings: MonitorSettings;
}

/** The items of each output. */
type Operation = (run: MonitorRun) => Result<IDataObject[][]>;

const alertsOf = ({ facts, window, settings }: MonitorRun): Alert[] =>
	findAlerts(summarize(facts, window), settings.limits, settings.limitsApplyTo === 'each');

/** The alerts of the check before, as the node remembers them from one production run to the next. */
function knownAlerts(memory: IDataObject): Alert[] {
	const { alerts } = memory;
	return Array.isArray(alerts) ? (alerts as unknown[] as Alert[]).filter(isObject) : [];
}

function checkAlerts(run: MonitorRun): Result<IDataObject[][]> {
	const memory = run.context.getWorkflowStaticData('node');
	const now = alertsOf(run);
	const { began, ended } = compareAlerts(knownAlerts(memory), now);
	memory.alerts = now;
	return success([
		began.map((alert) => ({ state: 'began', ...alert })),
		ended.map((alert) => ({ state: 'ended', ...alert })),
	]);
}

function dashboard(run: MonitorRun): Result<IDataObject[][]> {
	const { facts, window, settings } = run;
	const { actionUrl, maxFailures } = settings.options;
	if (actionUrl !== '' && webUrl(actionUrl) === undefined) {
		return failure(
			"The option 'Action URL' must be a complete URL that starts with https:// or http://.",
		);
	}
	const page = renderDashboard({
		title: settings.title || 'Webhook deliveries',
		facts,
		window,
		summary: summarize(facts, window),
		alerts: alertsOf(run),
		actionUrl: actionUrl || undefined,
		maxFailures,
	});
	return success([[{ html: page }]]);
}

const latestFirst = (a: DeliveryFact, b: DeliveryFact): number =>
	(lastAttemptAtMs(b) ?? 0) - (lastAttemptAtMs(a) ?? 0);

const toItem = (fact: DeliveryFact): IDataObject => {
	const { record, ...row } = toRow(fact);
	return { ...row, canRedeliver: record !== '', ...(fact.record && { record: fact.record }) };
};

function list({ facts, window, settings }: MonitorRun): Result<IDataObject[][]> {
	const { statuses, limit, options } = settings;
	const filter = parseEventFilter(options.event);
	if (!filter.ok) return failure(`The option 'Event' cannot be used: ${filter.problem}`);
	const wanted = factsWithin(facts, window).filter(
		({ status, endpoint, url, event }) =>
			(statuses.length === 0 || statuses.includes(status)) &&
			(options.endpoint === '' || [endpoint, url].includes(options.endpoint)) &&
			filter.value.passes(event || null),
	);
	const page = wanted.sort(latestFirst).slice(options.skip, options.skip + limit);
	return success([page.map(toItem)]);
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
	checkAlerts,
	dashboard,
	list,
	makeRows: ({ facts }) => success([latestOfEach(facts).map((fact) => ({ ...toRow(fact) }))]),
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
	const facts = context.getInputData().flatMap(({ json }, itemIndex) => {
		const deliveries = readDeliveries(json, `Item ${itemIndex + 1}`);
		if (!deliveries.ok) throw operationError(node, deliveries.problem, { itemIndex });
		return deliveries.value;
	});
	const endMs = Date.now();
	const window = { startMs: endMs - settings.value.lastHours * HOUR_MS, endMs };
	const operation = OPERATIONS[String(parameter('operation'))];
	if (!operation) throw operationError(node, "Choose an operation in the field 'Operation'.");
	const outputs = operation({ context, facts, window, settings: settings.value });
	if (!outputs.ok) throw operationError(node, outputs.problem);
	return outputs.value.map((items) => items.map((json) => ({ json })));
}

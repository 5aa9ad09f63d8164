import type { Condition } from '../../../conditions/condition';
import { readConditionField } from '../../../conditions/field';
import { parseEventFilter } from '../../../events/eventFilter';
import type { EventFilter } from '../../../events/eventFilter';
import type { ReceiveConfig } from '../../../receive/configuration';
import type { SignatureScheme } from '../../../signing/scheme';
import type { TriggerOptions } from './options';
import { DIVIDES_FROM_VERSION } from './properties/severalEvents';

/** Notes what has to be changed, so that all of it can be told at once. */
export type Report = (problem: string) => undefined;

/** What conditions of a trigger are about: fields of the item. */
const CONDITION_ROOTS = ['event', 'id', 'data', 'body', 'timestamp', 'source'] as const;

function readEventCondition(
	{ onlyEventsWhere }: TriggerOptions,
	report: Report,
): Condition | undefined {
	const read = readConditionField(onlyEventsWhere, CONDITION_ROOTS);
	return read.ok
		? read.value
		: report(`The option 'Only Events Where' cannot be used: ${read.problem}`);
}

function readFilter(patterns: string, report: Report): EventFilter | undefined {
	const parsed = parseEventFilter(patterns);
	return parsed.ok ? parsed.value : report(`The field 'Events': ${parsed.problem}`);
}

/** Whether each of several events of a request becomes an item of its own. */
function dividesEvents(
	{ event }: SignatureScheme,
	{ severalEvents }: TriggerOptions,
	nodeVersion: number,
): boolean {
	if (event.each === undefined) return false;
	return severalEvents === undefined
		? nodeVersion >= DIVIDES_FROM_VERSION
		: severalEvents === 'each';
}

/**
 * Which events start the workflow, and what counts as one.
 *
 * @param patterns names and patterns of events, as one text
 */
export const readChosenEvents = (
	scheme: SignatureScheme,
	patterns: string,
	options: TriggerOptions,
	nodeVersion: number,
	report: Report,
): Pick<ReceiveConfig, 'condition' | 'dividesEvents' | 'eventFilter'> => ({
	eventFilter: readFilter(patterns, report),
	condition: readEventCondition(options, report),
	dividesEvents: dividesEvents(scheme, options, nodeVersion),
});

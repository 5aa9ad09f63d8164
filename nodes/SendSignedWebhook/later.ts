import type { IExecuteFunctions } from 'n8n-workflow';
import { postpone } from '../shared/delivery/delivery';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import { findObstacle } from '../shared/n8n/delivery/finish';
import { mapDeliveries } from '../shared/n8n/delivery/outcome';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import { isTooLateFor, readEndsByMs } from '../shared/n8n/delivery/timeLimit';
import { readSurvival } from '../shared/n8n/fields/survival/read';
import { readSendAt } from '../shared/n8n/fields/sendAt/read';
import type { SendAt } from '../shared/n8n/fields/sendAt/read';
import type { ParameterReader } from '../shared/n8n/parameters';
import { failure } from '../shared/result';
import type { Result } from '../shared/result';
import type { SendOptions } from './options';

/** Reads when an item is to be sent, and makes sure that it can wait until then. */
export type LaterReader = (
	options: SendOptions,
	parameter: ParameterReader,
) => Result<SendAt | undefined>;

const NOT_KEPT =
	"'Survive Restarts' is set to 'Nothing', so nothing can wait in n8n's database. Set it to 'Retries', or choose a time within 'Longest Wait in Memory (Seconds)'.";

const IN_EDITOR =
	"You started this run in the editor, and such a run does not wait that long. The published workflow does. To try it in the editor, set 'While a Delivery Waits' to 'Go on at Once'.";

const TIMES_OUT =
	"The workflow's setting 'Timeout Workflow' ends the execution before that. Raise the timeout or switch it off, or set 'While a Delivery Waits' to 'Go on at Once'.";

/** Creates the reader for a run. Delays count from one moment for all of its items. */
export function createLaterReader(context: IExecuteFunctions): LaterReader {
	const clock = { nowMs: Date.now(), timeZone: context.getTimezone() };

	/** Why this run cannot wait for so long; `undefined` when it can. */
	function findReason(
		dueAtMs: number,
		options: SendOptions,
		parameter: ParameterReader,
	): string | undefined {
		const survives = readSurvival(parameter) !== 'nothing';
		if (survives && parameter('whileWaiting') === 'goOn') return undefined;
		const endsByMs = readEndsByMs(context, options.timeoutSeconds * 1000, clock.nowMs);
		if (dueAtMs <= clock.nowMs + options.durableAfterSeconds * 1000) {
			return endsByMs !== undefined && dueAtMs > endsByMs ? TIMES_OUT : undefined;
		}
		if (!survives) return NOT_KEPT;
		const obstacle = findObstacle(context);
		if (obstacle !== undefined) return typeof obstacle === 'string' ? obstacle : IN_EDITOR;
		return isTooLateFor(endsByMs, dueAtMs) ? TIMES_OUT : undefined;
	}

	return (options, parameter) => {
		const read = readSendAt(options, clock);
		if (!read.ok || read.value === undefined) return read;
		const { label, dueAtMs } = read.value;
		const reason = findReason(dueAtMs, options, parameter);
		return reason === undefined
			? read
			: failure(`The option '${label}' asks for a longer wait than this run can make. ${reason}`);
	};
}

/** The outcome with its deliveries put off until then. */
export const sendLater = (
	outcome: ItemOutcome<Progress>,
	sendAt: SendAt | undefined,
): ItemOutcome<Progress> =>
	sendAt === undefined
		? outcome
		: mapDeliveries(outcome, (progress) =>
				progress.kind === 'open'
					? { ...progress, delivery: postpone(progress.delivery, sendAt.dueAtMs) }
					: progress,
			);

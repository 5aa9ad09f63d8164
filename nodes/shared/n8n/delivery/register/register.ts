import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Delivery } from '../../../delivery/delivery';
import { retrySpanMs } from '../../../delivery/policy/span';
import { withoutLogin } from '../../../http/sentUrl';
import { attempt, failure, success } from '../../../result';
import type { Result } from '../../../result';
import { errorReason } from '../../../text/foreignText';
import { writeLogLine } from '../../messages/logLine';
import type { OpenDelivery } from '../line';
import { allIn } from '../line';
import { dropRows, findRows, insertRows, is } from './table';
import type { WaitingRow } from './table';

const DAY_MS = 24 * 60 * 60 * 1000;

// n8n may be down for a while.
const KEPT_AFTER_END_MS = 30 * DAY_MS;

// A cancellation counts soon, and a run of many deliveries does not ask n8n for each of them.
const LOOKED_FOR_MS = 5_000;

const PURGE_EVERY_MS = 60 * 60 * 1000;

// As many conditions as n8n's databases take in one query without effort.
const MOST_CONDITIONS = 100;

let purgedAtMs = -Infinity;

/** When the last attempt must have been made, whatever receivers ask for. */
const endsByMs = ({ dueAtMs, policy }: Delivery): number =>
	dueAtMs + 2 * retrySpanMs(policy) + policy.delaysMs.length * policy.maxRetryAfterMs;

function toRow(
	delivery: Delivery,
	place: number,
	run: string,
	context: IExecuteFunctions,
): WaitingRow {
	const { message, endpoint, dueAtMs } = delivery;
	const { id, name } = context.getWorkflow();
	return {
		deliveryKey: `${run}:${place}`,
		run,
		eventId: message.id,
		event: message.eventName ?? '',
		endpoint: endpoint.name ?? '',
		url: withoutLogin(endpoint.url),
		sendAt: new Date(dueAtMs).toISOString(),
		expiresAt: new Date(endsByMs(delivery) + KEPT_AFTER_END_MS).toISOString(),
		workflowId: id ?? '',
		workflow: name ?? '',
		status: 'waiting',
	};
}

async function purge(context: IExecuteFunctions, nowMs: number): Promise<void> {
	if (nowMs - purgedAtMs < PURGE_EVERY_MS) return;
	purgedAtMs = nowMs;
	const keyValue = new Date(nowMs).toISOString();
	await dropRows(context, [{ keyName: 'expiresAt', condition: 'lt', keyValue }]);
}

/**
 * Enters deliveries into the register of those that can be cancelled, before anything of them is sent.
 *
 * @returns a sentence for the user when n8n cannot keep it
 */
export async function registerDeliveries(
	context: IExecuteFunctions,
	deliveries: readonly OpenDelivery[],
): Promise<Result<undefined>> {
	if (deliveries.length === 0) return success(undefined);
	const run = randomUUID();
	const rows = deliveries.map(({ delivery }, place) => toRow(delivery, place, run, context));
	const kept = await attempt(async () => {
		await insertRows(context, rows);
		await purge(context, Date.now());
	});
	if (!kept.ok) {
		return failure(
			`The option 'Cancellable' needs n8n's Data Tables, and they cannot be used: ${errorReason(kept.problem)}. Ask the administrator of n8n for them, or switch the option off; then the delivery cannot be cancelled.`,
		);
	}
	for (const [place, open] of deliveries.entries()) {
		open.delivery = { ...open.delivery, cancelKey: rows[place]?.deliveryKey };
	}
	return success(undefined);
}

/** Tells whether the sender has called a delivery back. Never throws. */
export type CancellationReader = (delivery: Delivery) => Promise<boolean>;

const runOf = (cancelKey: string): string => cancelKey.slice(0, cancelKey.lastIndexOf(':'));

/** Creates the reader for one round of attempts. Where n8n cannot say, a delivery goes on. */
export function createCancellationReader(context: IExecuteFunctions): CancellationReader {
	const looks = new Map<string, { readonly atMs: number; readonly keys: Promise<Set<string>> }>();

	async function look(run: string): Promise<Set<string>> {
		const rows = await attempt(
			async () => await findRows(context, is('run', run), is('status', 'cancelled')),
		);
		if (rows.ok) return new Set(rows.value.map(({ deliveryKey }) => deliveryKey));
		const message = `Send Signed Webhook: whether deliveries were cancelled cannot be read from n8n's Data Tables (${errorReason(rows.problem)}). They are sent.`;
		writeLogLine(context, 'warn', message, { workflowId: context.getWorkflow().id ?? '' });
		return new Set();
	}

	return async ({ cancelKey }) => {
		if (cancelKey === undefined) return false;
		const run = runOf(cancelKey);
		const nowMs = Date.now();
		let last = looks.get(run);
		if (last === undefined || nowMs - last.atMs >= LOOKED_FOR_MS) {
			last = { atMs: nowMs, keys: look(run) };
			looks.set(run, last);
		}
		return (await last.keys).has(cancelKey);
	};
}

/**
 * Takes deliveries that have ended out of the register. What was cancelled stays in it: after a crash it
 * may come up again. Never throws: a row that stays too long does no harm.
 */
export async function forgetEnded(
	context: IExecuteFunctions,
	deliveries: readonly OpenDelivery[],
): Promise<void> {
	const ended = deliveries.flatMap((open) => {
		const { cancelKey } = open.delivery;
		const isOver = allIn(open).every(
			({ delivery: { status } }) => status !== 'pending' && status !== 'cancelled',
		);
		return cancelKey !== undefined && isOver ? [is('deliveryKey', cancelKey)] : [];
	});
	for (let start = 0; start < ended.length; start += MOST_CONDITIONS) {
		const some = ended.slice(start, start + MOST_CONDITIONS);
		await attempt(async () => await dropRows(context, some));
	}
}

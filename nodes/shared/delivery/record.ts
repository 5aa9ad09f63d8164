import { z } from 'zod';
import type { Delivery, DeliveryStatus, Attempt } from './delivery';
import type { HealthReport } from './health/endpointHealth';
import { restoreParts, storeDelivery, storedDeliverySchema } from './storedDelivery';
import type { StoredDelivery, Sealer } from './storedDelivery';
import type { DecisionReason } from './decide';
import type { ResponseRecord } from './response';
import { withoutLogin } from '../http/sentUrl';
import { fieldOf, isObject } from '../json';
import type { JsonObject } from '../json';
import { failure, success } from '../result';
import type { Result } from '../result';
import { errorReason } from '../text/foreignText';

/** The record of a delivery, as items hold it. */
export interface DeliveryRecord {
	/** Message id, for the receiver to tell repeats apart. */
	readonly id: string;
	readonly event?: string;
	/** Name of the endpoint, where it has one. */
	readonly endpoint?: string;
	/** Without user name and password. */
	readonly url: string;
	/**
	 * `pending`: a further attempt is planned, in n8n's database. `held`: none was made and none is
	 * planned, since the endpoint is switched off.
	 */
	readonly status: DeliveryStatus;
	/** Of the last answer; `null` when none came. */
	readonly statusCode: number | null;
	/** Why it has this status; absent before the first attempt. */
	readonly reason?: DecisionReason;
	/** What to change, where no attempt could be made. */
	readonly problem?: string;
	readonly attempts: readonly Attempt[];
	/** ISO 8601 in UTC; absent when no more attempt is planned. */
	readonly nextAttemptAt?: string;
	/** The last answer; absent when none came. */
	readonly response?: ResponseRecord;
	/** How the endpoint has done lately; absent when nothing is wrong with it. */
	readonly health?: HealthReport;
	/** Ids of the items that its message holds, where several were put together. */
	readonly items?: readonly string[];
	/** Ids of the messages in which its items are sent instead; absent unless it was split. */
	readonly splitInto?: readonly string[];
	/** All that is needed to send it again. Absent once it is delivered, and where it was split. */
	readonly delivery?: StoredDelivery;
	/** What came back from n8n's database instead of a record; absent for a record that can be read. */
	readonly unreadable?: JsonObject;
}

/** What a record says of a message of several items. */
const itemsOf = ({
	message: { batch },
	splitInto,
}: Delivery): Pick<DeliveryRecord, 'items' | 'splitInto'> => ({
	...(batch && { items: batch.items.map(({ id }) => id) }),
	...(splitInto && { splitInto }),
});

function writeDown(
	delivery: Delivery,
	health: HealthReport | undefined,
	stored: StoredDelivery | undefined,
): DeliveryRecord {
	const { message, endpoint, status, reason, problem, attempts, response, dueAtMs } = delivery;
	return {
		id: message.id,
		...(message.eventName !== undefined && { event: message.eventName }),
		...(endpoint.name !== undefined && { endpoint: endpoint.name }),
		url: withoutLogin(endpoint.url),
		status,
		statusCode: attempts.at(-1)?.statusCode ?? null,
		...(reason !== undefined && { reason }),
		...(problem !== undefined && { problem }),
		attempts,
		...(status === 'pending' && { nextAttemptAt: new Date(dueAtMs).toISOString() }),
		...(response && { response }),
		...(health && { health }),
		...itemsOf(delivery),
		...(stored && { delivery: stored }),
	};
}

/**
 * Writes down how far a delivery has come.
 *
 * @param health of its endpoint. Default: nothing is wrong with it.
 * @param previous what the delivery was restored from. Default: it has never been stored.
 * @throws Error when it cannot be stored
 */
export function toRecord(
	delivery: Delivery,
	sealer: Sealer,
	health?: HealthReport,
	previous?: StoredDelivery,
): DeliveryRecord {
	const isDone = delivery.status === 'delivered' || delivery.status === 'split';
	return writeDown(
		delivery,
		health,
		isDone ? undefined : storeDelivery(delivery, sealer, previous),
	);
}

const NOT_KEPT =
	'n8n cannot store it for another attempt, and you cannot send it again from this record';

/** A delivery that nothing more can be done about, with what came of it so far. */
function notKept(delivery: Delivery, error: unknown): Delivery {
	const cause = errorReason(error);
	const { status, reason, problem = `${NOT_KEPT}: ${cause}` } = delivery;
	if (status === 'delivered' || status === 'split') return delivery;
	return {
		...delivery,
		status: 'failed',
		reason: status === 'pending' ? 'notWaited' : (reason ?? 'notWaited'),
		problem,
	};
}

/**
 * The same for a delivery that may have been attempted. Never throws: what came of the attempts has
 * to come out, even where nothing can be stored any more.
 */
export function toRecordSafely(...given: Parameters<typeof toRecord>): DeliveryRecord {
	try {
		return toRecord(...given);
	} catch (error) {
		return writeDown(notKept(given[0], error), undefined, undefined);
	}
}

const attemptSchema = z
	.object({
		number: z.number(),
		startedAt: z.string(),
		statusCode: z.number().nullable(),
		error: z.object({ kind: z.string(), message: z.string() }).passthrough().optional(),
	})
	.passthrough();

const recordSchema = z
	.object({
		id: z.string(),
		status: z.enum(['pending', 'failed', 'held', 'cancelled']),
		attempts: z.array(attemptSchema),
		delivery: storedDeliverySchema,
	})
	.passthrough();

/** A record that tells enough to make its delivery again. */
export type ResumableRecord = DeliveryRecord & Required<Pick<DeliveryRecord, 'delivery'>>;

/** The record in a value of unknown origin; the problem is the path of its first part that does not fit. */
export function readRecord(value: unknown): Result<ResumableRecord> {
	const parsed = recordSchema.safeParse(value);
	return parsed.success
		? success(parsed.data as unknown as ResumableRecord)
		: failure(parsed.error.issues[0]?.path.join('.') ?? '');
}

const keptRecordSchema = z
	.object({
		id: z.string(),
		url: z.string(),
		status: z.enum(['cancelled', 'delivered', 'failed', 'held', 'pending', 'split']),
		statusCode: z.number().nullable(),
		attempts: z.array(attemptSchema),
		health: z.object({ failingSince: z.string() }).passthrough().optional(),
		delivery: storedDeliverySchema.optional(),
	})
	.passthrough();

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The record that n8n kept while its delivery waited. Never fails, so that no delivery is dropped: of
 * what is no record, one of a failed delivery comes out that says so and holds what there was.
 */
export function restoreRecord(value: unknown): DeliveryRecord {
	const parsed = keptRecordSchema.safeParse(value);
	// Not the copy of the schema, which leaves out parts that it does not know.
	if (parsed.success) return value as DeliveryRecord;
	const path = parsed.error.issues[0]?.path.join('.') ?? '';
	return {
		id: textOf(fieldOf(value, 'id')),
		url: textOf(fieldOf(value, 'url')),
		status: 'failed',
		statusCode: null,
		reason: 'notAttempted',
		problem: `What n8n stored of this delivery cannot be read: it has a missing or wrong value at '${path}'. Nothing more is sent. Look for the cause in n8n's database, and run the workflow again for this event.`,
		attempts: [],
		unreadable: isObject(value) ? value : { value },
	};
}

/** Goes on with a delivery where its record ends; with a problem, it has ended there. */
export function resumeDelivery(record: ResumableRecord, sealer: Sealer): Result<Delivery> {
	const { delivery: stored, attempts, status, reason, response } = record;
	const parts = restoreParts(stored, sealer);
	if (!parts.ok) return parts;
	const { policy, queuedAtMs, firstAttemptAtMs, cancelKey } = stored;
	return success({
		message: parts.value.message,
		endpoint: parts.value.endpoint,
		policy,
		queuedAtMs,
		...(firstAttemptAtMs !== undefined && { firstAttemptAtMs }),
		dueAtMs: stored.dueAtMs ?? queuedAtMs,
		status,
		attempts,
		...(reason !== undefined && { reason }),
		...(response && { response }),
		...(cancelKey !== undefined && { cancelKey }),
	});
}

/** The record of a delivery that ends here, without another attempt. */
export function endRecord(
	record: DeliveryRecord,
	reason: DecisionReason,
	problem: string,
): DeliveryRecord {
	const ended: Record<string, unknown> = { ...record, status: 'failed', reason, problem };
	delete ended.nextAttemptAt;
	if (record.delivery !== undefined) {
		const stored: Partial<StoredDelivery> = { ...record.delivery };
		delete stored.dueAtMs;
		ended.delivery = stored;
	}
	return ended as unknown as DeliveryRecord;
}

import { fieldOf, isObject, parseJson } from '../json';
import type { JsonObject } from '../json';
import { failure, success } from '../result';
import type { Result } from '../result';
import { foreignText } from '../text/foreignText';

/** The states of a delivery that a record can have. */
const STATUSES = ['cancelled', 'delivered', 'failed', 'held', 'pending'] as const;

/** How far a delivery has come. */
export type DeliveryStatus = (typeof STATUSES)[number];

/** One HTTP request of a delivery, as far as a monitor needs it. */
export interface AttemptFact {
	/** Milliseconds since 1970. */
	readonly startedAtMs: number;
	/** From connecting to the end of the response. */
	readonly durationMs: number;
	/** `null` when no response came. */
	readonly statusCode: number | null;
	/** Why no response came, as a code such as `timeout`; absent when one came. */
	readonly errorKind?: string;
}

/** What a record says about one delivery. */
export interface DeliveryFact {
	/** The message's id. The same message to another endpoint is another delivery. */
	readonly id: string;
	/** Empty when the message has no event name. */
	readonly event: string;
	/** The endpoint's name, or its URL when it has none. */
	readonly endpoint: string;
	readonly url: string;
	readonly status: DeliveryStatus;
	/** A code such as `retriesExhausted`; empty before the first attempt. */
	readonly reason: string;
	/** Of the last attempt; `null` when no response came. */
	readonly statusCode: number | null;
	/** In their order. Rows know only the first and the last time and the last duration. */
	readonly attempts: readonly AttemptFact[];
	/** How many there were: a row may know more attempts than it lists. */
	readonly attemptCount: number;
	/** When the first attempt began, in milliseconds since 1970; absent before it. */
	readonly firstAttemptAtMs?: number;
	/**
	 * When the delivery counts, in milliseconds since 1970: when its last attempt began or, before the
	 * first, when it was queued or its row was made. Absent when nothing tells.
	 */
	readonly atMs?: number;
	/** The first characters of the last response's body; empty when there is none. */
	readonly responseExcerpt: string;
	/** What can be sent again, as the send node gave it out; absent when there is none. */
	readonly record?: JsonObject;
}

/** Spreadsheets make a number of a text that looks like one. */
const textOf = (value: unknown): string => {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value : '';
};

/** Spreadsheets and databases give some numbers out as text. What no sum can hold is no number. */
function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number') return undefined;
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** The last millisecond that a date can name. */
const MAX_TIME_MS = 8.64e15;

/** Milliseconds since 1970 of an ISO 8601 text, a number or a date; `undefined` for anything else. */
function timeOf(value: unknown): number | undefined {
	const ms = typeof value === 'string' ? Date.parse(value) : value;
	const time = numberOf(ms instanceof Date ? ms.getTime() : ms);
	return time !== undefined && Math.abs(time) <= MAX_TIME_MS ? time : undefined;
}

const isStatus = (value: unknown): value is DeliveryStatus =>
	STATUSES.includes(value as DeliveryStatus);

function readAttempt(value: unknown): AttemptFact | undefined {
	const startedAtMs = timeOf(fieldOf(value, 'startedAt'));
	if (startedAtMs === undefined) return undefined;
	const errorKind = textOf(fieldOf(fieldOf(value, 'error'), 'kind'));
	return {
		startedAtMs,
		durationMs: Math.max(0, numberOf(fieldOf(value, 'durationMs')) ?? 0),
		statusCode: numberOf(fieldOf(value, 'statusCode')) ?? null,
		...(errorKind && { errorKind }),
	};
}

/** What a delivery's attempts were. */
type AttemptFacts = Pick<DeliveryFact, 'attemptCount' | 'attempts' | 'firstAttemptAtMs'>;

/** The attempt that a row of a table tells about: the last. */
function lastAttemptOfRow(row: JsonObject): AttemptFact[] {
	const startedAtMs = timeOf(row.lastAttemptAt) ?? timeOf(row.firstAttemptAt);
	if (startedAtMs === undefined) return [];
	const errorKind = textOf(row.errorKind);
	const last: AttemptFact = {
		startedAtMs,
		durationMs: Math.max(0, numberOf(row.durationMs) ?? 0),
		statusCode: errorKind === '' ? (numberOf(row.statusCode) ?? null) : null,
		...(errorKind && { errorKind }),
	};
	return [last];
}

function attemptsOfRow(row: JsonObject): AttemptFacts {
	const attemptCount = Math.max(0, numberOf(row.attempts) ?? 0);
	const attempts = attemptCount < 1 ? [] : lastAttemptOfRow(row);
	const firstAttemptAtMs = timeOf(row.firstAttemptAt) ?? attempts[0]?.startedAtMs;
	return { attempts, attemptCount, ...(firstAttemptAtMs !== undefined && { firstAttemptAtMs }) };
}

function attemptsOfRecord(given: readonly unknown[]): AttemptFacts {
	const attempts = given.flatMap((each) => readAttempt(each) ?? []);
	const [first] = attempts;
	return {
		attempts,
		attemptCount: attempts.length,
		...(first && { firstAttemptAtMs: first.startedAtMs }),
	};
}

/** When a delivery without any attempt came about: when it was queued, or its row was made. */
const createdAtOf = (json: JsonObject): number | undefined =>
	timeOf(fieldOf(json.delivery, 'queuedAtMs')) ?? timeOf(json.createdAt);

/** Most characters of a response that a monitor shows and a table keeps. */
const MAX_EXCERPT_LENGTH = 300;

/** The start of the last response's body, from a record or from a row. */
function excerptOf(json: JsonObject): string {
	const body = fieldOf(json.response, 'body') ?? json.responseExcerpt ?? '';
	const text = typeof body === 'string' ? body : (JSON.stringify(body) as string | undefined);
	return foreignText(text ?? '', MAX_EXCERPT_LENGTH);
}

/** What can be sent again: the record itself, or the one that a row or an item of a list holds. */
function resumableOf(json: JsonObject): JsonObject | undefined {
	if (isObject(json.delivery)) return json;
	if (isObject(json.record)) return json.record;
	const parsed = typeof json.record === 'string' ? parseJson(json.record) : undefined;
	return parsed?.ok && isObject(parsed.value) ? parsed.value : undefined;
}

/** A number in `id` is how a table counts its rows. */
const idOf = ({ deliveryId, id }: JsonObject): string =>
	textOf(deliveryId) || (typeof id === 'string' ? id : '');

function readDelivery(json: JsonObject, where: string): Result<DeliveryFact> {
	const id = idOf(json);
	const { status } = json;
	if (id === '') return failure(`${where} has no 'id', so it is not the record of a delivery.`);
	if (!isStatus(status)) {
		return failure(`${where} has a 'status' other than ${STATUSES.join(', ')}.`);
	}
	const { attempts } = json;
	const tried = Array.isArray(attempts) ? attemptsOfRecord(attempts) : attemptsOfRow(json);
	const atMs = tried.attempts.at(-1)?.startedAtMs ?? createdAtOf(json);
	const url = textOf(json.url);
	const record = resumableOf(json);
	return success({
		id,
		event: textOf(json.event),
		endpoint: textOf(json.endpoint) || url || 'unknown endpoint',
		url,
		status,
		reason: textOf(json.reason),
		statusCode: numberOf(json.statusCode) ?? null,
		...tried,
		...(atMs !== undefined && { atMs }),
		responseExcerpt: excerptOf(json),
		...(record && { record }),
	});
}

/** Its items are in other deliveries, which have records of their own. */
const SPLIT = 'split';

/**
 * Whether there is nothing to count: n8n gives out an empty item where a table is empty, and an item
 * whose fields could not be used was never sent.
 */
const isNoDelivery = (json: JsonObject): boolean =>
	Object.keys(json).length === 0 ||
	json.status === SPLIT ||
	(typeof json.error === 'string' && !isObject(json.details) && json.status === undefined);

/**
 * The deliveries that an item tells about: a record of the send node, one for many endpoints, the
 * failed item of either, or a row of a table of records.
 *
 * @param json of the item
 * @param where the item, for the sentence that says what is wrong, such as `Item 3`
 */
export function readDeliveries(json: unknown, where: string): Result<DeliveryFact[]> {
	if (!isObject(json)) return failure(`${where} is not the record of a delivery.`);
	if (isNoDelivery(json)) return success([]);
	const details = typeof json.error === 'string' && isObject(json.details) ? json.details : json;
	const many = details.deliveries;
	if (!Array.isArray(many)) {
		const one = readDelivery(details, where);
		return one.ok ? success([one.value]) : one;
	}
	const facts: DeliveryFact[] = [];
	for (const [index, each] of many.entries()) {
		const place = `Delivery ${index + 1} of ${where}`;
		if (fieldOf(each, 'status') === SPLIT) continue;
		const one = isObject(each) ? readDelivery(each, place) : failure(`${place} is no object.`);
		if (!one.ok) return one;
		facts.push(one.value);
	}
	return success(facts);
}

/** When the last attempt of a delivery began; `undefined` before the first. */
export const lastAttemptAtMs = ({ attempts }: DeliveryFact): number | undefined =>
	attempts.at(-1)?.startedAtMs;

/** Which of two records of one delivery tells more: the later one, and of two at once the one that ended. */
function isNewer(fact: DeliveryFact, known: DeliveryFact): boolean {
	const [atMs, knownAtMs] = [fact.atMs ?? -Infinity, known.atMs ?? -Infinity];
	if (atMs !== knownAtMs) return atMs > knownAtMs;
	return fact.status !== 'pending' || known.status === 'pending';
}

/**
 * One fact for each delivery: of several records of the same message to the same endpoint, the one
 * with the latest attempt. A record that says `pending` is followed by one that says how it ended,
 * and a redelivery by one more.
 */
export function latestOfEach(facts: readonly DeliveryFact[]): DeliveryFact[] {
	const latest = new Map<string, DeliveryFact>();
	for (const fact of facts) {
		// With the length in front, no two pairs give the same text.
		const key = `${fact.id.length}:${fact.id}${fact.endpoint}`;
		const known = latest.get(key);
		if (known === undefined || isNewer(fact, known)) latest.set(key, fact);
	}
	return [...latest.values()];
}

/** Sorts by the time that counts. Those without one come last. */
export const latestFirst = (a: DeliveryFact, b: DeliveryFact): number =>
	(b.atMs ?? -MAX_TIME_MS) - (a.atMs ?? -MAX_TIME_MS);

import { tryToParseDateTime } from 'n8n-workflow';
import { z } from 'zod';
import { parseDelayMs } from '../../../delivery/policy/parseDelays';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { optionChecks } from '../checks';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_DAYS = 366;
const MAX_AHEAD_MS = MAX_DAYS * DAY_MS;

// Nodes before this one take their time, and the clock of whoever chose the time may be ahead.
const JUST_PASSED_MS = 60_000;

/** Checks the options of `sendAtOptionProperties`, as a part of the schema of a node's options. */
export const sendAtOptionsShape = {
	sendAfter: optionChecks.text('Send After').default(''),
	/** An expression may give a text, a number or an object of Luxon's. */
	sendAt: z.unknown().default(''),
};

/** The options about the time of the first attempt, with the defaults filled in. */
export type SendAtOptions = z.infer<z.ZodObject<typeof sendAtOptionsShape>>;

/** What is known of the present where the workflow runs. */
export interface SendAtClock {
	/** Milliseconds since 1970. */
	readonly nowMs: number;
	/** IANA name of the workflow's time zone. */
	readonly timeZone: string;
}

/** When to send, and the option that says so. */
export interface SendAt {
	readonly label: string;
	/** Milliseconds since 1970; never before now. */
	readonly dueAtMs: number;
}

const STARTS_WITH_DATE = /^\d{4}-\d{2}-\d{2}/;
const STARTS_WITH_DAY = /^[A-Z][a-z]{2}, \d/;

function parseText(text: string, timeZone: string): number | undefined {
	// What n8n cannot read as a time of any standard it hands to the engine, which finds one in most texts.
	if (!STARTS_WITH_DATE.test(text) && !STARTS_WITH_DAY.test(text)) return undefined;
	const time = tryToParseDateTime(text, timeZone);
	const [day] = STARTS_WITH_DATE.exec(text) ?? [];
	// The engine takes 30 February for 2 March.
	return day === undefined || time.toISODate() === day ? time.toMillis() : undefined;
}

function parseTime(value: unknown, timeZone: string): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	try {
		return typeof value === 'string'
			? parseText(value.trim(), timeZone)
			: tryToParseDateTime(value, timeZone).toMillis();
	} catch {
		return undefined;
	}
}

const isEmpty = (value: unknown): boolean =>
	value === null || (typeof value === 'string' && value.trim() === '');

const shown = (value: unknown): string => {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) as string | undefined);
	return (text ?? '').slice(0, 60);
};

const withinLimit = (dueAtMs: number, label: string, nowMs: number): Result<SendAt> =>
	dueAtMs > nowMs + MAX_AHEAD_MS
		? failure(
				`The option '${label}' leads to a time more than ${MAX_DAYS} days ahead. Choose an earlier one.`,
			)
		: success({ label, dueAtMs: Math.max(dueAtMs, nowMs) });

function readTime(value: unknown, { nowMs, timeZone }: SendAtClock): Result<SendAt> {
	const timeMs = parseTime(value, timeZone);
	if (timeMs === undefined) {
		return failure(
			`The option 'Send At' holds '${shown(value)}', which is not a date and time. Choose it in the calendar, or write it as 2026-12-24T18:00:00Z.`,
		);
	}
	if (timeMs < nowMs - JUST_PASSED_MS) {
		return failure(
			`The option 'Send At' holds '${shown(value)}', which is in the past. Choose a later time, or remove the option to send now.`,
		);
	}
	return withinLimit(timeMs, 'Send At', nowMs);
}

function readDelay(text: string, nowMs: number): Result<SendAt> {
	const delayMs = parseDelayMs(text.trim());
	if (delayMs === undefined) {
		return failure(
			`The option 'Send After' holds '${shown(text)}', which is not a delay. Write a number and its unit, for example 30s, 5m, 2h or 7d.`,
		);
	}
	return withinLimit(nowMs + delayMs, 'Send After', nowMs);
}

/** Reads when to send for the first time; `undefined` when that is now. */
export function readSendAt(
	{ sendAt, sendAfter }: SendAtOptions,
	clock: SendAtClock,
): Result<SendAt | undefined> {
	if (isEmpty(sendAt) && isEmpty(sendAfter)) return success(undefined);
	if (!isEmpty(sendAt) && !isEmpty(sendAfter)) {
		return failure(
			"The options 'Send At' and 'Send After' are both set. Remove one of the two: each says when to send.",
		);
	}
	return isEmpty(sendAt) ? readDelay(sendAfter, clock.nowMs) : readTime(sendAt, clock);
}

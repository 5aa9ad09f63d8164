import { foreignText } from '../text/foreignText';
import type { NamedStatistics, Summary } from './summary';
import type { Statistics } from './statistics';

/** When to raise an alarm. A limit that is absent is not watched. */
export interface AlertLimits {
	/** Most deliveries that may fail in the window. */
	readonly maxFailed?: number | undefined;
	/** Longest 95th percentile of response times, in milliseconds. */
	readonly maxResponseTimeMs?: number | undefined;
	/** Smallest success rate, from 0 to 1. */
	readonly minSuccessRate?: number | undefined;
	/** Longest time without any attempt, in milliseconds. */
	readonly maxQuietMs?: number | undefined;
}

/** What is watched. */
export type AlertRule = 'failed' | 'quiet' | 'responseTime' | 'successRate';

/** A limit that is passed now. */
export interface Alert {
	readonly rule: AlertRule;
	/** Absent when all endpoints together pass it. */
	readonly endpoint?: string;
	/** As measured, in the unit of the limit; `null` where nothing was ever attempted. */
	readonly value: number | null;
	readonly limit: number;
	/** One sentence for people. */
	readonly message: string;
}

const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;
const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;
const hours = (ms: number): string => `${Number((ms / 3_600_000).toFixed(1))} h`;

type Check = (
	statistics: Statistics,
	limits: AlertLimits,
	endMs: number,
) =>
	{ readonly value: number | null; readonly limit: number; readonly message: string } | undefined;

const CHECKS: Readonly<Record<AlertRule, Check>> = {
	failed({ failed }, { maxFailed }) {
		if (maxFailed === undefined || failed <= maxFailed) return undefined;
		const message = `${failed} deliveries failed; the limit is ${maxFailed}`;
		return { value: failed, limit: maxFailed, message };
	},
	responseTime({ responseTimeMs }, { maxResponseTimeMs: limit }) {
		if (limit === undefined || responseTimeMs === null || responseTimeMs.p95 <= limit) {
			return undefined;
		}
		const message = `1 of 20 responses took ${seconds(responseTimeMs.p95)} or longer; the limit is ${seconds(limit)}`;
		return { value: responseTimeMs.p95, limit, message };
	},
	successRate({ successRate }, { minSuccessRate: limit }) {
		if (limit === undefined || successRate === null || successRate >= limit) return undefined;
		const message = `${percent(successRate)} of deliveries succeeded; the limit is ${percent(limit)}`;
		return { value: successRate, limit, message };
	},
	quiet({ lastDeliveryAt }, { maxQuietMs: limit }, endMs) {
		if (limit === undefined) return undefined;
		const value = lastDeliveryAt === null ? null : endMs - Date.parse(lastDeliveryAt);
		if (value !== null && value <= limit) return undefined;
		const since = value === null ? '' : ` for ${hours(value)}`;
		const message = `No delivery was attempted${since}; the limit is ${hours(limit)}`;
		return { value, limit, message };
	},
};

function check(
	statistics: Statistics,
	limits: AlertLimits,
	endMs: number,
	endpoint?: string,
): Alert[] {
	return Object.entries(CHECKS).flatMap(([rule, run]) => {
		const found = run(statistics, limits, endMs);
		if (!found) return [];
		const where = endpoint === undefined ? '' : `${foreignText(endpoint)}: `;
		return [
			{
				rule: rule as AlertRule,
				...(endpoint !== undefined && { endpoint }),
				...found,
				message: `${where}${found.message}.`,
			},
		];
	});
}

/**
 * The limits that are passed.
 *
 * @param perEndpoint whether each endpoint has these limits. Default: all together have them.
 */
export function findAlerts(
	{ total, endpoints, window }: Summary,
	limits: AlertLimits,
	perEndpoint = false,
): Alert[] {
	const endMs = Date.parse(window.end);
	if (!perEndpoint) return check(total, limits, endMs);
	return endpoints.flatMap((each: NamedStatistics) => check(each, limits, endMs, each.name));
}

/** What makes an alert the same one at the next check. */
const alertKey = ({ rule, endpoint }: Pick<Alert, 'endpoint' | 'rule'>): string =>
	JSON.stringify([rule, endpoint ?? null]);

/** An alert that has begun and has not ended. */
export interface KnownAlert extends Alert {
	/** How many checks in a row have found it within its limit. Default: 0. */
	readonly calmChecks?: number;
}

function asLastSeen(known: KnownAlert): Alert {
	const alert: { calmChecks?: number } & Alert = { ...known };
	delete alert.calmChecks;
	return alert;
}

/** Alerts that began or ended since the last check. */
export interface AlertChanges {
	readonly began: readonly Alert[];
	/** As they were when their limit was last passed. */
	readonly ended: readonly Alert[];
	/** What to compare the next check with. */
	readonly known: readonly KnownAlert[];
}

/**
 * Compares with the check before, so that each alert is reported once when it begins and once when
 * it ends.
 *
 * @param okAfterChecks how many checks in a row have to be within the limit before an alert ends, so
 *   that a value that goes up and down around its limit is one alert and not many. Default: 1.
 */
export function compareAlerts(
	before: readonly KnownAlert[],
	now: readonly Alert[],
	okAfterChecks = 1,
): AlertChanges {
	const keysBefore = new Set(before.map(alertKey));
	const keysNow = new Set(now.map(alertKey));
	const calm = before
		.filter((alert) => !keysNow.has(alertKey(alert)))
		.map((alert) => ({ ...alert, calmChecks: (alert.calmChecks ?? 0) + 1 }));
	return {
		began: now.filter((alert) => !keysBefore.has(alertKey(alert))),
		ended: calm.filter(({ calmChecks }) => calmChecks >= okAfterChecks).map(asLastSeen),
		known: [...now, ...calm.filter(({ calmChecks }) => calmChecks < okAfterChecks)],
	};
}

import type { Attempt } from '../delivery';
import { CircuitBreaker } from './circuitBreaker';
import type { BreakerSettings, CircuitState, Permission } from './circuitBreaker';
import { FailureClock } from './failureClock';
import type { FailureClockSettings } from './failureClock';
import { saysWhetherUp } from './verdict';

/** Limits for the health of endpoints. */
export interface HealthSettings extends BreakerSettings, FailureClockSettings {
	/** Most endpoints that are told apart; beyond it those that were quiet longest start afresh. */
	readonly maxEndpoints: number;
}

/** What is wrong with an endpoint, as records hold it. */
export interface HealthReport {
	/** When the first attempt failed after the last success; ISO 8601 in UTC. */
	readonly failingSince: string;
	readonly circuit: CircuitState;
	/** Present when it has failed for days, without any success. */
	readonly advice?: 'disable';
}

/** Knows how endpoints have done lately, each by the text that stands for it. */
export interface EndpointHealth {
	/**
	 * Asks for an attempt that begins at once. An attempt that is allowed has to be recorded.
	 *
	 * @param nowMs milliseconds since 1970
	 */
	readonly allow: (endpoint: string, nowMs: number) => Permission;
	readonly record: (
		endpoint: string,
		attempt: Pick<Attempt, 'error' | 'outcome' | 'startedAt' | 'statusCode'>,
		nowMs: number,
	) => void;
	/** `undefined` when the last attempt succeeded, or nothing is known. */
	readonly report: (endpoint: string) => HealthReport | undefined;
	/** Brings back what a report said before a restart. */
	readonly restore: (endpoint: string, failingSinceMs: number) => void;
}

const HOUR_MS = 60 * 60 * 1000;

/** Half of the attempts of five minutes, for a minute; and five days, as Svix has it. */
export const DEFAULT_HEALTH_SETTINGS: HealthSettings = {
	failureShare: 0.5,
	minAttempts: 10,
	windowMs: 5 * 60 * 1000,
	openMs: 60 * 1000,
	disableAfterMs: 5 * 24 * HOUR_MS,
	minSpanMs: 12 * HOUR_MS,
	maxSpanMs: 24 * HOUR_MS,
	maxEndpoints: 10_000,
};

interface Known {
	readonly breaker: CircuitBreaker;
	readonly clock: FailureClock;
}

/** @param settings Default: `DEFAULT_HEALTH_SETTINGS`. */
export function createEndpointHealth(
	settings: HealthSettings = DEFAULT_HEALTH_SETTINGS,
): EndpointHealth {
	// Two generations of half the size, as a cheap way to forget who was quiet for long.
	let current = new Map<string, Known>();
	let previous = new Map<string, Known>();

	const find = (endpoint: string): Known | undefined =>
		current.get(endpoint) ?? previous.get(endpoint);

	const findOrBegin = (endpoint: string): Known => {
		const known = find(endpoint) ?? {
			breaker: new CircuitBreaker(settings),
			clock: new FailureClock(settings),
		};
		if (!current.has(endpoint) && current.size >= settings.maxEndpoints / 2) {
			previous = current;
			current = new Map();
		}
		current.set(endpoint, known);
		return known;
	};

	return {
		allow: (endpoint, nowMs) => find(endpoint)?.breaker.allow(nowMs) ?? { allowed: true },
		record: (endpoint, attempt, nowMs) => {
			const isUp = saysWhetherUp(attempt);
			if (isUp === undefined) return;
			const { breaker, clock } = findOrBegin(endpoint);
			breaker.record(!isUp, Date.parse(attempt.startedAt), nowMs);
			clock.record(attempt.outcome === 'delivered', nowMs);
		},
		report: (endpoint) => {
			const known = find(endpoint);
			const sinceMs = known?.clock.failingSinceMs;
			if (known === undefined || sinceMs === undefined) return undefined;
			return {
				failingSince: new Date(sinceMs).toISOString(),
				circuit: known.breaker.state,
				...(known.clock.isDisableAdvised && { advice: 'disable' as const }),
			};
		},
		restore: (endpoint, failingSinceMs) => findOrBegin(endpoint).clock.restore(failingSinceMs),
	};
}

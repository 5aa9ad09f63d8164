import {
	createEndpointHealth,
	DEFAULT_HEALTH_SETTINGS,
} from '../../../../nodes/shared/delivery/health/endpointHealth';
import type { EndpointHealth } from '../../../../nodes/shared/delivery/health/endpointHealth';
import type { NetworkErrorKind } from '../../../../nodes/shared/http/networkError';
import { endpointErrors } from '../../../support/delivery';

const nowMs = Date.parse('2023-11-14T22:13:20Z');
const startedAt = '2023-11-14T22:13:20.000Z';
const HOUR_MS = 3_600_000;

const status = (statusCode: number) => ({
	startedAt,
	statusCode,
	outcome: statusCode < 300 ? ('delivered' as const) : ('failed' as const),
});
const noAnswer = (kind: NetworkErrorKind) => ({
	startedAt,
	statusCode: null,
	outcome: 'failed' as const,
	error: { kind, message: '' },
});

const recordTen = (
	health: EndpointHealth,
	endpoint: string,
	attempt: ReturnType<typeof status>,
): void => {
	for (let i = 0; i < 10; i += 1) health.record(endpoint, attempt, nowMs);
};

describe('ten attempts of one kind', () => {
	test.each([408, 429, 500, 502, 503, 504, 599])('with status %d open the circuit', (code) => {
		const health = createEndpointHealth();
		recordTen(health, 'a', status(code));
		expect(health.allow('a', nowMs)).toEqual({ allowed: false, retryAtMs: nowMs + 60_000 });
		expect(health.report('a')).toEqual({ failingSince: startedAt, circuit: 'open' });
	});

	test.each(endpointErrors)('without an answer (%s) open the circuit', (kind) => {
		const health = createEndpointHealth();
		for (let i = 0; i < 10; i += 1) health.record('a', noAnswer(kind), nowMs);
		expect(health.allow('a', nowMs).allowed).toBe(false);
	});

	test.each([301, 400, 401, 403, 404, 409, 410, 413, 415, 422])(
		'with status %d leave it closed, though they are failures',
		(code) => {
			const health = createEndpointHealth();
			recordTen(health, 'a', status(code));
			expect(health.allow('a', nowMs)).toEqual({ allowed: true });
			expect(health.report('a')).toEqual({ failingSince: startedAt, circuit: 'closed' });
		},
	);

	test.each<NetworkErrorKind>(['blocked', 'cancelled'])(
		'that never got there (%s) say nothing',
		(kind) => {
			const health = createEndpointHealth();
			for (let i = 0; i < 10; i += 1) health.record('a', noAnswer(kind), nowMs);
			expect(health.allow('a', nowMs)).toEqual({ allowed: true });
			expect(health.report('a')).toBeUndefined();
		},
	);

	test.each([200, 202, 204])('with status %d are nothing to report', (code) => {
		const health = createEndpointHealth();
		recordTen(health, 'a', status(code));
		expect(health.report('a')).toBeUndefined();
	});
});

test('a message that is refused does not end an outage, and shows that the endpoint is up', () => {
	const health = createEndpointHealth();
	recordTen(health, 'a', status(503));
	const laterMs = nowMs + 60_000;
	expect(health.allow('a', laterMs)).toEqual({ allowed: true });
	expect(health.report('a')?.circuit).toBe('halfOpen');
	const refused = { ...status(422), startedAt: new Date(laterMs).toISOString() };
	health.record('a', refused, laterMs);
	expect(health.report('a')).toEqual({ failingSince: startedAt, circuit: 'closed' });
});

test('an endpoint that has failed for five days is advised to be switched off', () => {
	const health = createEndpointHealth();
	for (let hour = 0; hour <= 120; hour += 12) {
		expect(health.report('a')?.advice).toBeUndefined();
		health.record('a', status(404), nowMs + hour * HOUR_MS);
	}
	expect(health.report('a')).toEqual({
		failingSince: startedAt,
		circuit: 'closed',
		advice: 'disable',
	});
	health.record('a', status(200), nowMs + 121 * HOUR_MS);
	expect(health.report('a')).toBeUndefined();
});

test('what a report said can be brought back after a restart', () => {
	const health = createEndpointHealth();
	health.restore('a', nowMs);
	expect(health.report('a')).toEqual({ failingSince: startedAt, circuit: 'closed' });
	health.record('a', status(500), nowMs + 120 * HOUR_MS);
	expect(health.report('a')?.advice).toBe('disable');
});

test('endpoints do not affect each other', () => {
	const health = createEndpointHealth();
	recordTen(health, 'a', status(500));
	expect(health.allow('b', nowMs)).toEqual({ allowed: true });
	expect(health.report('b')).toBeUndefined();
});

describe('with more endpoints than are told apart', () => {
	const health = createEndpointHealth({ ...DEFAULT_HEALTH_SETTINGS, maxEndpoints: 100 });
	const names = Array.from({ length: 1000 }, (_, index) => `endpoint ${index}`);
	for (const name of names) {
		recordTen(health, name, status(500));
		health.record('busy', status(500), nowMs);
	}

	test('no more than that are remembered', () => {
		const remembered = names.filter((name) => health.report(name) !== undefined);
		expect(remembered.length).toBeGreaterThanOrEqual(49);
		expect(remembered.length).toBeLessThanOrEqual(100);
		expect(remembered).toEqual(names.slice(-remembered.length));
	});

	test('one that is in use is remembered', () => {
		expect(health.report('busy')).toEqual({ failingSince: startedAt, circuit: 'open' });
	});

	test('one that was forgotten starts afresh', () => {
		expect(health.allow('endpoint 0', nowMs)).toEqual({ allowed: true });
	});
});

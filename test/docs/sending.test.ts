import { optionProperties } from '../../nodes/SendSignedWebhook/options';
import { advance } from '../../nodes/shared/delivery/advance';
import { endpointSchema } from '../../nodes/shared/delivery/endpoints/endpointSchema';
import { DEFAULT_HEALTH_SETTINGS } from '../../nodes/shared/delivery/health/endpointHealth';
import {
	MAX_DELAY_MS,
	MAX_DELAYS,
	MAX_RETRIES,
	MAX_TOTAL_BUDGET_MS,
} from '../../nodes/shared/delivery/policy/limits';
import { publishedSchedules } from '../../nodes/shared/delivery/policy/schedules';
import { toRecord } from '../../nodes/shared/delivery/record';
import type { DeliveryRecord } from '../../nodes/shared/delivery/record';
import type { Attempt } from '../../nodes/shared/delivery/delivery';
import type { ResponseRecord } from '../../nodes/shared/delivery/response';
import type { TransportResult } from '../../nodes/shared/http/transport';
import { retryPolicyProperties } from '../../nodes/shared/n8n/fields/retryPolicy/properties';
import { envelopeStyles } from '../../nodes/shared/services/outboundEnvelopeStyles';
import { testDefects } from '../../nodes/shared/services/testEventDefects';
import { keysFrom, newDelivery, sealerWith, usualMessage } from '../support/delivery';
import { fixedRuntime } from '../support/runtime';
import { codeSpans, example, readPage, section, tableRows } from './pages';

/* What the pages say about sending. */

const PAGE = 'docs/nodes/send-signed-webhook.md';
const page = readPage(PAGE);
const delivery = readPage('docs/delivery.md');

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

test("the node's item is what such a delivery gives", async () => {
	const record = JSON.parse(example(PAGE, 'record')) as DeliveryRecord;
	const [first, second] = record.attempts as [Attempt, Attempt];
	const response = record.response as ResponseRecord;
	const answers: TransportResult[] = [
		{ kind: 'response', statusCode: 503, headers: {} },
		{
			kind: 'response',
			statusCode: 200,
			headers: { ...response.headers, 'set-cookie': 'session=1' },
			body: Buffer.from(JSON.stringify(response.body)),
		},
	];
	const [shortest, longest] = [0.8 * 5000, 1.2 * 5000];
	const random = ((first.nextDelayMs ?? 0) - shortest) / (longest - shortest);
	const clock = fixedRuntime(Date.parse(first.startedAt), random);
	const durations = [first.durationMs, second.durationMs];
	const tools = {
		runtime: clock.runtime,
		findKeys: keysFrom(usualMessage.scheme),
		transport: async () => {
			clock.advance(durations.shift() ?? 0);
			return await Promise.resolve(answers.shift() as TransportResult);
		},
	};
	const [policy] = publishedSchedules;
	if (!policy) throw new Error('There is no schedule');
	let current = newDelivery({
		message: { id: record.id, eventName: undefined },
		endpoint: { url: record.url.replace('//', '//user:password@') },
		policy: { delaysMs: policy.delaysMs, jitter: policy.jitter },
	});
	while (current.status === 'pending') {
		current = await advance(current, tools);
		clock.advance(Math.max(0, current.dueAtMs - clock.runtime.nowMs()));
	}
	expect(toRecord(current, sealerWith('secret'))).toEqual(record);
});

// Objects instead of lists: the type checker asks for every one there is.
const recordKeys = Object.keys({
	attempts: true,
	delivery: true,
	endpoint: true,
	event: true,
	health: true,
	id: true,
	items: true,
	nextAttemptAt: true,
	problem: true,
	reason: true,
	response: true,
	splitInto: true,
	status: true,
	statusCode: true,
	unreadable: true,
	url: true,
} satisfies Record<keyof DeliveryRecord, true>);
const attemptKeys = Object.keys({
	durationMs: true,
	error: true,
	nextDelayMs: true,
	number: true,
	outcome: true,
	reason: true,
	startedAt: true,
	statusCode: true,
	timestamp: true,
	unmetRule: true,
} satisfies Record<keyof Attempt, true>);

test('every key of a record is explained', () => {
	const listed = tableRows(section(page, 'The item')).flatMap(([keys = '']) => codeSpans(keys));
	expect(listed).toEqual(expect.arrayContaining(recordKeys));
	expect(listed).toEqual(expect.arrayContaining(attemptKeys.map((key) => `attempts[].${key}`)));
});

function inWords(durationMs: number): string {
	if (durationMs % HOUR_MS === 0) return `${durationMs / HOUR_MS} h`;
	if (durationMs % MINUTE_MS === 0) return `${durationMs / MINUTE_MS} min`;
	return `${durationMs / SECOND_MS} s`;
}

describe('retry policies', () => {
	const rows = tableRows(section(delivery, 'Retry policies'));

	test.each(publishedSchedules)('$displayName is told as it is', (schedule) => {
		const { displayName, delaysMs, jitter } = schedule;
		const row = rows.find(([name]) => name === displayName) ?? [];
		expect(row.slice(1, 4)).toEqual([
			String(delaysMs.length + 1),
			delaysMs.map(inWords).join(', '),
			jitter === 'none' ? 'none' : '20 %',
		]);
		const [, hours = '0', minutes = '0'] = /^(\d+) h (\d+) min$/.exec(row[4] ?? '') ?? [];
		const sumMs = delaysMs.reduce((sum, delayMs) => sum + delayMs, 0);
		const toldMs = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
		expect(Math.abs(toldMs - sumMs)).toBeLessThan(MINUTE_MS);
	});

	test('every one has a row', () => {
		const [field] = retryPolicyProperties({});
		const names = field?.options?.map((option) => 'name' in option && option.name);
		const listed = rows.slice(0, names?.length).map(([name = '']) => name.split(',')[0]);
		expect(listed.sort()).toEqual(names?.sort());
	});

	test('the ways to vary a wait are all told', () => {
		const jitter = optionProperties.find(({ name }) => name === 'jitter');
		const names = jitter?.options?.map((option) => 'name' in option && option.name);
		expect(tableRows(section(delivery, 'Jitter')).map(([name]) => name)).toEqual(
			expect.arrayContaining(names ?? []),
		);
	});
});

test('the numbers of endpoint health are told as they are', () => {
	const { minAttempts, windowMs, openMs, failureShare, disableAfterMs, maxEndpoints } =
		DEFAULT_HEALTH_SETTINGS;
	expect({ openMs, failureShare }).toEqual({ openMs: MINUTE_MS, failureShare: 0.5 });
	const text = section(delivery, 'Endpoint health').replace(/\s+/g, ' ');
	expect(text).toContain(
		`at least ${minAttempts} attempts at an endpoint were made within ${windowMs / MINUTE_MS} minutes, and half of them failed, it is left alone for a minute`,
	);
	expect(text).toContain(`has failed for ${disableAfterMs / DAY_MS} days`);
	expect(text).toContain(`up to ${maxEndpoints} of them`);
});

test('limits are told as they are', () => {
	const rows = new Map(
		tableRows(section(delivery, 'Limits')).map(([what = '', limit = '']) => [what, limit]),
	);
	expect(rows.get('Retries')).toBe(`${MAX_RETRIES}, or ${MAX_DELAYS} with List of Delays`);
	expect(rows.get('One wait')).toBe(`${MAX_DELAY_MS / DAY_MS} days`);
	expect(rows.get('Time budget')).toBe(`${MAX_TOTAL_BUDGET_MS / DAY_MS} days`);
	const timeout = optionProperties.find(({ name }) => name === 'timeoutSeconds');
	expect(rows.get('Time for one attempt')).toBe(`${timeout?.typeOptions?.maxValue} seconds`);
});

test('the columns of endpoints are all there, and no others', () => {
	const listed = tableRows(section(page, 'Endpoints')).map(([name = '']) => codeSpans(name)[0]);
	const snakeCase = (name: string) =>
		name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	// An id is a name where there is none.
	const columns = Object.keys(endpointSchema.innerType().shape).filter((name) => name !== 'id');
	expect(listed.sort()).toEqual(columns.map(snakeCase).sort());
});

test('every envelope has its members', () => {
	const rows = tableRows(section(page, 'Envelopes'));
	const told = rows.map(([name, members = '']) => [name, ...codeSpans(members)]);
	const nested: Readonly<Record<string, string[]>> = { webhook: ['webhook', 'id', 'name'] };
	expect(told).toEqual([
		['None'],
		...envelopeStyles.map(({ displayName, members }) => [
			displayName,
			...Object.keys(members).flatMap((name) => nested[name] ?? name),
		]),
	]);
});

test('every defect says what a receiver must do', () => {
	const rows = tableRows(section(page, 'Test events')).slice(0, testDefects.length);
	const words = { accepted: 'Accept it', acceptedOnce: 'Accept both', refused: 'Refuse it' };
	expect(rows.map(([name, , must = '']) => [name, must.split(/[.,]/)[0]])).toEqual(
		testDefects.map(({ displayName, expected }) => [displayName, words[expected]]),
	);
});

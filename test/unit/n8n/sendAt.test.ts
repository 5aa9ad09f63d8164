import { tryToParseDateTime } from 'n8n-workflow';
import fc from 'fast-check';
import { readSendAt, sendAtOptionsShape } from '../../../nodes/shared/n8n/fields/sendAt/read';
import type { SendAtOptions } from '../../../nodes/shared/n8n/fields/sendAt/read';
import { z } from 'zod';

const NOW = '2026-03-10T12:00:00.000Z';
const nowMs = Date.parse(NOW);
const clock = { nowMs, timeZone: 'Europe/Berlin' };
const schema = z.object(sendAtOptionsShape);

const read = (options: Partial<SendAtOptions>) => readSendAt(schema.parse(options), clock);

/** The time that is read, as ISO in UTC, or the sentence that says what to change. */
function timeOf(options: Partial<SendAtOptions>): string | undefined {
	const result = read(options);
	if (!result.ok) return result.problem;
	return result.value && new Date(result.value.dueAtMs).toISOString();
}

test.each([{}, { sendAt: '' }, { sendAfter: ' ' }, { sendAt: null, sendAfter: '' }])(
	'%j sends now',
	(options) => {
		expect(timeOf(options)).toBeUndefined();
	},
);

test.each<[string, unknown, string]>([
	['with a zone', '2026-03-11T08:00:00+09:00', '2026-03-10T23:00:00.000Z'],
	['in UTC', '2026-12-24T18:00:00Z', '2026-12-24T18:00:00.000Z'],
	[
		"of n8n's calendar, in the zone of the workflow",
		'2026-03-11T08:00:00',
		'2026-03-11T07:00:00.000Z',
	],
	['in summer time', '2026-06-01T08:00:00', '2026-06-01T06:00:00.000Z'],
	['with a space', '2026-03-11 08:00', '2026-03-11T07:00:00.000Z'],
	['that is a day', '2026-03-11', '2026-03-10T23:00:00.000Z'],
	['of HTTP', 'Wed, 11 Mar 2026 08:00:00 GMT', '2026-03-11T08:00:00.000Z'],
	['of Luxon', tryToParseDateTime(NOW).plus({ hours: 2 }), '2026-03-10T14:00:00.000Z'],
	['of JavaScript', new Date(nowMs + 1000), '2026-03-10T12:00:01.000Z'],
	['in milliseconds', nowMs + 5000, '2026-03-10T12:00:05.000Z'],
	['that has just passed', '2026-03-10T11:59:01Z', NOW],
	['at the limit', '2027-03-11T12:00:00Z', '2027-03-11T12:00:00.000Z'],
])('a time %s', (_, sendAt, expected) => {
	expect(timeOf({ sendAt })).toBe(expected);
});

test.each([
	['30s', '2026-03-10T12:00:30.000Z'],
	['1.5h', '2026-03-10T13:30:00.000Z'],
	[' 2 d ', '2026-03-12T12:00:00.000Z'],
	['0s', NOW],
	['366d', '2027-03-11T12:00:00.000Z'],
])('a delay of %s', (sendAfter, expected) => {
	expect(timeOf({ sendAfter })).toBe(expected);
});

test.each<[Partial<SendAtOptions>, RegExp]>([
	[
		{ sendAt: '2026-03-10T11:58:59Z' },
		/'Send At' holds '2026-03-10T11:58:59Z', which is in the past/,
	],
	[{ sendAt: nowMs / 1000 }, /'Send At' .* in the past/],
	[{ sendAt: '2027-03-11T12:00:01Z' }, /'Send At' .* 366 days ahead/],
	[{ sendAfter: '367d' }, /'Send After' .* 366 days ahead/],
	...[
		'tomorrow',
		'order 2027',
		'2h',
		'2026-02-30',
		'2026-13-01',
		'2026-03-11Tnoon',
		'12',
		{},
		[],
		true,
		NaN,
	].map((sendAt): [Partial<SendAtOptions>, RegExp] => [
		{ sendAt },
		/'Send At' .* not a date and time/,
	]),
	...['2', 'soon', '-5m', '5m, 1h', 'PT5M', '1e3h', '2026-03-11'].map(
		(sendAfter): [Partial<SendAtOptions>, RegExp] => [{ sendAfter }, /'Send After' .* not a delay/],
	),
	[{ sendAt: '2026-03-11', sendAfter: '1h' }, /'Send At' and 'Send After' are both set/],
])('%j cannot be used, and the sentence names the option', (options, problem) => {
	expect(timeOf(options)).toMatch(problem);
});

test('whatever it is given, it never throws, and never sends before now or beyond the limit', () => {
	fc.assert(
		fc.property(fc.anything(), fc.string(), (sendAt, sendAfter) => {
			const result = read({ sendAt, sendAfter });
			if (!result.ok || result.value === undefined) return;
			expect(result.value.dueAtMs).toBeGreaterThanOrEqual(nowMs);
			expect(result.value.dueAtMs).toBeLessThanOrEqual(nowMs + 366 * 24 * 60 * 60 * 1000);
		}),
	);
});

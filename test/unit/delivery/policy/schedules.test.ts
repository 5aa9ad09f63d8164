import { publishedSchedules } from '../../../../nodes/shared/delivery/policy/schedules';

/** Time of each attempt since the first, as the sources print it: hours, minutes and seconds. */
const published: Readonly<Record<string, readonly string[]>> = {
	// github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, version 1.0.0
	'standard-webhooks': [
		'00:00:00',
		'00:00:05',
		'00:05:05',
		'00:35:05',
		'02:35:05',
		'07:35:05',
		'17:35:05',
		'31:35:05',
		'51:35:05',
		'75:35:05',
	],
	// docs.svix.com/retries
	svix: [
		'00:00:00',
		'00:00:05',
		'00:05:05',
		'00:35:05',
		'02:35:05',
		'07:35:05',
		'17:35:05',
		'27:35:05',
	],
	// The retry table of Twig's webhook documentation
	twig: ['00:00:00', '00:00:05', '00:00:35', '00:05:35', '01:05:35'],
};

function toMs(time: string): number {
	const [hours = NaN, minutes = NaN, seconds = NaN] = time.split(':').map(Number);
	return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

test('the schedules are those of the table, sorted by name', () => {
	expect(publishedSchedules.map(({ id }) => id)).toEqual(Object.keys(published));
	const names = publishedSchedules.map(({ displayName }) => displayName);
	expect(names).toEqual([...names].sort());
});

describe.each([...publishedSchedules])('$displayName', (schedule) => {
	const times = (published[schedule.id] ?? []).map(toMs);

	test('makes its attempts at the published times', () => {
		let sumMs = 0;
		expect([0, ...schedule.delaysMs.map((delayMs) => (sumMs += delayMs))]).toEqual(times);
	});

	test('says how many attempts it makes', () => {
		expect(schedule.description).toMatch(new RegExp(`^${times.length} attempts over about `));
	});

	test('names each of its waits', () => {
		const unitMs: Record<string, number> = { s: 1000, min: 60_000, h: 3_600_000 };
		const waits = [...schedule.description.matchAll(/(\d+) (s|min|h)\b/g)];
		expect(waits.map(([, count, unit = '']) => Number(count) * (unitMs[unit] ?? NaN))).toEqual(
			schedule.delaysMs,
		);
	});
});

import { createAskedEvents } from '../../../../nodes/shared/subscriptions/watch/asked';

const MINUTE_MS = 60_000;

test('what fails each time is fetched three times, with longer pauses, and then no more', () => {
	const asked = createAskedEvents();
	const fetched: number[] = [];
	for (let minute = 0; minute < 3 * 24 * 60; minute += 15) {
		if (!asked.isDue('evt_1', minute * MINUTE_MS)) continue;
		asked.note('evt_1', minute * MINUTE_MS);
		fetched.push(minute);
	}
	expect(fetched).toEqual([0, 30, 75]);
	expect(asked.has('evt_1')).toBe(true);
	expect(asked.has('evt_2')).toBe(false);
});

test('what was taken is fetched no more', () => {
	const asked = createAskedEvents();
	asked.note('evt_1', 0);
	asked.noteTaken('evt_1');
	expect(asked.isDue('evt_1', Number.MAX_SAFE_INTEGER)).toBe(false);
	expect(asked.has('evt_1')).toBe(true);
});

test('ten thousand are remembered', () => {
	const asked = createAskedEvents();
	for (let index = 0; index <= 10_000; index += 1) asked.noteTaken(`evt_${index}`);
	expect(asked.has('evt_0')).toBe(false);
	expect(asked.has('evt_1')).toBe(true);
});

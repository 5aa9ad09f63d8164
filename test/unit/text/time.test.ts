import { durationText, momentText } from '../../../nodes/shared/text/time';

test.each([
	[0, '0 ms'],
	[120.4, '120 ms'],
	[1_000, '1 second'],
	[1_260, '1 second'],
	[5_000, '5 seconds'],
	[60_000, '1 minute'],
	[90_000, '90 seconds'],
	[300_000, '5 minutes'],
	[3_600_000, '1 hour'],
	[5_400_000, '90 minutes'],
	[5_432_000, '2 hours'],
	[7_200_000, '2 hours'],
	[72 * 3_600_000, '3 days'],
	[266_700_000, '3 days'],
])('%d ms are %s', (durationMs, text) => {
	expect(durationText(durationMs)).toBe(text);
});

test('a moment is shown to the second, and what is none as it is', () => {
	expect(momentText('2026-11-30T20:31:02.345Z')).toBe('2026-11-30 20:31:02 UTC');
	expect(momentText('later')).toBe('later');
});

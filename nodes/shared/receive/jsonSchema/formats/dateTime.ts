const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const HOUR = '([01]\\d|2[0-3])';
const MINUTE = '([0-5]\\d)';
const TIME = new RegExp(
	`^${HOUR}:${MINUTE}:([0-5]\\d|60)(?:\\.\\d+)?(?:z|([+-])${HOUR}:${MINUTE})$`,
	'i',
);
const DATE_LENGTH = '2025-12-31'.length;
const MINUTES_PER_DAY = 1_440;

function daysIn(year: number, month: number): number {
	if (month === 2) {
		const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
		return isLeapYear ? 29 : 28;
	}
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether a text is a `full-date` of RFC 3339. */
export function isDate(text: string): boolean {
	const [year = 0, month = 0, day = 0] = DATE.exec(text)?.slice(1).map(Number) ?? [];
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function isTime(text: string): boolean {
	const match = TIME.exec(text);
	if (match === null) return false;
	const [, hour, minute, second, sign, offsetHour = '0', offsetMinute = '0'] = match;
	if (second !== '60') return true;
	// A leap second ends the day in UTC, whatever the clocks say where the text was written.
	const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1);
	const endsAt = Number(hour) * 60 + Number(minute) + 1 - offset;
	return endsAt % MINUTES_PER_DAY === 0;
}

/** Whether a text is a `date-time` of RFC 3339. */
export function isDateTime(text: string): boolean {
	const separator = text.charAt(DATE_LENGTH).toUpperCase();
	return (
		separator === 'T' && isDate(text.slice(0, DATE_LENGTH)) && isTime(text.slice(DATE_LENGTH + 1))
	);
}

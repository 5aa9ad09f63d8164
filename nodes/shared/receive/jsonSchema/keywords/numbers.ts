import type { Keyword, Keywords } from '../types';
import { expected } from '../checks';

interface Decimal {
	readonly digits: bigint;
	/** Power of ten by which the digits are multiplied. */
	readonly exponent: number;
}

function toDecimal(value: number): Decimal {
	const [mantissa = '', exponent = '0'] = String(value).split('e');
	const [whole = '', fraction = ''] = mantissa.split('.');
	return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Calculates as on paper: 4.35 is a multiple of 0.01, though not in floating-point numbers. */
function isMultiple(value: number, divisor: number): boolean {
	if (!Number.isFinite(value)) return false;
	const one = toDecimal(value);
	const other = toDecimal(divisor);
	const exponent = Math.min(one.exponent, other.exponent);
	const scale = ({ digits, exponent: own }: Decimal): bigint =>
		digits * 10n ** BigInt(own - exponent);
	return scale(one) % scale(other) === 0n;
}

function limit(phrase: string, fits: (value: number, limit: number) => boolean): Keyword {
	return (place, keyword) => {
		const definition = place.get(keyword);
		if (typeof definition !== 'number') return place.reject([keyword], 'a number');
		const violation = expected(`${phrase} ${definition}`);
		return (value) =>
			typeof value !== 'number' || fits(value, definition) ? undefined : violation;
	};
}

const multipleOf = limit('a multiple of', isMultiple);

/** Keywords for numbers. */
export const numberKeywords: Keywords = {
	minimum: limit('at least', (value, least) => value >= least),
	maximum: limit('at most', (value, most) => value <= most),
	exclusiveMinimum: limit('more than', (value, bound) => value > bound),
	exclusiveMaximum: limit('less than', (value, bound) => value < bound),
	multipleOf: (place, keyword) => {
		const definition = place.get(keyword);
		if (typeof definition === 'number' && definition > 0) return multipleOf(place, keyword);
		return place.reject([keyword], 'a number above 0');
	},
};

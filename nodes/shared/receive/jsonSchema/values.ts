import { isObject } from '../../json';

/**
 * A text that is the same for values that JSON Schema counts as equal: 1 and 1.0, and objects
 * whose properties stand in another order.
 */
export function canonicalText(value: unknown): string {
	if (typeof value === 'string') return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
	if (!isObject(value)) return String(value);
	const properties = Object.keys(value)
		.sort()
		.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`);
	return `{${properties.join(',')}}`;
}

/** Whether a value is an object of JSON: neither `null` nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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

/** Whether arrays and objects stand inside of each other more often than that. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1));
}

import { fieldOf } from '../../json';

/** Keys that lead to a value in a JSON body; array elements by their index as text. */
export type BodyPath = readonly [string, ...string[]];

/** The value at a path of own properties, or `undefined`. Never runs code of the value. */
export function valueAt(payload: unknown, path: BodyPath): unknown {
	let value = payload;
	for (const key of path) {
		value = fieldOf(value, key);
		if (value === undefined) return undefined;
	}
	return value;
}

/**
 * The same payload with another value at a path, where there is one; `*` leads to every element of
 * an array. Only what lies on the path is copied; the given payload stays as it is, and is given back
 * where the path leads nowhere.
 */
export function withValueAt(payload: unknown, path: readonly string[], value: unknown): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return value;
	if (key === '*' && Array.isArray(payload)) {
		const elements = payload as readonly unknown[];
		const copies = elements.map((element) => withValueAt(element, rest, value));
		return copies.some((copy, index) => copy !== elements[index]) ? copies : payload;
	}
	if (payload === null || typeof payload !== 'object' || !Object.hasOwn(payload, key)) {
		return payload;
	}
	const before = (payload as Record<string, unknown>)[key];
	const child = withValueAt(before, rest, value);
	if (child === before) return payload;
	if (!Array.isArray(payload)) return { ...payload, [key]: child };
	const copy: unknown[] = [...(payload as unknown[])];
	copy[Number(key)] = child;
	return copy;
}

/** A value as the text that a sender signs: texts, numbers and booleans; else `undefined`. */
export function scalarText(value: unknown): string | undefined {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: undefined;
}

/** Whether arrays and objects stand inside of each other more often than that. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1));
}

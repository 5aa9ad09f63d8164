import { compilePattern } from '../pattern';
import type { Budget, Check, SchemaPlace } from '../types';
import { isObject } from '../../../json';

/** Reads a number of characters, items or properties. */
export function readCount(place: SchemaPlace, keyword: string): number | undefined {
	const count = place.get(keyword);
	if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return count;
	return place.reject([keyword], 'a non-negative integer');
}

/** Reads the names of a keyword whose value is an object. */
export function readNames(place: SchemaPlace, keyword: string): string[] {
	const value = place.get(keyword);
	if (isObject(value)) return Object.keys(value);
	place.reject([keyword], 'an object');
	return [];
}

/** Reads a list of names, such as those of required properties. */
export function readNameList(place: SchemaPlace, ...path: readonly string[]): string[] {
	const names = place.get(...path);
	if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
	place.reject(path, 'a string array');
	return [];
}

/** Reads a list of schemas that are applied to the same value, or each to one item. */
export function readSchemaList(
	place: SchemaPlace,
	keyword: string,
	appliedTo: 'forSameValue' | 'forPart',
): Check[] {
	const schemas = place.get(keyword);
	if (Array.isArray(schemas) && schemas.length > 0) {
		return schemas.map((_, index) => place[appliedTo](keyword, String(index)));
	}
	place.reject([keyword], 'a non-empty array');
	return [];
}

/** Whether a text holds a match of a pattern. */
export type PatternTest = (text: string, budget: Budget) => boolean;

function toExpression(source: unknown): RegExp | undefined {
	try {
		return typeof source === 'string' ? new RegExp(source, 'u') : undefined;
	} catch {
		return undefined;
	}
}

/** Reads a regular expression. As JSON Schema asks, it may match anywhere in a text. */
export function readPattern(
	place: SchemaPlace,
	path: readonly string[],
	source: unknown,
): PatternTest | undefined {
	const expression = toExpression(source);
	if (expression === undefined) {
		return place.reject(path, 'a regular expression as JavaScript reads it with the flag u');
	}
	const matches = compilePattern(expression);
	if (matches === undefined) {
		return place.reject(
			path,
			'a pattern that cannot take for ever: without backreferences, modifiers and looking behind, and with counts of less than some thousands',
		);
	}
	return (text, budget) => {
		const result = matches(text, budget);
		if (budget.matchStepsLeft <= 0) budget.isExceeded = true;
		return result;
	};
}

import type { Check, Keywords } from '../types';
import { isObject } from '../../../json';
import { canonicalText } from '../values';
import { expected } from '../checks';

interface JsonType {
	readonly noun: string;
	readonly includes: (value: unknown) => boolean;
}

const TYPES = new Map<unknown, JsonType>([
	['null', { noun: 'null', includes: (value) => value === null }],
	['boolean', { noun: 'a boolean', includes: (value) => typeof value === 'boolean' }],
	['string', { noun: 'a string', includes: (value) => typeof value === 'string' }],
	['number', { noun: 'a number', includes: (value) => typeof value === 'number' }],
	['integer', { noun: 'an integer', includes: Number.isInteger }],
	['array', { noun: 'an array', includes: Array.isArray }],
	['object', { noun: 'an object', includes: isObject }],
]);
const TYPE_NAMES = [...TYPES.keys()].join(', ');

const MAX_QUOTED_CHARACTERS = 200;

function oneOfValues(values: readonly unknown[]): Check {
	const texts = new Set(values.map(canonicalText));
	const list = [...texts].join(', ');
	const quoted =
		list.length > MAX_QUOTED_CHARACTERS ? `${list.slice(0, MAX_QUOTED_CHARACTERS)}…` : list;
	const violation = expected(values.length === 1 ? quoted : `one of ${quoted}`);
	return (value) => (texts.has(canonicalText(value)) ? undefined : violation);
}

/** Keywords for values of any type. */
export const anyValueKeywords: Keywords = {
	type: (place, keyword) => {
		const definition = place.get(keyword);
		const names: readonly unknown[] = Array.isArray(definition) ? definition : [definition];
		const types = names.flatMap((name) => TYPES.get(name) ?? []);
		if (types.length === 0 || types.length < names.length) {
			return place.reject([keyword], `one or more of ${TYPE_NAMES}`);
		}
		const violation = expected(types.map(({ noun }) => noun).join(' or '));
		return (value) => (types.some((type) => type.includes(value)) ? undefined : violation);
	},
	const: (place, keyword) => oneOfValues([place.get(keyword)]),
	enum: (place, keyword) => {
		const values = place.get(keyword);
		if (Array.isArray(values) && values.length > 0) return oneOfValues(values);
		return place.reject([keyword], 'a non-empty array');
	},
};

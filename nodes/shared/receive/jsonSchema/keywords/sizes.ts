import type { Keyword, Keywords } from '../types';
import { isObject } from '../values';
import { expected } from '../checks';
import { readCount } from './read';

/** The size of a value, `undefined` for values that have none of that kind. */
type Measure = (value: unknown) => number | undefined;

const SURROGATE_PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** JSON Schema counts code points. */
function countCharacters(text: string): number {
	return text.length - (text.match(SURROGATE_PAIRS)?.length ?? 0);
}

const characters: Measure = (value) =>
	typeof value === 'string' ? countCharacters(value) : undefined;
const items: Measure = (value) => (Array.isArray(value) ? value.length : undefined);
const properties: Measure = (value) => (isObject(value) ? Object.keys(value).length : undefined);

function atLeast(measure: Measure, noun: string): Keyword {
	return (place, keyword) => {
		const least = readCount(place, keyword) ?? 0;
		const violation = expected(`at least ${least} ${noun}`);
		return (value) => ((measure(value) ?? least) < least ? violation : undefined);
	};
}

function atMost(measure: Measure, noun: string): Keyword {
	return (place, keyword) => {
		const most = readCount(place, keyword) ?? 0;
		const violation = expected(`at most ${most} ${noun}`);
		return (value) => ((measure(value) ?? most) > most ? violation : undefined);
	};
}

/** Keywords for the size of a value. */
export const sizeKeywords: Keywords = {
	minLength: atLeast(characters, 'characters'),
	maxLength: atMost(characters, 'characters'),
	minItems: atLeast(items, 'items'),
	maxItems: atMost(items, 'items'),
	minProperties: atLeast(properties, 'properties'),
	maxProperties: atMost(properties, 'properties'),
};

import type { Keyword, Keywords } from '../types';
import { isObject } from '../../../json';
import { counted, expected } from '../checks';
import type { Noun } from '../checks';
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

function atLeast(measure: Measure, noun: Noun): Keyword {
	return (place, keyword) => {
		const least = readCount(place, keyword) ?? 0;
		const violation = expected(`at least ${counted(least, noun)}`);
		return (value) => ((measure(value) ?? least) < least ? violation : undefined);
	};
}

function atMost(measure: Measure, noun: Noun): Keyword {
	return (place, keyword) => {
		const most = readCount(place, keyword) ?? 0;
		const violation = expected(`at most ${counted(most, noun)}`);
		return (value) => ((measure(value) ?? most) > most ? violation : undefined);
	};
}

/** Keywords for the size of a value. */
export const sizeKeywords: Keywords = {
	minLength: atLeast(characters, 'character'),
	maxLength: atMost(characters, 'character'),
	minItems: atLeast(items, 'item'),
	maxItems: atMost(items, 'item'),
	minProperties: atLeast(properties, 'property'),
	maxProperties: atMost(properties, 'property'),
};

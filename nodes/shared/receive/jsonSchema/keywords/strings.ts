import type { Keywords } from '../types';
import { expected } from '../checks';
import { formats } from '../formats';
import { readPattern } from './read';

/** Keywords for texts. */
export const stringKeywords: Keywords = {
	format: (place, keyword) => {
		const name = place.get(keyword);
		if (typeof name !== 'string') return place.reject([keyword], 'a format name');
		const fits = formats.get(name);
		if (fits === undefined) return undefined;
		const violation = expected(`the format ${name}`);
		return (value) => (typeof value !== 'string' || fits(value) ? undefined : violation);
	},
	pattern: (place, keyword) => {
		const source = place.get(keyword);
		const matches = readPattern(place, [keyword], source);
		if (matches === undefined) return undefined;
		const violation = expected(`the pattern ${String(source)}`);
		return (value, budget) =>
			typeof value !== 'string' || matches(value, budget) ? undefined : violation;
	},
};

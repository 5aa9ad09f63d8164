import type { Check, Keyword, Keywords, SchemaPlace } from '../types';
import { canonicalText } from '../values';
import { counted, expected, within } from '../checks';
import { readCount, readSchemaList } from './read';

function checkItemsFrom(start: number, check: Check): Check {
	return (value, budget) => {
		if (!Array.isArray(value)) return undefined;
		for (let index = start; index < value.length; index += 1) {
			const violation = check(value[index], budget);
			if (violation) return within(index, violation);
		}
		return undefined;
	};
}

function checkFirstItems(checks: readonly Check[]): Check {
	return (value, budget) => {
		if (!Array.isArray(value)) return undefined;
		for (const [index, check] of checks.slice(0, value.length).entries()) {
			const violation = check(value[index], budget);
			if (violation) return within(index, violation);
		}
		return undefined;
	};
}

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

const firstItems: Keyword = (place, keyword) =>
	checkFirstItems(readSchemaList(place, keyword, 'forPart'));

const countOf = (place: SchemaPlace, keyword: string): number | undefined =>
	place.get(keyword) === undefined ? undefined : readCount(place, keyword);

/** Read by `contains`; checked here so that a wrong one is never overlooked. */
const containsLimit: Keyword = (place, keyword) => {
	readCount(place, keyword);
	return undefined;
};

function contains(place: SchemaPlace, keyword: string): Check {
	const check = place.forPart(keyword);
	const least = countOf(place, 'minContains') ?? 1;
	const most = countOf(place, 'maxContains') ?? Infinity;
	const tooFew = expected(`at least ${counted(least, 'item')} that contains asks for`);
	const tooMany = expected(`at most ${counted(most, 'item')} that contains asks for`);
	return (value, budget) => {
		if (!Array.isArray(value)) return undefined;
		let count = 0;
		for (const item of value) {
			if (check(item, budget) === undefined) count += 1;
			if (count > most) return tooMany;
		}
		return count < least ? tooFew : undefined;
	};
}

/** Keywords for lists. */
export const arrayKeywords: Keywords = {
	prefixItems: firstItems,
	// In draft-07, a list of schemas is what prefixItems became later.
	items: (place, keyword) => {
		const isList = Array.isArray(place.get(keyword));
		if (isList && place.get('prefixItems') === undefined) return firstItems(place, keyword);
		if (isList) return place.reject([keyword], 'a single schema');
		return checkItemsFrom(lengthOf(place.get('prefixItems')), place.forPart(keyword));
	},
	// Means something only beside a list of items (draft-07 validation, section 6.4.2).
	additionalItems: (place, keyword) => {
		const check = place.forPart(keyword);
		const items = place.get('items');
		return Array.isArray(items) ? checkItemsFrom(items.length, check) : undefined;
	},
	minContains: containsLimit,
	maxContains: containsLimit,
	contains,
	uniqueItems: (place, keyword) => {
		const definition = place.get(keyword);
		if (typeof definition !== 'boolean') return place.reject([keyword], 'true or false');
		if (!definition) return undefined;
		const violation = expected('different items');
		return (value) =>
			Array.isArray(value) && new Set(value.map(canonicalText)).size < value.length
				? violation
				: undefined;
	},
};

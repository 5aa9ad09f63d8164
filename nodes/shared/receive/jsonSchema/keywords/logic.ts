import { expected, firstViolation } from '../checks';
import type { Check, Keyword, Keywords, SchemaPlace } from '../types';
import { readSchemaList } from './read';

/** Looked at by `if`; compiled here so that a wrong one is never overlooked. */
const branch: Keyword = (place, keyword) => {
	place.forSameValue(keyword);
	return undefined;
};

const branchOf = (place: SchemaPlace, keyword: string): Check | undefined =>
	place.get(keyword) === undefined ? undefined : place.forSameValue(keyword);

/** Keywords that join schemas for the same value. */
export const logicKeywords: Keywords = {
	allOf: (place, keyword) => {
		const checks = readSchemaList(place, keyword, 'forSameValue');
		return (value, budget) => firstViolation(checks, value, budget);
	},
	anyOf: (place, keyword) => {
		const checks = readSchemaList(place, keyword, 'forSameValue');
		const violation = expected(`a fit for one of the ${checks.length} schemas of anyOf`);
		return (value, budget) =>
			checks.some((check) => check(value, budget) === undefined) ? undefined : violation;
	},
	oneOf: (place, keyword) => {
		const checks = readSchemaList(place, keyword, 'forSameValue');
		const violation = expected(`a fit for exactly one of the ${checks.length} schemas of oneOf`);
		return (value, budget) => {
			const fits = (check: Check): boolean => check(value, budget) === undefined;
			const first = checks.findIndex(fits);
			const isOnlyOne = first !== -1 && !checks.slice(first + 1).some(fits);
			return isOnlyOne ? undefined : violation;
		};
	},
	not: (place, keyword) => {
		const check = place.forSameValue(keyword);
		const violation = expected('no fit for the schema of not');
		return (value, budget) => (check(value, budget) === undefined ? violation : undefined);
	},
	if: (place, keyword) => {
		const condition = place.forSameValue(keyword);
		const fitting = branchOf(place, 'then');
		const otherwise = branchOf(place, 'else');
		return (value, budget) =>
			(condition(value, budget) === undefined ? fitting : otherwise)?.(value, budget);
	},
	then: branch,
	else: branch,
};

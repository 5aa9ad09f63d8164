import { expected, firstViolation, within } from '../checks';
import type { Budget, Check, Keyword, Keywords, SchemaPlace } from '../types';
import { isObject } from '../../../json';
import { readNameList, readNames, readPattern } from './read';
import type { PatternTest } from './read';

/** Applies to each property the checks that its name calls for. */
function checkProperties(checksFor: (name: string, budget: Budget) => readonly Check[]): Check {
	return (value, budget) => {
		if (!isObject(value)) return undefined;
		for (const name of Object.keys(value)) {
			const violation = firstViolation(checksFor(name, budget), value[name], budget);
			if (violation) return within(name, violation);
		}
		return undefined;
	};
}

interface NamePattern {
	readonly source: string;
	readonly matches: PatternTest;
}

function readNamePatterns(place: SchemaPlace): NamePattern[] {
	const keyword = 'patternProperties';
	if (place.get(keyword) === undefined) return [];
	return readNames(place, keyword).flatMap((source) => {
		const matches = readPattern(place, [keyword, source], source);
		return matches ? [{ source, matches }] : [];
	});
}

function checkRequired(names: readonly string[]): Check {
	const violations = names.map((name) => expected(`the property '${name}'`));
	return (value) =>
		isObject(value)
			? violations[names.findIndex((name) => !Object.hasOwn(value, name))]
			: undefined;
}

/** A keyword with a further check for objects that have a certain property. */
function dependent(
	readCheck: (place: SchemaPlace, keyword: string, name: string) => Check,
): Keyword {
	return (place, keyword) => {
		const checks = readNames(place, keyword).map(
			(name) => [name, readCheck(place, keyword, name)] as const,
		);
		return (value, budget) => {
			if (!isObject(value)) return undefined;
			const called = checks.filter(([name]) => Object.hasOwn(value, name));
			return firstViolation(
				called.map(([, check]) => check),
				value,
				budget,
			);
		};
	};
}

const dependentNames = (place: SchemaPlace, keyword: string, name: string): Check =>
	checkRequired(readNameList(place, keyword, name));
const dependentSchema = (place: SchemaPlace, keyword: string, name: string): Check =>
	place.forSameValue(keyword, name);

/** Keywords for objects. */
export const objectKeywords: Keywords = {
	required: (place, keyword) => checkRequired(readNameList(place, keyword)),
	dependentRequired: dependent(dependentNames),
	dependentSchemas: dependent(dependentSchema),
	// Of draft-07, where it stood for both of the above.
	dependencies: dependent((place, keyword, name) =>
		Array.isArray(place.get(keyword, name))
			? dependentNames(place, keyword, name)
			: dependentSchema(place, keyword, name),
	),
	propertyNames: (place, keyword) => {
		const check = place.forPart(keyword);
		return (value, budget) => {
			if (!isObject(value)) return undefined;
			for (const name of Object.keys(value)) {
				const violation = check(name, budget);
				if (violation)
					return within(name, { path: '', message: `${violation.message} in the name` });
			}
			return undefined;
		};
	},
	properties: (place, keyword) => {
		const checks = new Map(
			readNames(place, keyword).map((name) => [name, [place.forPart(keyword, name)]]),
		);
		return checkProperties((name) => checks.get(name) ?? []);
	},
	patternProperties: (place, keyword) => {
		const checks = readNamePatterns(place).map(({ source, matches }) => ({
			matches,
			check: place.forPart(keyword, source),
		}));
		return checkProperties((name, budget) =>
			checks.filter(({ matches }) => matches(name, budget)).map(({ check }) => check),
		);
	},
	additionalProperties: (place, keyword) => {
		const checks = [place.forPart(keyword)];
		const named = new Set(
			place.get('properties') === undefined ? [] : readNames(place, 'properties'),
		);
		const patterns = readNamePatterns(place);
		return checkProperties((name, budget) =>
			named.has(name) || patterns.some(({ matches }) => matches(name, budget)) ? [] : checks,
		);
	},
};

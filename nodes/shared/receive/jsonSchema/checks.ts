import { pointerStep } from './pointer';
import type { Budget, Check, Violation } from './types';

/** A violation by the value itself. */
export function expected(expectation: string): Violation {
	return { path: '', message: `expected ${expectation}` };
}

const PLURALS = { character: 'characters', item: 'items', property: 'properties' };

/** What sizes are given in. */
export type Noun = keyof typeof PLURALS;

/** A size in words: `1 item`, `2 items`. */
export function counted(count: number, noun: Noun): string {
	return `${count} ${count === 1 ? noun : PLURALS[noun]}`;
}

/** The violation by an item or a property, seen from the value that holds it. */
export function within(name: string | number, { path, message }: Violation): Violation {
	return { path: pointerStep(name) + path, message };
}

/** Runs checks up to the first that finds something. */
export function firstViolation(
	checks: Iterable<Check>,
	value: unknown,
	budget: Budget,
): Violation | undefined {
	for (const check of checks) {
		const violation = check(value, budget);
		if (violation !== undefined) return violation;
	}
	return undefined;
}

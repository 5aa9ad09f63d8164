import { createMatcher } from './automaton';
import type { Matcher } from './automaton';
import { parsePattern } from './parse';
import type { PatternNode } from './parse';

export type { Matcher } from './automaton';

/** In how many places the pattern leaves a choice; infinite where one of them is repeated. */
function choicesIn(node: PatternNode): number {
	switch (node.kind) {
		case 'one':
		case 'start':
		case 'end':
		case 'wordBoundary':
			return 0;
		case 'sequence':
			return node.parts.reduce((sum, part) => sum + choicesIn(part), 0);
		case 'choice':
			return node.options.reduce((sum, option) => sum + choicesIn(option), 1);
		case 'repeat': {
			const inside = choicesIn(node.part);
			if (inside > 0 && node.most > 1) return Infinity;
			return inside + (node.least === node.most ? 0 : 1);
		}
		case 'look':
			return choicesIn(node.part);
		case 'unknown':
			return Infinity;
	}
}

function isAnchored(node: PatternNode): boolean {
	if (node.kind !== 'sequence') return node.kind === 'start';
	const [first] = node.parts;
	return first !== undefined && isAnchored(first);
}

function looksBehind(node: PatternNode): boolean {
	switch (node.kind) {
		case 'look':
			return node.isBehind || looksBehind(node.part);
		case 'repeat':
			return looksBehind(node.part);
		case 'sequence':
			return node.parts.some(looksBehind);
		case 'choice':
			return node.options.some(looksBehind);
		case 'end':
		case 'one':
		case 'start':
		case 'unknown':
		case 'wordBoundary':
			return false;
	}
}

/**
 * How long a pattern is that leaves one choice at most, in characters that are tried again at every
 * place of a text: fixed repeats are written out; a choice of how often is gone through once.
 */
function lengthOf(node: PatternNode): number {
	switch (node.kind) {
		case 'one':
		case 'start':
		case 'end':
		case 'wordBoundary':
		case 'unknown':
			return 1;
		case 'sequence':
			return node.parts.reduce((sum, part) => sum + lengthOf(part), 0);
		case 'choice':
			return node.options.reduce((sum, option) => sum + lengthOf(option), 0);
		case 'repeat':
			return lengthOf(node.part) * (node.least === node.most ? node.least : 1);
		case 'look':
			return lengthOf(node.part);
	}
}

// The engine tries the whole pattern at every character of the text: about ten nanoseconds each.
const MAX_TRIES = 50_000_000;
/** Longest pattern that the engine gets for any text, where there is no automaton. */
const MAX_LENGTH = 10;

/** Lets the engine match, or the automaton where that could take long or too much of its stack. */
function tryEngine(expression: RegExp, length: number, automaton: Matcher | undefined): Matcher {
	return (text, budget) => {
		if (automaton && text.length * length > MAX_TRIES) return automaton(text, budget);
		try {
			return expression.test(text);
		} catch {
			// Repeated groups fill the stack of the engine, once for each time.
			if (automaton) return automaton(text, budget);
			budget.matchStepsLeft = 0;
			return false;
		}
	};
}

function compile(expression: RegExp): Matcher | undefined {
	const node = parsePattern(expression.source);
	const anchored = isAnchored(node);
	const automaton = looksBehind(node) ? undefined : createMatcher(node, anchored);
	if (choicesIn(node) > (anchored ? 1 : 0)) return automaton;
	const length = lengthOf(node);
	return automaton || length <= MAX_LENGTH ? tryEngine(expression, length, automaton) : undefined;
}

/**
 * Reads a regular expression so that no text can keep it busy for long. JavaScript's own engine tries
 * one way after the other, which may take for ever where a pattern leaves many: `(a+)+$` does. So it
 * gets only patterns that leave one choice at most, of which the work is in proportion to the text
 * and to the pattern, and those only while that is little. For all others, every way is followed at
 * once.
 *
 * @returns `undefined` for what no such limit can be given: backreferences, modifiers, looking behind
 *   in a pattern with several choices or a long one, and what is written out to thousands of states
 */
export function compilePattern(expression: RegExp): Matcher | undefined {
	try {
		return compile(expression);
	} catch {
		// Groups inside of groups, thousands of them: too deep to be followed.
		return undefined;
	}
}

import type { PatternNode } from './parse';

/** Work that may still be done, in characters looked at and states passed. */
export interface MatchBudget {
	matchStepsLeft: number;
}

interface State {
	/** Goes on with the next character, where it fits. */
	fits?: (codePoint: number) => boolean;
	/** Goes on in the same place, where this holds. */
	holds?: (text: string, at: number, budget: MatchBudget) => boolean;
	/** Goes on in the same place, both ways. */
	also?: State;
	next?: State;
	isEnd?: boolean;
}

/** Largest automaton, which bounds what a repeated group may be written out to. */
const MAX_STATES = 20_000;

const WORD = /\w/;
const isWord = (text: string, at: number): boolean => WORD.test(text.charAt(at));

class Builder {
	/** Whether the pattern was given up. */
	isTooLarge = false;
	private count = 0;

	private state(state: State): State {
		this.count += 1;
		this.isTooLarge ||= this.count > MAX_STATES;
		return state;
	}

	/** The state from which the node leads to the next one. */
	build(node: PatternNode, next: State): State {
		if (this.isTooLarge) return next;
		switch (node.kind) {
			case 'one':
				return this.state({ fits: node.fits, next });
			case 'start':
				return this.state({ holds: (_text, at) => at === 0, next });
			case 'end':
				return this.state({ holds: (text, at) => at === text.length, next });
			case 'wordBoundary':
				return this.state({
					holds: (text, at) => (isWord(text, at - 1) !== isWord(text, at)) !== node.isNegative,
					next,
				});
			case 'sequence':
				return node.parts.reduceRight((after, part) => this.build(part, after), next);
			case 'choice':
				return node.options
					.map((option) => this.build(option, next))
					.reduceRight((also, first) => this.state({ next: first, also }));
			case 'repeat':
				return this.repeat(node, next);
			case 'look': {
				const start = this.build(node.part, { isEnd: true });
				return this.state({
					holds: (text, at, budget) => runs(start, text, at, false, budget) !== node.isNegative,
					next,
				});
			}
			case 'unknown':
				this.isTooLarge = true;
				return next;
		}
	}

	private repeat(node: Extract<PatternNode, { kind: 'repeat' }>, next: State): State {
		const { part, least, most } = node;
		let start = next;
		if (most === Infinity) {
			start = this.state({ also: next });
			start.next = this.build(part, start);
		} else {
			for (let count = least; count < most && !this.isTooLarge; count += 1) {
				start = this.state({ next: this.build(part, start), also: next });
			}
		}
		for (let count = 0; count < least && !this.isTooLarge; count += 1) {
			start = this.build(part, start);
		}
		return start;
	}
}

/** Adds a state with all that it leads to in the same place. Returns whether one is the end. */
function enter(
	first: State,
	reached: Set<State>,
	text: string,
	at: number,
	budget: MatchBudget,
): boolean {
	const left = [first];
	for (let state = left.pop(); state; state = left.pop()) {
		if (reached.has(state)) continue;
		reached.add(state);
		budget.matchStepsLeft -= 1;
		if (state.isEnd) return true;
		if (state.fits || (state.holds && !state.holds(text, at, budget))) continue;
		if (state.also) left.push(state.also);
		if (state.next) left.push(state.next);
	}
	return false;
}

/** Reads one character in all states. Returns whether one of them leads to the end. */
function advance(
	before: ReadonlySet<State>,
	reached: Set<State>,
	text: string,
	[at, after]: readonly [at: number, after: number],
	budget: MatchBudget,
): boolean {
	const codePoint = text.codePointAt(at) ?? 0;
	for (const { fits, next } of before) {
		budget.matchStepsLeft -= 1;
		if (fits?.(codePoint) && next && enter(next, reached, text, after, budget)) return true;
	}
	return false;
}

/** Follows all ways at once, so that every character is looked at once for each state. */
function runs(
	start: State,
	text: string,
	from: number,
	mayStartLater: boolean,
	budget: MatchBudget,
): boolean {
	let reached = new Set<State>();
	let isMatch = enter(start, reached, text, from, budget);
	for (let at = from; !isMatch && at < text.length && budget.matchStepsLeft > 0;) {
		if (reached.size === 0 && !mayStartLater) return false;
		const before = reached;
		reached = new Set();
		const after = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
		isMatch = advance(before, reached, text, [at, after], budget);
		at = after;
		if (mayStartLater) isMatch ||= enter(start, reached, text, at, budget);
	}
	return isMatch;
}

/** Says whether a text holds a match. Once the budget is used up, the answer means nothing. */
export type Matcher = (text: string, budget: MatchBudget) => boolean;

/**
 * Makes an automaton of a pattern (Thompson's construction). It takes time in proportion to the
 * length of the text, whatever the pattern is.
 *
 * @param isAnchored whether a match can begin at the start only
 * @returns `undefined` where that is not possible
 */
export function createMatcher(node: PatternNode, isAnchored: boolean): Matcher | undefined {
	const builder = new Builder();
	const start = builder.build(node, { isEnd: true });
	if (builder.isTooLarge) return undefined;
	return (text, budget) => runs(start, text, 0, !isAnchored, budget);
}

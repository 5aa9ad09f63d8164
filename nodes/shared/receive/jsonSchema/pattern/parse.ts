/** A part of a regular expression, with what can follow from it for a match, and nothing else. */
export type PatternNode =
	/** One character. */
	| { readonly kind: 'one'; readonly fits: (codePoint: number) => boolean }
	| { readonly kind: 'start' }
	| { readonly kind: 'end' }
	| { readonly kind: 'wordBoundary'; readonly isNegative: boolean }
	| { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
	| { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
	| {
			readonly kind: 'repeat';
			readonly part: PatternNode;
			readonly least: number;
			/** Infinite for no limit. */
			readonly most: number;
	  }
	| {
			readonly kind: 'look';
			readonly part: PatternNode;
			readonly isNegative: boolean;
			readonly isBehind: boolean;
	  }
	/** What cannot be told without trying every way: backreferences, and modifiers. */
	| { readonly kind: 'unknown' };

const ASCII_END = 0x80;

/** Lets the engine itself say what one character of the pattern stands for. */
function characterTest(source: string): (codePoint: number) => boolean {
	const one = new RegExp(`^(?:${source})$`, 'u');
	const fits = (codePoint: number): boolean => one.test(String.fromCodePoint(codePoint));
	const ascii = Array.from({ length: ASCII_END }, (_, codePoint) => fits(codePoint));
	return (codePoint) => (codePoint < ASCII_END ? (ascii[codePoint] ?? false) : fits(codePoint));
}

const LOOKS: ReadonlyArray<readonly [opening: string, isNegative: boolean, isBehind: boolean]> = [
	['(?=', false, false],
	['(?!', true, false],
	['(?<=', false, true],
	['(?<!', true, true],
];

const CLASS = /\[(?:[^\]\\]|\\.)*\]/suy;
const SURROGATES = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/y;
const ESCAPE = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|.)/suy;
const BACKREFERENCE = /\\(?:[1-9]|k<)/y;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;
const NAME = /\(\?<[^>]*>/y;
const ANY = /./suy;

class PatternReader {
	private at = 0;
	private readonly tests = new Map<string, (codePoint: number) => boolean>();

	constructor(private readonly source: string) {}

	readChoice(): PatternNode {
		const options = [this.readSequence()];
		while (this.take('|')) options.push(this.readSequence());
		const [only] = options;
		return options.length === 1 && only ? only : { kind: 'choice', options };
	}

	private readSequence(): PatternNode {
		const parts: PatternNode[] = [];
		while (this.at < this.source.length && !/[|)]/.test(this.source.charAt(this.at))) {
			parts.push(this.readQuantified());
		}
		return { kind: 'sequence', parts };
	}

	private readQuantified(): PatternNode {
		const part = this.readPart();
		const quantifier = this.match(QUANTIFIER);
		if (!quantifier) return part;
		const [, sign, count, comma, limit] = quantifier;
		if (sign === '?') return { kind: 'repeat', part, least: 0, most: 1 };
		if (sign !== undefined)
			return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: Infinity };
		const least = Number(count);
		const most = comma === '' ? least : limit === '' ? Infinity : Number(limit);
		return { kind: 'repeat', part, least, most };
	}

	private readPart(): PatternNode {
		return this.readPlace() ?? this.readLook() ?? this.readGrouped() ?? this.readCharacter();
	}

	private readPlace(): PatternNode | undefined {
		if (this.take('^')) return { kind: 'start' };
		if (this.take('$')) return { kind: 'end' };
		if (this.take('\\b')) return { kind: 'wordBoundary', isNegative: false };
		if (this.take('\\B')) return { kind: 'wordBoundary', isNegative: true };
		return undefined;
	}

	private readLook(): PatternNode | undefined {
		for (const [opening, isNegative, isBehind] of LOOKS) {
			if (this.take(opening)) return { kind: 'look', part: this.readGroup(), isNegative, isBehind };
		}
		return undefined;
	}

	private readGrouped(): PatternNode | undefined {
		if (this.take('(?:') || this.match(NAME)) return this.readGroup();
		if (this.source.startsWith('(?', this.at) || this.match(BACKREFERENCE)) {
			this.at = this.source.length;
			return { kind: 'unknown' };
		}
		return this.take('(') ? this.readGroup() : undefined;
	}

	private readCharacter(): PatternNode {
		const [character = ''] =
			this.match(CLASS) ?? this.match(SURROGATES) ?? this.match(ESCAPE) ?? this.match(ANY) ?? [];
		const fits = this.tests.get(character) ?? characterTest(character);
		this.tests.set(character, fits);
		return { kind: 'one', fits };
	}

	private readGroup(): PatternNode {
		const group = this.readChoice();
		this.take(')');
		return group;
	}

	private take(text: string): boolean {
		if (!this.source.startsWith(text, this.at)) return false;
		this.at += text.length;
		return true;
	}

	private match(expression: RegExp): RegExpExecArray | undefined {
		expression.lastIndex = this.at;
		const found = expression.exec(this.source);
		if (!found) return undefined;
		this.at = expression.lastIndex;
		return found;
	}
}

/**
 * Reads a regular expression as JavaScript does with the flag `u`.
 *
 * @param source one that JavaScript accepts
 */
export function parsePattern(source: string): PatternNode {
	return new PatternReader(source).readChoice();
}

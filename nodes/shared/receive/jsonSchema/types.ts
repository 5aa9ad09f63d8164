/** The first thing that is wrong with a value. */
export interface Violation {
	/** The part of the value that does not fit, as JSON Pointer (RFC 6901); empty for all of it. */
	readonly path: string;
	/** What was expected there. Quotes the schema, never the value. */
	readonly message: string;
}

/** What is left for one value before it counts as too much work. */
export interface Budget {
	/** Schemas that may still be applied inside of each other. */
	depthLeft: number;
	/** Schemas that may still be applied altogether. */
	stepsLeft: number;
	/** Steps that patterns may still take in texts. */
	matchStepsLeft: number;
	/** Whether one of them ran out, so that no verdict counts any more. */
	isExceeded: boolean;
}

/** Finds out what is wrong with a value; its path is relative to that value. */
export type Check = (value: unknown, budget: Budget) => Violation | undefined;

/** A schema whose keywords are being read. Paths lead from it to a part of it. */
export interface SchemaPlace {
	/** Whether it is the whole document. */
	readonly isTop: boolean;
	/** What stands at a path, such as the value of a keyword; `undefined` when nothing does. */
	readonly get: (...path: readonly string[]) => unknown;
	/** The schema at a path, applied to a part of the value: an item or a property. */
	readonly forPart: (...path: readonly string[]) => Check;
	/** The schema at a path, applied to the same value. */
	readonly forSameValue: (...path: readonly string[]) => Check;
	/** The schema that a reference leads to, applied to the same value; `undefined` when none is. */
	readonly forReference: (reference: string) => Check | undefined;
	/** Makes the document unusable: what is at the path must be something else. */
	readonly reject: (path: readonly string[], expectation: string) => undefined;
}

/** Reads a keyword that is present. Without a check it limits nothing, or another one does. */
export type Keyword = (place: SchemaPlace, keyword: string) => Check | undefined;

/** Keywords by name. */
export type Keywords = Readonly<Record<string, Keyword>>;

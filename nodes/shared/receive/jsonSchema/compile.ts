import { isObject } from '../../json';
import type { JsonObject } from '../../json';
import { failure, success } from '../../result';
import type { Result } from '../../result';
import { evaluate } from './evaluate';
import type { SchemaNode } from './evaluate';
import { keywords } from './keywords';
import { findEndlessLoop } from './loops';
import { follow, parseLocalReference, pointerStep, setsBaseUri } from './pointer';
import type { Check, SchemaPlace } from './types';

const checkOf =
	(node: SchemaNode): Check =>
	(value, budget) =>
		evaluate(node, value, budget);

const placeText = (path: readonly string[]): string =>
	path.length === 0 ? 'the top' : path.map(pointerStep).join('');

class SchemaDocument {
	/** By definition, in the order in which they are found. */
	private readonly nodes = new Map<unknown, SchemaNode>();
	private problem: string | undefined;

	constructor(private readonly document: unknown) {}

	compile(): Result<Check> {
		const top = this.nodeOf(this.document, []);
		// Grows on the way. Schemas that nothing leads to are left alone: they have no effect.
		for (const node of this.nodes.values()) this.readKeywords(node);
		const loop = findEndlessLoop(this.nodes.values());
		if (loop) {
			this.problem ??= `the schema at ${placeText(loop.path)} refers back to itself for the same value, so checking would never end. Break the circle of references.`;
		}
		return this.problem === undefined ? success(checkOf(top)) : failure(this.problem);
	}

	private nodeOf(definition: unknown, path: readonly string[]): SchemaNode {
		const known = this.nodes.get(definition);
		if (known) return known;
		const node: SchemaNode = { path, checks: [], sameValue: [], definition };
		this.nodes.set(definition, node);
		return node;
	}

	private readKeywords(node: SchemaNode): void {
		const { definition, path, checks } = node;
		if (typeof definition === 'boolean') return;
		if (!isObject(definition)) return this.reject(path, 'a JSON Schema');
		const unknown = Object.keys(definition).find((keyword) => !keywords.has(keyword));
		if (unknown !== undefined) {
			this.problem ??= `the keyword at ${placeText([...path, unknown])} is not supported, and ignoring it would accept more than the schema allows. Remove it.`;
		}
		const place = this.placeOf(node, definition);
		for (const [keyword, compile] of keywords) {
			const check = Object.hasOwn(definition, keyword) ? compile(place, keyword) : undefined;
			if (check) checks.push(check);
		}
	}

	private placeOf(node: SchemaNode, definition: JsonObject): SchemaPlace {
		const get = (...path: readonly string[]): unknown => path.reduce<unknown>(follow, definition);
		const nodeAt = (path: readonly string[]): SchemaNode =>
			this.nodeOf(get(...path), [...node.path, ...path]);
		const applyToSameValue = (other: SchemaNode): Check => {
			node.sameValue.push(other);
			return checkOf(other);
		};
		return {
			isTop: node.path.length === 0,
			get,
			forPart: (...path) => checkOf(nodeAt(path)),
			forSameValue: (...path) => applyToSameValue(nodeAt(path)),
			forReference: (reference) => {
				const target = this.resolve(reference);
				return target && applyToSameValue(target);
			},
			reject: (path, expectation) => this.reject([...node.path, ...path], expectation),
		};
	}

	private resolve(reference: string): SchemaNode | undefined {
		const path = parseLocalReference(reference);
		if (path === undefined) return undefined;
		let definition = this.document;
		for (const step of path) {
			definition = follow(definition, step);
			if (definition === undefined || setsBaseUri(definition)) return undefined;
		}
		return this.nodeOf(definition, path);
	}

	private reject(path: readonly string[], expectation: string): undefined {
		this.problem ??= `the value at ${placeText(path)} must be ${expectation}.`;
		return undefined;
	}
}

/** Reads a schema once, so that values are checked without looking at it again. */
export function compileDocument(document: unknown): Result<Check> {
	return new SchemaDocument(document).compile();
}

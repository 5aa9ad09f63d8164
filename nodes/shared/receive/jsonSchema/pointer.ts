import { isObject } from '../../json';

const ARRAY_INDEX = /^(?:0|[1-9]\d*)$/;

/** One step of a JSON Pointer (RFC 6901), with its slash. */
export function pointerStep(name: string | number): string {
	return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The steps of a reference inside of its document: `#`, or `#` and a JSON Pointer (RFC 6901,
 * section 6).
 *
 * @returns `undefined` for every other reference
 */
export function parseLocalReference(reference: string): string[] | undefined {
	if (reference === '#') return [];
	if (!reference.startsWith('#/')) return undefined;
	try {
		return decodeURIComponent(reference.slice(2))
			.split('/')
			.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
	} catch {
		return undefined;
	}
}

/** What a step leads to: an item or an own property; `undefined` when there is none. */
export function follow(value: unknown, step: string): unknown {
	if (Array.isArray(value)) {
		return ARRAY_INDEX.test(step) ? (value as unknown[])[Number(step)] : undefined;
	}
	return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/**
 * Whether references inside of a schema start from this schema, not from the top (JSON Schema core,
 * section 8.2.1). Fragments only give it a name.
 */
export function setsBaseUri(definition: unknown): boolean {
	const id = follow(definition, '$id');
	return typeof id === 'string' && !id.startsWith('#');
}

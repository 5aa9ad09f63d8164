import type { IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../json';

/** Reads a parameter of a node by name. */
export type ParameterReader = (name: string) => unknown;

/** The value of a text field without white space at its ends; empty for anything but text. */
export function readText(value: unknown): string {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value.trim() : '';
}

/**
 * What a field holds that is picked from a list or typed; empty for nothing. A field that could only
 * be typed in an earlier version holds a text.
 */
export function readLocator(parameter: ParameterReader, name: string): string {
	const locator = parameter(name);
	return readText(isObject(locator) ? locator.value : locator);
}

/** Whether a parameter holds an expression, whose value may be another one each time. */
export function isDynamic(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return value !== null && typeof value === 'object' && Object.values(value).some(isDynamic);
}

/**
 * Readers of the parameters of each item; they give `undefined` for fields that n8n hides. Asking
 * n8n for a parameter takes longer than signing, so what cannot differ between items is asked for
 * once.
 */
export function parameterReaders(
	context: Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter'>,
): (itemIndex: number) => ParameterReader {
	const { parameters } = context.getNode();
	const common = new Map<string, unknown>();
	// Without a value to fall back on, n8n throws for a field that is hidden.
	const read = (name: string, itemIndex: number): unknown =>
		context.getNodeParameter(name, itemIndex, null) ?? undefined;
	return (itemIndex) => (name) => {
		if (isDynamic(parameters[name])) return read(name, itemIndex);
		if (!common.has(name)) common.set(name, read(name, itemIndex));
		return common.get(name);
	};
}

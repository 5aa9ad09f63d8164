import type { SignatureScheme } from '../signing/scheme';

/** A scheme as the user configured it, or the sentence that says what to change. */
export type SchemeChoice =
	| { readonly ok: true; readonly scheme: SignatureScheme }
	| { readonly ok: false; readonly problem: string };

/** Reads a parameter of a node by name. */
export type ParameterReader = (name: string) => unknown;

/** The value of a text field without white space at its ends; empty for anything but text. */
export function readText(value: unknown): string {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value.trim() : '';
}

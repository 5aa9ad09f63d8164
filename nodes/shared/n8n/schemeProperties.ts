import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { isHeaderName, isReservedHeader, withSignatureHeader } from '../signing/headers';
import { findScheme, signatureSchemes } from '../signing/schemes';
import type { SignatureScheme } from '../signing/types';

type SchemeTest = (scheme: SignatureScheme) => boolean;

/** Ids of the schemes that pass the test, for fields that only some schemes need. */
export function schemeIdsWhere(test: SchemeTest): string[] {
	return signatureSchemes.filter(test).map(({ id }) => id);
}

const toOption = ({ id, displayName, description }: SignatureScheme): INodePropertyOptions => ({
	name: displayName,
	value: id,
	description,
});

/** The fields by which users choose a scheme. */
export const schemeProperties: INodeProperties[] = [
	{
		displayName: 'Signature Scheme',
		name: 'scheme',
		type: 'options',
		noDataExpression: true,
		options: signatureSchemes.map(toOption),
		default: 'standard-webhooks',
		description: 'How the sender and the receiver agree to sign',
	},
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		noDataExpression: true,
		default: 'X-Signature',
		required: true,
		description: 'Name of the header that holds the signature',
		displayOptions: {
			show: {
				scheme: schemeIdsWhere((scheme) => scheme.signature.headerIsConfigurable === true),
			},
		},
	},
];

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

/** Reads the scheme that a user chose with `schemeProperties`. */
export function readScheme(parameter: ParameterReader): SchemeChoice {
	const id = readText(parameter('scheme'));
	const scheme = findScheme(id);
	if (scheme === undefined) {
		const known = signatureSchemes.map((each) => each.id).join(', ');
		return {
			ok: false,
			problem: `The field 'Signature Scheme' holds '${id}', which is none of: ${known}.`,
		};
	}
	if (scheme.signature.headerIsConfigurable !== true) return { ok: true, scheme };
	const header = readText(parameter('signatureHeader'));
	if (!isHeaderName(header)) {
		return {
			ok: false,
			problem: `The field 'Signature Header' holds '${header}', which is not the name of an HTTP header. Use letters, digits and dashes, for example X-Signature.`,
		};
	}
	if (isReservedHeader(header)) {
		return {
			ok: false,
			problem: `The field 'Signature Header' holds '${header}', which HTTP needs for something else. Use a name of its own, for example X-Signature.`,
		};
	}
	return { ok: true, scheme: withSignatureHeader(scheme, header) };
}

import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { foreignText } from '../../text/foreignText';

// Some list every field that is wrong.
const MAX_LENGTH = 4_000;

/** Which item an error is about; absent for the node as a whole. */
export interface ErrorPlace {
	readonly itemIndex?: number | undefined;
}

/** What an error says besides its message. */
export interface ErrorDetails extends ErrorPlace {
	/** What to do about it; the editor shows it below the message. */
	readonly description?: string;
}

/** What an error of a call or a delivery says. */
export interface ErrorTexts {
	readonly message: string;
	/** Sentences, or lines that the editor shows below each other. */
	readonly description: string | readonly string[];
	readonly statusCode?: number | null | undefined;
}

const placeOf = ({ itemIndex }: ErrorPlace): { readonly itemIndex?: number } =>
	itemIndex === undefined ? {} : { itemIndex };

/**
 * The error for a field or an item that cannot be used. n8n's editor shows messages and descriptions
 * of errors as HTML, so both kinds of errors are made here, and only here, of texts made fit.
 *
 * @param problem a sentence, or what n8n threw
 */
export function operationError(
	node: INode,
	problem: string | Error,
	details: ErrorDetails = {},
): NodeOperationError {
	const error = new NodeOperationError(node, problem, placeOf(details));
	error.message = foreignText(error.message, MAX_LENGTH);
	if (details.description !== undefined) {
		error.description = foreignText(details.description, MAX_LENGTH);
	}
	return error;
}

// The editor shows descriptions as HTML. Texts of others are free of it, so this is ours.
const LINE_END = '<br>';

const toDescription = (description: ErrorTexts['description']): string =>
	[description]
		.flat()
		.map((line) => foreignText(line, MAX_LENGTH))
		.join(LINE_END);

/** The description of an error as plain text, for an item: its lines below each other. */
export const plainDescription = (description: string): string =>
	description.replaceAll(LINE_END, '\n');

/** The error for a call or a delivery that failed. */
export function apiError(
	node: INode,
	{ message, description, statusCode }: ErrorTexts,
	place: ErrorPlace = {},
): NodeApiError {
	const shown = foreignText(message, MAX_LENGTH);
	return new NodeApiError(
		node,
		{ message: shown },
		{
			message: shown,
			description: toDescription(description),
			...placeOf(place),
			...(typeof statusCode === 'number' && { httpCode: String(statusCode) }),
		},
	);
}

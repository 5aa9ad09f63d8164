import type { CustomSchemeSettings } from './settings';
import type { ContentPart } from '../scheme';

const listHeaders = (content: readonly ContentPart[]): string[] =>
	content.flatMap((part) =>
		typeof part === 'object' && 'signedHeaders' in part ? [part.signedHeaders] : [],
	);

const signsHeader = (content: readonly ContentPart[], header: string): boolean =>
	content.some(
		(part) =>
			typeof part === 'object' &&
			'header' in part &&
			part.header.toLowerCase() === header.toLowerCase(),
	);

/** A token that has no meaning with the other fields as they are. */
function findIdleToken(
	{ idHeader, timestamp }: CustomSchemeSettings,
	content: readonly ContentPart[],
): string | undefined {
	if (content.includes('id') && idHeader === '') {
		return "The field 'Signed Content' holds {id}, but the field 'ID Header' is empty. Enter the header that holds the id.";
	}
	if (!content.includes('timestamp')) return undefined;
	switch (timestamp.place) {
		case 'none':
			return "The field 'Signed Content' holds {timestamp}, but the field 'Timestamp' is None. Choose where the time is.";
		case 'body':
			return "The field 'Signed Content' holds {timestamp}, but the time is in the body. Remove it: what covers the body covers the time.";
		case 'header':
		case 'pairs':
			return undefined;
	}
}

// A time that the signature does not cover protects from nothing: whoever repeats an old request
// writes a new one.
function findUnsignedTime(
	{ timestamp }: CustomSchemeSettings,
	content: readonly ContentPart[],
): string | undefined {
	const isSigned =
		timestamp.place === 'none' ||
		timestamp.place === 'body' ||
		content.includes('timestamp') ||
		(timestamp.place === 'header' &&
			(signsHeader(content, timestamp.header) || listHeaders(content).length > 0));
	return isSigned
		? undefined
		: "The field 'Signed Content' does not hold {timestamp}, so anyone could change the time. Add it where the sender signs it, or set 'Timestamp' to None.";
}

function findHeaderTokenProblem(
	settings: CustomSchemeSettings,
	ownHeaders: readonly string[],
	content: readonly ContentPart[],
): string | undefined {
	const own = ownHeaders.find((header) => signsHeader(content, header));
	if (own !== undefined) {
		return `The field 'Signed Content' holds the header ${own}, but that one holds the signature. Remove it there.`;
	}
	const [list, ...further] = listHeaders(content);
	if (list === undefined) return undefined;
	if (further.length > 0) {
		return "The field 'Signed Content' holds {signedHeaders:…} more than once. Keep the one that the sender documents.";
	}
	const { idHeader, timestamp, event } = settings;
	const others = [
		...ownHeaders,
		idHeader,
		event.nameHeader,
		...(timestamp.place === 'header' ? [timestamp.header] : []),
	];
	return others.some((header) => header.toLowerCase() === list.toLowerCase())
		? `The field 'Signed Content' takes the header ${list} for a list of headers, but another field gives it another meaning. Correct one of the two.`
		: undefined;
}

// A form is signed by its fields; what proves other bodies is their hash in the signed URL.
const provesBody = (content: readonly ContentPart[]): boolean =>
	content.includes('body') || (content.includes('formFields') && content.includes('url'));

/**
 * What is wrong with the signed content: tokens that stand for nothing, or facts that nothing
 * proves.
 *
 * @param ownHeaders the headers that hold the signature
 */
export function findContentProblem(
	settings: CustomSchemeSettings,
	ownHeaders: readonly string[],
	content: readonly ContentPart[],
): string | undefined {
	const unproven = provesBody(content)
		? undefined
		: "The field 'Signed Content' does not hold {body}, so nothing proves the body. Add it, or use {url} and {form} together.";
	return (
		findIdleToken(settings, content) ??
		findUnsignedTime(settings, content) ??
		findHeaderTokenProblem(settings, ownHeaders, content) ??
		unproven
	);
}

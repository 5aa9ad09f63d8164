// A whole text first, so that digits inside of it are never taken for a number.
const TEXT_OR_NUMBER = /"(?:[^"\\]+|\\[^])*"?|-?\d[\d.eE+-]*/g;
const WHOLE_NUMBER = /^-?[1-9]\d*$/;

/**
 * Reads JSON, with every whole number that a JavaScript number cannot hold as a text. Some services
 * have ids of 64 bits, of which `JSON.parse` makes other ids.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseExactJson(text: string): unknown {
	return JSON.parse(
		text.replace(TEXT_OR_NUMBER, (token) =>
			WHOLE_NUMBER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
		),
	) as unknown;
}

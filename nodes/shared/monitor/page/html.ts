/** Text that is HTML already, and is not escaped again. */
export interface Html {
	readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

// Control characters can hide what a text says, and characters that turn text around can make it say
// something else. Joiners make letters of words and pictures of signs, and do no harm.
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

const escapeMarkup = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);

/** A text of others, fit for the content of an element and for an attribute in quotation marks. */
export const escapeHtml = (text: string): string => escapeMarkup(text.replace(INVISIBLE, ' '));

/** The same for a value that nobody sees and that comes back in a form: every character is kept. */
export const exactly = (text: string): Html => ({
	html: escapeMarkup(text).replace(
		INVISIBLE,
		(character) => `&#${String(character.codePointAt(0))};`,
	),
});

type Part = Html | number | string | undefined | readonly Html[];

function render(part: Part): string {
	if (part === undefined) return '';
	if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
	return 'html' in part ? part.html : part.map(({ html: each }) => each).join('');
}

/**
 * HTML with values in it. Every value that is not HTML itself is escaped, so no text of others can
 * become markup. Values may stand in the content of elements and in attributes in quotation marks;
 * nowhere else, and never in a script, a style, a URL or the name of anything.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
	const text = strings.reduce((all, string, index) => all + render(parts[index - 1]) + string);
	return { html: text };
}

/**
 * A URL for `href` or `action`: http and https only, so that none runs as a script.
 *
 * @returns `undefined` for anything else
 */
export function webUrl(text: string): string | undefined {
	if (!URL.canParse(text)) return undefined;
	const url = new URL(text);
	return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

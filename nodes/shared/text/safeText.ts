import { foreignText } from './foreignText';

const HIDDEN = '[hidden]';
const NAMED_SECRET =
	/\b((?:api|access|signing|auth)?[ _-]?(?:key|passw(?:or)?d|secret|token|authorization)["']?\s*[:=]\s*)["']?[^\s"',;&]+/gi;
const AUTHORIZATION = /\b([Bb]asic|[Bb]earer|[Tt]oken) (?=\S*(?:\d|[a-z][A-Z]))[\w.~+/=-]{8,}/g;
// Keys and tokens of many vendors start with a short word and an underline.
const PREFIXED_TOKEN =
	/\b(?:[a-z]{2,6}_(?:live|test)_|gh[a-z]_|\w+_pat_|whsec_|xox[a-z]-|eyJ)[\w.+/=-]+/gi;
// A long run of letters with digits among them: no word of any language.
const RANDOM_TOKEN = /(?=[A-Za-z_+=-]*\d)[A-Za-z0-9_+=-]{20,}/g;

/**
 * Makes a text of a service fit to be shown: as `foreignText`, and nothing in it that looks like a
 * key, token or password, since services like to repeat what they were sent.
 *
 * @param confidential texts that are hidden wherever they stand
 */
export function safeText(text: string, confidential: readonly string[] = []): string {
	const hidden = confidential
		.filter((secret) => secret !== '')
		.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text.slice(0, 10_000));
	const safe = hidden
		.replace(/[\p{C}\s]+/gu, ' ')
		.replace(AUTHORIZATION, `$1 ${HIDDEN}`)
		.replace(NAMED_SECRET, `$1${HIDDEN}`)
		.replace(PREFIXED_TOKEN, HIDDEN)
		.replace(RANDOM_TOKEN, HIDDEN)
		.trim();
	return foreignText(safe);
}

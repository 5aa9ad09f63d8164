/** Values by name, in the order of arrival. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

/**
 * Most fields of a form that is taken apart. Forms of this size are no webhooks: PHP, for one, takes
 * a thousand fields.
 */
export const MAX_FORM_FIELDS = 10_000;

// A name, and behind it what URLs may hold, and characters that careless senders leave unescaped
// (URL Standard, section "URL code points"). No text, XML or JSON looks like that.
const FORM =
	/^[\w.~!$'()*+%\-\]\u{80}-\u{10ffff}][\w.~!$'()*+%\-[\]\u{80}-\u{10ffff}]*=[^\s\p{Cc}"<>\\^`{|}]*$/u;

/** Whether a text can only be meant as the fields of a form. No JSON can. */
export const looksLikeForm = (text: string): boolean => FORM.test(text);

function hasMoreFields(text: string, limit: number): boolean {
	let fields = 1;
	for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
		fields += 1;
		if (fields > limit) return true;
	}
	return false;
}

/**
 * Takes a form apart (URL Standard, section "application/x-www-form-urlencoded parsing"), in one
 * pass: strangers send forms as well.
 *
 * @param maxFields by default, as many as a webhook can have
 * @returns `undefined` for more fields
 */
export function parseForm(text: string, maxFields = MAX_FORM_FIELDS): FormFields | undefined {
	if (hasMoreFields(text, maxFields)) return undefined;
	const fields = new Map<string, string[]>();
	for (const [name, value] of new URLSearchParams(text)) {
		const values = fields.get(name);
		if (values) values.push(value);
		else fields.set(name, [value]);
	}
	return fields;
}

/**
 * The fields that a signature over fields tells apart, in the order in which Twilio signs them: by name
 * in UTF-16 order, each value once. The same signature fits them in any other order and number, and
 * empty ones beside them, so nothing else of a form may be seen.
 */
export function signedFields(fields: FormFields): FormFields {
	const sorted = [...fields].sort(([left], [right]) => (left < right ? -1 : 1));
	const told = sorted.map(([name, values]): [string, string[]] => {
		const each = [...new Set(values)].sort();
		return [name, name === '' ? each.filter((value) => value !== '') : each];
	});
	return new Map(told.filter(([, values]) => values.length > 0));
}

/** The text that Twilio signs of these fields: names and values without anything in between. */
export const signedText = (fields: FormFields): string =>
	[...signedFields(fields)]
		.flatMap(([name, values]) => values.map((value) => name + value))
		.join('');

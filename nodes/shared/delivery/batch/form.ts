/** How the bodies of several items are written as one. */
export const batchForms = ['array', 'lines'] as const;

/** `array`: a JSON array. `lines`: one JSON value in each line. */
export type BatchForm = (typeof batchForms)[number];

interface Brackets {
	readonly begin: string;
	readonly between: string;
	readonly end: string;
}

const BRACKETS: Readonly<Record<BatchForm, Brackets>> = {
	array: { begin: '[', between: ',', end: ']' },
	lines: { begin: '', between: '\n', end: '\n' },
};

/** The media type of bodies of each form. */
export const BATCH_TYPES: Readonly<Record<BatchForm, string>> = {
	array: 'application/json',
	lines: 'application/x-ndjson',
};

const LINE_BREAKS = /[\r\n]+/g;

/**
 * The JSON of one item as it stands in a body of the form.
 *
 * @param json JSON text in UTF-8
 */
export function entryOf(json: Buffer, form: BatchForm): Buffer {
	if (form === 'array' || !(json.includes(0x0a) || json.includes(0x0d))) return json;
	// Line breaks of JSON stand between its parts: in its texts they are written as \n.
	return Buffer.from(json.toString('utf8').replace(LINE_BREAKS, ' '), 'utf8');
}

/** How many bytes a form needs besides the entries of so many items. */
export function extraBytes(form: BatchForm, count: number): number {
	const { begin, between, end } = BRACKETS[form];
	return begin.length + end.length + between.length * Math.max(0, count - 1);
}

/** Writes entries as one body. */
export function joinEntries(entries: readonly Buffer[], form: BatchForm): Buffer {
	const { begin, between, end } = BRACKETS[form];
	const parts = entries.flatMap((entry, index) => [
		Buffer.from(index === 0 ? begin : between),
		entry,
	]);
	return Buffer.concat([...parts, Buffer.from(end)]);
}

/**
 * The entries that a body was written of.
 *
 * @param sizes of the entries in bytes, in their order
 */
export function cutEntries(body: Buffer, sizes: readonly number[], form: BatchForm): Buffer[] {
	const { begin, between } = BRACKETS[form];
	let position = begin.length;
	return sizes.map((bytes) => {
		const entry = body.subarray(position, position + bytes);
		position += bytes + between.length;
		return entry;
	});
}

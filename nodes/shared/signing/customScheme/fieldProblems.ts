import { SEPARATORS } from './settings';
import type { CustomFormat, CustomSchemeSettings, CustomTimestamp } from './settings';
import { isHeaderName, isReservedHeader } from '../headers';

/** A field by its label, and the header that it names. */
interface NamedHeader {
	readonly label: string;
	readonly header: string;
}

const MAX_TOLERANCE_SECONDS = 86_400;

// HTTP takes white space off both ends of a header, so a prefix cannot start with any.
const PREFIX = /^(?:[\x21-\x7e][\x20-\x7e]*)?$/;
const VERSION_LABEL = /^(?:[\x21-\x7e]+[^A-Za-z0-9])?$/;
const PAIR_KEY = /^[A-Za-z0-9_.-]+$/;

/** The names in the field 'Signature Header'. */
export function signatureHeaderNames({ signatureHeader }: CustomSchemeSettings): string[] {
	return signatureHeader.split(',').map((name) => name.trim());
}

function namedHeaders(settings: CustomSchemeSettings): NamedHeader[] {
	const { timestamp, idHeader, event } = settings;
	return [
		...signatureHeaderNames(settings).map((header) => ({ label: 'Signature Header', header })),
		...(timestamp.place === 'header'
			? [{ label: 'Timestamp Header', header: timestamp.header }]
			: []),
		...(idHeader === '' ? [] : [{ label: 'ID Header', header: idHeader }]),
		...(event.nameHeader === '' ? [] : [{ label: 'Event Name Header', header: event.nameHeader }]),
	];
}

function findHeaderProblem({ label, header }: NamedHeader): string | undefined {
	if (!isHeaderName(header)) {
		return `The field '${label}' holds '${header}', which is not the name of an HTTP header. Use letters, digits and dashes, for example X-Signature.`;
	}
	return isReservedHeader(header)
		? `The field '${label}' holds '${header}', which HTTP needs for something else. Use the header that the sender documents.`
		: undefined;
}

function findRepeatedHeader(headers: readonly NamedHeader[]): string | undefined {
	const labels = new Map<string, string>();
	for (const { label, header } of headers) {
		const other = labels.get(header.toLowerCase());
		if (other !== undefined) {
			return `The header ${header} is named twice: by '${other}' and by '${label}'. Give each a header of its own.`;
		}
		labels.set(header.toLowerCase(), label);
	}
	return undefined;
}

function findHeadersProblem(settings: CustomSchemeSettings): string | undefined {
	const headers = namedHeaders(settings);
	const { idHeader } = settings.event;
	const read = idHeader === '' ? [] : [{ label: 'Event ID Header', header: idHeader }];
	for (const each of [...headers, ...read]) {
		const problem = findHeaderProblem(each);
		if (problem !== undefined) return problem;
	}
	return findRepeatedHeader(headers);
}

function findPathProblem({ timestamp, event }: CustomSchemeSettings): string | undefined {
	const paths = [
		...(timestamp.place === 'body' ? [{ label: 'Timestamp Path', path: timestamp.path }] : []),
		...(event.namePath === '' ? [] : [{ label: 'Event Name Path', path: event.namePath }]),
		...(event.idPath === '' ? [] : [{ label: 'Event ID Path', path: event.idPath }]),
		...(event.dataPath === '' ? [] : [{ label: 'Data Path', path: event.dataPath }]),
	];
	const wrong = paths.find(({ path }) => path.split('.').includes(''));
	return (
		wrong &&
		`The field '${wrong.label}' holds '${wrong.path}', which is not a path in a JSON body. Join keys with dots, for example data.created_at.`
	);
}

function findListProblem(format: Extract<CustomFormat, { kind: 'list' }>): string | undefined {
	const { separator, versionLabel } = format;
	if (!VERSION_LABEL.test(versionLabel)) {
		return `The field 'Version Label' must be a version and the character after it, for example v1, or v1=. Leave it empty where signatures have none.`;
	}
	return versionLabel.includes(SEPARATORS[separator])
		? "The field 'Version Label' holds the separator of the list. Choose the one that the sender writes between two signatures in the field 'Separator'."
		: undefined;
}

function findPairsProblem(
	{ signatureKey }: Extract<CustomFormat, { kind: 'pairs' }>,
	timestamp: CustomTimestamp,
): string | undefined {
	const keys = [{ label: 'Signature Key', key: signatureKey }];
	if (timestamp.place === 'pairs') keys.push({ label: 'Timestamp Key', key: timestamp.key });
	const wrong = keys.find(({ key }) => !PAIR_KEY.test(key));
	if (wrong) {
		return `The field '${wrong.label}' holds '${wrong.key}', which is not a key of a pair. Enter the text before the equals sign, for example v1.`;
	}
	return timestamp.place === 'pairs' && timestamp.key === signatureKey
		? "The fields 'Signature Key' and 'Timestamp Key' hold the same key. Enter the two that the sender uses."
		: undefined;
}

function findFormatProblem({ format, timestamp }: CustomSchemeSettings): string | undefined {
	if (timestamp.place === 'pairs' && format.kind !== 'pairs') {
		return "The field 'Timestamp' says that the signature header holds the time, which only pairs can. Set 'Signature Format' to Key=Value Pairs, or choose another place.";
	}
	switch (format.kind) {
		case 'single':
			return PREFIX.test(format.prefix)
				? undefined
				: "The field 'Prefix' starts with a space or holds characters that headers cannot carry. Enter the text before the signature, for example sha256=.";
		case 'list':
			return findListProblem(format);
		case 'pairs':
			return findPairsProblem(format, timestamp);
	}
}

function findToleranceProblem({ timestamp }: CustomSchemeSettings): string | undefined {
	if (timestamp.place === 'none') return undefined;
	const { toleranceSeconds } = timestamp;
	const fits =
		Number.isInteger(toleranceSeconds) &&
		toleranceSeconds >= 1 &&
		toleranceSeconds <= MAX_TOLERANCE_SECONDS;
	return fits
		? undefined
		: `The field 'Tolerance (Seconds)' must be a whole number from 1 to ${MAX_TOLERANCE_SECONDS}. The usual value is 300.`;
}

function findTokenProblem({
	algorithm,
	encoding,
	format,
	timestamp,
}: CustomSchemeSettings): string | undefined {
	if (algorithm !== 'token') {
		return encoding === 'text'
			? "The field 'Signature Encoding' must be Hex, Base64 or Base64url. Choose the one that the sender documents."
			: undefined;
	}
	if (format.kind !== 'single') {
		return "The field 'Signature Format' must be Single Signature for a token. Change it, or choose another 'Algorithm'.";
	}
	return timestamp.place === 'none'
		? undefined
		: "The field 'Timestamp' must be None for a token, which signs no time. Change it, or choose another 'Algorithm'.";
}

/** What is wrong with single fields, the signed content aside. */
export function findFieldProblem(settings: CustomSchemeSettings): string | undefined {
	return (
		findTokenProblem(settings) ??
		findHeadersProblem(settings) ??
		findPathProblem(settings) ??
		findFormatProblem(settings) ??
		findToleranceProblem(settings)
	);
}

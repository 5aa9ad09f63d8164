import type { SignatureFormat } from './scheme';
import type { RejectReason } from './rejection';

/** What a signature header holds: signatures as text, and the timestamp where it carries one. */
export interface ParsedSignatureHeader {
	readonly signatures: readonly string[];
	readonly timestamp?: string | undefined;
}

/** Why a signature header could not be read. */
export type SignatureHeaderProblem = Extract<
	RejectReason,
	'malformedSignature' | 'malformedTimestamp' | 'tooManySignatures' | 'unsupportedVersion'
>;

type ParseResult = ParsedSignatureHeader | SignatureHeaderProblem;

/** Most entries that are looked at in one signature header; longer lists only cost time. */
export const MAX_SIGNATURES = 10;

function parseList(value: string, format: Extract<SignatureFormat, { kind: 'list' }>): ParseResult {
	const wanted = format.version + format.versionSeparator;
	// Nearly every sender writes one signature: nothing needs to be taken apart then.
	if (!value.includes(format.entrySeparator) && value.startsWith(wanted)) {
		return { signatures: [value.slice(wanted.length)] };
	}
	const entries = value.split(format.entrySeparator).map((entry) => entry.trim());
	if (entries.length > MAX_SIGNATURES) return 'tooManySignatures';
	const signatures: string[] = [];
	for (const entry of entries) {
		if (entry.startsWith(wanted)) signatures.push(entry.slice(wanted.length));
	}
	if (signatures.length > 0) return { signatures };
	const isList = entries.every((entry) => entry.includes(format.versionSeparator));
	return isList ? 'unsupportedVersion' : 'malformedSignature';
}

function parsePairs(
	value: string,
	format: Extract<SignatureFormat, { kind: 'pairs' }>,
): ParseResult {
	const pairs = value.split(format.pairSeparator);
	// One more than the signatures, for the timestamp.
	if (pairs.length > MAX_SIGNATURES + 1) return 'tooManySignatures';
	const signatures: string[] = [];
	let timestamp: string | undefined;
	for (const pair of pairs) {
		const equals = pair.indexOf('=');
		if (equals < 1) return 'malformedSignature';
		const key = pair.slice(0, equals).trim();
		const text = pair.slice(equals + 1).trim();
		if (key === format.signatureKey) signatures.push(text);
		else if (key === format.timestampKey) {
			if (timestamp !== undefined) return 'malformedTimestamp';
			timestamp = text;
		}
	}
	if (timestamp === undefined && format.timestampKey !== undefined) {
		return 'malformedTimestamp';
	}
	if (signatures.length === 0) return 'unsupportedVersion';
	return { signatures, timestamp };
}

/** Reads the value of a signature header. Never throws, whatever the value is. */
export function parseSignatureHeader(value: string, format: SignatureFormat): ParseResult {
	switch (format.kind) {
		case 'single':
			return value.startsWith(format.prefix)
				? { signatures: [value.slice(format.prefix.length)] }
				: 'malformedSignature';
		case 'list':
			return parseList(value, format);
		case 'pairs':
			return parsePairs(value, format);
	}
}

/**
 * Writes a signature header.
 *
 * @param signatures one per key. A format that has room for a single one gets the first.
 * @param timestamp only used by formats that carry it.
 */
export function formatSignatureHeader(
	format: SignatureFormat,
	signatures: readonly [string, ...string[]],
	timestamp: string | undefined,
): string {
	switch (format.kind) {
		case 'single':
			return format.prefix + signatures[0];
		case 'list':
			return signatures
				.map((signature) => format.version + format.versionSeparator + signature)
				.join(format.entrySeparator);
		case 'pairs':
			return [
				...(format.timestampKey === undefined ? [] : [`${format.timestampKey}=${timestamp ?? ''}`]),
				...signatures.map((signature) => `${format.signatureKey}=${signature}`),
			].join(format.pairSeparator);
	}
}

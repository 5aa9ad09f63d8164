import { canonicalSignature } from './encoding';
import { isMessageId } from './messageId';
import { planOf } from './plan';
import type { Plan, PlannedHeader } from './plan';
import type { SignatureFormat, SignatureScheme } from './scheme';
import { MAX_SIGNATURES, parseSignatureHeader } from './signatureHeader';
import type { ParsedSignatureHeader } from './signatureHeader';
import { checkTimestamp } from './timestamp';
import type {
	HeaderLookup,
	Rejection,
	RejectReason,
	SignatureClaim,
	SignedTime,
	VerifyOptions,
} from './types';

/** Longest value of a signature, id or timestamp header that is looked at. */
export const MAX_HEADER_LENGTH = 4096;

function reject(reason: RejectReason, header: string): Rejection {
	return { ok: false, reason, header };
}

/** The one value of a header. */
function readOnce(
	{ name, lowerCaseName, alias }: PlannedHeader,
	headers: HeaderLookup,
): string | Rejection {
	let values = headers(lowerCaseName);
	if (values.length === 0 && alias !== undefined) values = headers(alias);
	const value = values[0];
	if (value === undefined || value === '') return reject('missingHeader', name);
	if (values.length > 1) return reject('duplicateHeader', name);
	if (value.length > MAX_HEADER_LENGTH) return reject('headerTooLong', name);
	return value;
}

/** Adds the signatures of one header to the candidates. */
function readHeader(
	scheme: SignatureScheme,
	format: SignatureFormat,
	byteLength: number | undefined,
	header: PlannedHeader,
	headers: HeaderLookup,
	candidates: string[],
): ParsedSignatureHeader | Rejection {
	const value = readOnce(header, headers);
	if (typeof value !== 'string') return value;
	const parsed = parseSignatureHeader(value, format);
	if (!parsed.ok) return reject(parsed.reason, header.name);
	for (const text of parsed.signatures) {
		const candidate = canonicalSignature(text, byteLength, scheme.encoding);
		// Not skipped: a list with a broken entry is two headers joined on the way, or an attempt.
		if (candidate === undefined) return reject('malformedSignature', header.name);
		candidates.push(candidate);
	}
	return parsed;
}

/** Reads every signature header that is there; at least one must be, and each must be readable. */
function readSignatures(
	scheme: SignatureScheme,
	format: SignatureFormat,
	{ signatureHeaders, byteLength }: Plan,
	headers: HeaderLookup,
	candidates: string[],
): ParsedSignatureHeader | Rejection {
	let result: ParsedSignatureHeader | undefined;
	let missing: Rejection | undefined;
	for (const header of signatureHeaders) {
		const read = readHeader(scheme, format, byteLength, header, headers, candidates);
		if (read.ok) result ??= read;
		else if (read.reason !== 'missingHeader') return read;
		else missing ??= read;
	}
	const [first] = signatureHeaders;
	if (candidates.length > MAX_SIGNATURES) return reject('tooManySignatures', first?.name ?? '');
	return result ?? missing ?? { ok: false, reason: 'missingHeader' };
}

function readTime(
	scheme: SignatureScheme,
	{ timestampHeader, signatureHeaders }: Plan,
	headers: HeaderLookup,
	pairTimestamp: string | undefined,
	nowMs: number,
	options: VerifyOptions | undefined,
): SignedTime | undefined | Rejection {
	const rule = scheme.timestamp;
	if (rule === undefined) return undefined;
	const header = rule.from === 'pairs' ? signatureHeaders[0] : timestampHeader;
	// In the body: it can be believed only once the body is proven.
	if (header === undefined) return undefined;
	const timestamp = rule.from === 'pairs' ? (pairTimestamp ?? '') : readOnce(header, headers);
	if (typeof timestamp !== 'string') return timestamp;
	const toleranceSeconds = options?.toleranceSeconds ?? rule.toleranceSeconds;
	const time = checkTimestamp(timestamp, rule, nowMs, toleranceSeconds);
	return 'reason' in time ? { ...time, header: header.name } : time;
}

/**
 * Reads what the headers claim and refuses what cannot be genuine, before any secret is needed.
 * Cheap on purpose: forged requests should end here. Never throws. Schemes that sign inside the
 * body claim nothing by their headers.
 *
 * @param nowMs the time of receipt, in milliseconds since 1970
 */
export function readSignatureClaim(
	scheme: SignatureScheme,
	headers: HeaderLookup,
	nowMs: number,
	options?: VerifyOptions,
): SignatureClaim | Rejection {
	const { signature } = scheme;
	const candidates: string[] = [];
	if (!('header' in signature)) return { ok: true, candidates, id: undefined, time: undefined };
	const plan = planOf(scheme);
	const read = readSignatures(scheme, signature.format, plan, headers, candidates);
	if (!read.ok) return read;
	let id: string | undefined;
	if (plan.idHeader !== undefined) {
		const text = readOnce(plan.idHeader, headers);
		if (typeof text !== 'string') return text;
		if (!isMessageId(scheme, text)) return reject('malformedId', plan.idHeader.name);
		id = text;
	}
	const time = readTime(scheme, plan, headers, read.timestamp, nowMs, options);
	if (time !== undefined && 'reason' in time) return time;
	return { ok: true, candidates, id, time };
}

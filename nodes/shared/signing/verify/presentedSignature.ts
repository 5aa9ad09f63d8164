import { canonicalSignature } from '../encoding';
import { isMessageId, compileScheme } from '../compiledScheme';
import type { CompiledHeader, CompiledSignature } from '../compiledScheme';
import type { SignatureScheme, TimestampRule } from '../scheme';
import { MAX_SIGNATURES, parseSignatureHeader } from '../signatureHeader';
import type { ParsedSignatureHeader } from '../signatureHeader';
import { checkTimestamp } from '../timestamp';
import type { HeaderLookup } from '../request';
import { isRejection } from '../rejection';
import type { Rejection, RejectReason } from '../rejection';
import type { SignedTime } from '../timestamp';
import type { VerifyOptions } from './match';

/** What a request presents as proof in its headers, before any secret is needed. */
export interface PresentedSignature {
	/** Signatures of the right form, as text. */
	readonly candidates: readonly string[];
	/** Message id as received. */
	readonly id?: string | undefined;
	readonly time?: SignedTime | undefined;
}

/** Longest value of a signature, id or timestamp header that is looked at. */
export const MAX_HEADER_LENGTH = 4096;

function reject(reason: RejectReason, header: string): Rejection {
	return { reason, header };
}

function valuesOf(
	{ lowerCaseName, alias }: CompiledHeader,
	headers: HeaderLookup,
): readonly string[] {
	const values = headers(lowerCaseName);
	return values.length === 0 && alias !== undefined ? headers(alias) : values;
}

function findValueProblem(name: string, value: string): Rejection | undefined {
	if (value === '') return reject('missingHeader', name);
	return value.length > MAX_HEADER_LENGTH ? reject('headerTooLong', name) : undefined;
}

/** The one value of a header. */
function readOnce(header: CompiledHeader, headers: HeaderLookup): string | Rejection {
	const values = valuesOf(header, headers);
	const [value = ''] = values;
	if (value !== '' && values.length > 1) return reject('duplicateHeader', header.name);
	return findValueProblem(header.name, value) ?? value;
}

/** Adds the signatures of one value of a header to the candidates. */
function readValue(
	{ format, encoding, byteLength }: CompiledSignature,
	header: CompiledHeader,
	value: string,
	candidates: string[],
): ParsedSignatureHeader | Rejection {
	const parsed = parseSignatureHeader(value, format);
	if (typeof parsed === 'string') return reject(parsed, header.name);
	for (const text of parsed.signatures) {
		const candidate = canonicalSignature(text, byteLength, encoding);
		// Not skipped: a list with a broken entry is two headers joined on the way, or an attempt.
		if (candidate === undefined) return reject('malformedSignature', header.name);
		candidates.push(candidate);
	}
	return parsed;
}

/** Adds the signatures of one header to the candidates. */
function readHeader(
	compiled: CompiledSignature,
	header: CompiledHeader,
	headers: HeaderLookup,
	candidates: string[],
): ParsedSignatureHeader | Rejection {
	if (!compiled.isRepeated) {
		const value = readOnce(header, headers);
		return typeof value === 'string' ? readValue(compiled, header, value, candidates) : value;
	}
	const values = valuesOf(header, headers);
	if (values.length > MAX_SIGNATURES) return reject('tooManySignatures', header.name);
	let first: ParsedSignatureHeader | undefined;
	for (const value of values) {
		const problem = findValueProblem(header.name, value);
		if (problem) return problem;
		const read = readValue(compiled, header, value, candidates);
		if (isRejection(read)) return read;
		first ??= read;
	}
	return first ?? reject('missingHeader', header.name);
}

/** Reads every signature header that is there; at least one must be, and each must be readable. */
function readSignatures(
	compiled: CompiledSignature,
	headers: HeaderLookup,
	candidates: string[],
): ParsedSignatureHeader | Rejection {
	let result: ParsedSignatureHeader | undefined;
	let missing: Rejection | undefined;
	for (const header of compiled.headers) {
		const read = readHeader(compiled, header, headers, candidates);
		if (!isRejection(read)) result ??= read;
		else if (read.reason !== 'missingHeader') return read;
		else missing ??= read;
	}
	if (candidates.length > MAX_SIGNATURES) {
		return reject('tooManySignatures', compiled.headers[0].name);
	}
	return result ?? missing ?? reject('missingHeader', compiled.headers[0].name);
}

/** The id, where it is signed. */
function readId(
	scheme: SignatureScheme,
	header: CompiledHeader | undefined,
	headers: HeaderLookup,
): string | undefined | Rejection {
	if (header === undefined) return undefined;
	const id = readOnce(header, headers);
	if (typeof id !== 'string' || isMessageId(scheme, id)) return id;
	return reject('malformedId', header.name);
}

/** The time, unless it stands in the body, where it can be believed only once that is proven. */
function readTime(
	rule: TimestampRule,
	compiled: CompiledSignature,
	headers: HeaderLookup,
	pairTimestamp: string | undefined,
	clock: { readonly nowMs: number; readonly toleranceSeconds: number | undefined },
): SignedTime | undefined | Rejection {
	const header = rule.from === 'pairs' ? compiled.headers[0] : compiled.timestampHeader;
	if (header === undefined) return undefined;
	const timestamp = rule.from === 'pairs' ? (pairTimestamp ?? '') : readOnce(header, headers);
	if (typeof timestamp !== 'string') return timestamp;
	const toleranceSeconds = clock.toleranceSeconds ?? rule.toleranceSeconds;
	const time = checkTimestamp(timestamp, rule, clock.nowMs, toleranceSeconds);
	return isRejection(time) ? { ...time, header: header.name } : time;
}

/**
 * Reads what the headers present and rejects what cannot be genuine, before any secret is needed.
 * Cheap on purpose: forged requests should end here. Never throws. Schemes that sign inside the
 * body present nothing in their headers.
 *
 * @param nowMs the time of receipt, in milliseconds since 1970
 */
export function readPresentedSignature(
	scheme: SignatureScheme,
	headers: HeaderLookup,
	nowMs: number,
	options?: VerifyOptions,
): PresentedSignature | Rejection {
	const candidates: string[] = [];
	const compiled = compileScheme(scheme).signature;
	if (compiled === undefined) return { candidates, id: undefined, time: undefined };
	const read = readSignatures(compiled, headers, candidates);
	if (isRejection(read)) return read;
	const id = readId(scheme, compiled.idHeader, headers);
	if (isRejection(id)) return id;
	const rule = scheme.timestamp;
	if (rule === undefined) return { candidates, id, time: undefined };
	const clock = { nowMs, toleranceSeconds: options?.toleranceSeconds };
	const time = readTime(rule, compiled, headers, read.timestamp, clock);
	return isRejection(time) ? time : { candidates, id, time };
}

import { constantTimeEqual } from './constantTime';
import { computeSignature, signatureByteLength } from './digest';
import { canonicalSignature } from './encoding';
import { isMessageId } from './messageId';
import { parseSignatureHeader } from './signatureHeader';
import type { ParsedSignatureHeader } from './signatureHeader';
import type {
	HeaderLookup,
	Match,
	Rejection,
	RejectReason,
	SignatureClaim,
	SignatureScheme,
	SigningKey,
} from './types';

/** Longest value of a signature, id or timestamp header that is looked at. */
export const MAX_HEADER_LENGTH = 4096;

// Digits only: a lenient parser would accept a number with something behind it.
const UNIX_TIME = /^\d{1,12}$/;

/** What `readSignatureClaim` needs to know besides the scheme. */
export interface ClaimOptions {
	/** The time of receipt, in milliseconds since 1970. */
	readonly nowMs: number;
	/** Accepted distance of the timestamp from the clock. Default: the scheme's own. */
	readonly toleranceSeconds?: number | undefined;
}

type Read<T> = ({ readonly ok: true } & T) | Rejection;

function reject(reason: RejectReason, details: Partial<Rejection> = {}): Rejection {
	return { ...details, ok: false, reason };
}

function readOnce(headers: HeaderLookup, header: string): Read<{ value: string }> {
	const values = headers(header.toLowerCase());
	const value = values[0] ?? '';
	if (value === '') return reject('missingHeader', { header });
	if (values.length > 1) return reject('duplicateHeader', { header });
	if (value.length > MAX_HEADER_LENGTH) return reject('headerTooLong', { header });
	return { ok: true, value };
}

function readId(scheme: SignatureScheme, headers: HeaderLookup): Read<{ id?: string }> {
	if (scheme.idHeader === undefined || !scheme.content.includes('id')) return { ok: true };
	const read = readOnce(headers, scheme.idHeader);
	if (!read.ok) return read;
	return isMessageId(scheme, read.value)
		? { ok: true, id: read.value }
		: reject('malformedId', { header: scheme.idHeader });
}

function readTimestamp(
	scheme: SignatureScheme,
	headers: HeaderLookup,
	signatureHeader: ParsedSignatureHeader,
	options: ClaimOptions,
): Read<{ timestamp?: string; ageSeconds?: number }> {
	const rule = scheme.timestamp;
	if (rule === undefined) return { ok: true };
	let timestamp = signatureHeader.timestamp ?? '';
	const header = rule.from === 'pairs' ? scheme.signature.header : rule.from.header;
	if (rule.from !== 'pairs') {
		const read = readOnce(headers, rule.from.header);
		if (!read.ok) return read;
		timestamp = read.value;
	}
	if (!UNIX_TIME.test(timestamp)) return reject('malformedTimestamp', { header });
	const ageSeconds = Math.floor(options.nowMs / 1000) - Number(timestamp);
	const toleranceSeconds = options.toleranceSeconds ?? rule.toleranceSeconds;
	if (ageSeconds > toleranceSeconds) return reject('timestampTooOld', { header, ageSeconds });
	if (ageSeconds < -toleranceSeconds) return reject('timestampTooNew', { header, ageSeconds });
	return { ok: true, timestamp, ageSeconds };
}

/**
 * Reads what the headers claim and refuses what cannot be genuine, before any secret is needed.
 * Cheap on purpose: forged requests should end here. Never throws.
 */
export function readSignatureClaim(
	scheme: SignatureScheme,
	headers: HeaderLookup,
	options: ClaimOptions,
): SignatureClaim | Rejection {
	const { header, format } = scheme.signature;
	const read = readOnce(headers, header);
	if (!read.ok) return read;
	const parsed = parseSignatureHeader(read.value, format);
	if (!parsed.ok) return reject(parsed.reason, { header });
	const byteLength = signatureByteLength(scheme.algorithm);
	const candidates: string[] = [];
	for (const text of parsed.signatures) {
		const candidate = canonicalSignature(text, byteLength, scheme.encoding);
		// Not skipped: a list with a broken entry is two headers joined on the way, or an attempt.
		if (candidate === undefined) return reject('malformedSignature', { header });
		candidates.push(candidate);
	}
	const id = readId(scheme, headers);
	if (!id.ok) return id;
	const timestamp = readTimestamp(scheme, headers, parsed, options);
	if (!timestamp.ok) return timestamp;
	return {
		ok: true,
		candidates,
		id: id.id,
		timestamp: timestamp.timestamp,
		ageSeconds: timestamp.ageSeconds,
	};
}

/**
 * Compares every claimed signature with that of every key, each computed once, in constant time.
 * Never throws; without keys nothing matches.
 *
 * @param body the exact bytes of the body
 */
export function matchSignature(
	scheme: SignatureScheme,
	claim: SignatureClaim,
	body: Buffer,
	keys: readonly SigningKey[],
): Match | Rejection {
	for (const { name, key } of keys) {
		const expected = computeSignature(scheme, key, {
			body,
			id: claim.id,
			timestamp: claim.timestamp,
		});
		for (const candidate of claim.candidates) {
			if (constantTimeEqual(candidate, expected)) return { ok: true, keyName: name };
		}
	}
	return reject('noMatch', { header: scheme.signature.header });
}

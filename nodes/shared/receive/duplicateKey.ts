import { valueAt } from '../signing/bodyValue';
import { contentBytes } from '../signing/content';
import type { SignatureScheme } from '../signing/scheme';
import type { Match, SignatureClaim, SignedRequest } from '../signing/types';
import { messageKey } from './deduplicate/messageKey';
import type { Fact } from './event';

/** The bytes that the signature covers; for tokens, which cover none, those of the body. */
function signedBytes(
	scheme: SignatureScheme,
	claim: SignatureClaim,
	request: SignedRequest,
	body: Buffer,
): Buffer[] {
	const { signature } = scheme;
	if (scheme.content.length === 0) return [body];
	if (!('header' in signature)) {
		const payload = request.payload();
		const items = signature.itemsPath ? valueAt(payload, signature.itemsPath) : [payload];
		return (Array.isArray(items) ? (items as unknown[]) : []).map((item) =>
			contentBytes(scheme, { body, payload: item }),
		);
	}
	const { method, headers, formText } = request;
	const message = { body, method, headers, formText, payload: request.payload() };
	const url = scheme.content.includes('url') || scheme.content.includes('path');
	return [
		contentBytes(scheme, {
			...message,
			id: claim.id,
			timestamp: claim.time?.timestamp,
			...(url && { url: request.url() }),
		}),
	];
}

/**
 * By what a message is told from every other one: its id where the signature covers it, else all
 * that is signed. Going by an id that anyone can change would let a recorded request in again, and
 * so would going by bytes that the signature does not fit, where the body has several readings.
 *
 * @returns `undefined` for schemes whose different events may look the same
 */
export function duplicateKey(
	scheme: SignatureScheme,
	id: Fact,
	claim: SignatureClaim,
	request: SignedRequest,
	{ signedBody = request.body }: Match,
): string | undefined {
	if (scheme.duplicatesBy === 'none') return undefined;
	// A token covers nothing, but whoever knows it could send anything anyway.
	const isTrusted = id.isSigned || scheme.algorithm.kind === 'token';
	if (id.value !== null && isTrusted && scheme.duplicatesBy !== 'content') {
		return messageKey(['id', id.value]);
	}
	return messageKey(['content', ...signedBytes(scheme, claim, request, signedBody)]);
}

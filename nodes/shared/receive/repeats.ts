import { valueAt, withValueAt } from '../signing/content/bodyValue';
import type { BodyPath } from '../signing/content/bodyValue';
import { contentBytes } from '../signing/content';
import type { SignatureScheme } from '../signing/scheme';
import { isUnsigned } from '../signing/unsigned';
import type { Match } from '../signing/verify/match';
import type { PresentedSignature } from '../signing/verify/presentedSignature';
import type { SignedRequest } from '../signing/request';
import type { PartKeys } from './deduplicate/deduplicator';
import { messageKey } from './deduplicate/messageKey';
import { asText, isExactValue, isSignedPlace, locate } from './facts';
import type { Fact } from './facts';

/**
 * By what a request is recognised that comes again.
 *
 * - `automatic`: as `RepeatRule` of the scheme says, which never drops a genuine event.
 * - `deliveryId`: the id of the event or delivery alone, signed or not.
 * - `content`: everything that is signed, and nothing else; for tokens, the body.
 * - `header`, `bodyField`: what stands there, and nothing else.
 *
 * A request in which the chosen thing is missing is never a repeat.
 */
export type RepeatPolicy =
	| { readonly by: 'automatic' }
	| { readonly by: 'content' }
	| { readonly by: 'deliveryId' }
	/** @param header in lower case */
	| { readonly by: 'header'; readonly header: string }
	| { readonly by: 'bodyField'; readonly path: BodyPath };

/** A proven request, by what repeats of it could be recognised. */
export interface ProvenRequest {
	readonly scheme: SignatureScheme;
	readonly presented: PresentedSignature;
	readonly match: Match;
	readonly request: SignedRequest;
	/** The value of the body. */
	readonly payload: unknown;
	/** Name of the event; of the first one where the body holds several. */
	readonly name: string | null;
}

/** The places of the items that are each signed on their own; absent where all is signed as one. */
export function signedItemsPath({ signature, algorithm }: SignatureScheme): BodyPath | undefined {
	if ('header' in signature || algorithm.kind === 'token') return undefined;
	return signature.itemsPath;
}

/** What is signed as one: the payload, or each of the items that are signed on their own. */
function signedUnits({ scheme, payload }: ProvenRequest): readonly unknown[] {
	const itemsPath = signedItemsPath(scheme);
	if (itemsPath === undefined) return [payload];
	const items = valueAt(payload, itemsPath);
	return Array.isArray(items) ? (items as unknown[]) : [];
}

/** The payload with only some of the items that are signed on their own. */
export function withItems(
	scheme: SignatureScheme,
	payload: unknown,
	indexes: readonly number[],
): unknown {
	const itemsPath = signedItemsPath(scheme);
	const items = itemsPath && valueAt(payload, itemsPath);
	if (itemsPath === undefined || !Array.isArray(items)) return payload;
	const kept = indexes.map((index) => items[index] as unknown);
	return withValueAt(payload, itemsPath, kept);
}

const bodyOf = ({ match, request }: ProvenRequest): Buffer => match.signedBody ?? request.body;

// Some senders sign a URL with escapes that they did not send, so that the same signature fits
// several spellings. A recorded request must not be new in another one.
const withoutEscapes = (url: string): string =>
	url.replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);

/** The bytes that are signed as one; for tokens, which cover none, those of the body. */
function signedBytes(proven: ProvenRequest, unit: unknown): Buffer {
	const { scheme, presented, request } = proven;
	const body = bodyOf(proven);
	if (scheme.content.length === 0) return body;
	const { method, formBytes, headers } = request;
	const signsUrl = scheme.content.includes('url') || scheme.content.includes('path');
	return contentBytes(scheme, {
		body,
		method,
		formBytes,
		headers,
		payload: unit,
		id: presented.id,
		timestamp: presented.time?.timestamp,
		...(signsUrl && { url: withoutEscapes(request.url()) }),
	});
}

/** The id of the event or delivery. */
const deliveryIdOf = ({ scheme, request: { headers } }: ProvenRequest, unit: unknown): Fact =>
	locate(scheme.repeats.id ?? [], { scheme, headers, payload: unit });

/** What counts by itself of what is signed: nothing where different events may share all of it. */
function contentKeys(proven: ProvenRequest, unit: unknown, id: Fact): string[] {
	const { scheme, match, name } = proven;
	const { distinctBy = [], countsWithContent = [] } = scheme.repeats;
	const isDistinct = distinctBy.some((path) => asText(valueAt(unit, path)) !== undefined);
	const hasSignedId = id.value !== null && id.isSigned;
	if (!isDistinct && !hasSignedId && match.time === undefined) return [];
	const unsigned = countsWithContent.map((fact) => (fact === 'id' ? id.value : name) ?? '');
	const keyOf = (bytes: Buffer): string => messageKey(['content', bytes, ...unsigned]);
	const signed = keyOf(signedBytes(proven, unit));
	// A body that no other event shares is recognised even when another attempt signs it again.
	const isBodyEnough = isDistinct && scheme.content.includes('body');
	return isBodyEnough && scheme.content.length > 1 ? [signed, keyOf(bodyOf(proven))] : [signed];
}

function idKey(proven: ProvenRequest, { value, isSigned, isExact }: Fact): string | undefined {
	const { name } = proven;
	if (value === null || !isExact) return undefined;
	if (isSigned) return messageKey(['id', value]);
	return messageKey(['delivery', value, ...(name === null ? [] : [name]), bodyOf(proven)]);
}

const present = (key: string | undefined): string[] => (key === undefined ? [] : [key]);

/** The keys of one thing that is signed as one, as the scheme says. */
export function automaticKeys(proven: ProvenRequest, unit: unknown): PartKeys {
	const id = deliveryIdOf(proven, unit);
	return [...present(idKey(proven, id)), ...contentKeys(proven, unit, id)];
}

/** The key of everything that is signed as one, and nothing else. */
export const signedKey = (proven: ProvenRequest, unit: unknown): string =>
	messageKey(['content', signedBytes(proven, unit)]);

function automaticParts(proven: ProvenRequest): readonly PartKeys[] {
	const { scheme } = proven;
	if (scheme.algorithm.kind === 'token') return [[]];
	return signedUnits(proven).map((unit) => automaticKeys(proven, unit));
}

/** What a user chose to tell repeats by, where the request holds it. */
function chosenKey(
	policy: Exclude<RepeatPolicy, { by: 'automatic' | 'content' }>,
	proven: ProvenRequest,
): string | undefined {
	const { payload, request } = proven;
	switch (policy.by) {
		case 'deliveryId': {
			if (proven.scheme.repeats.idIsShared) return undefined;
			const { value, isExact } = deliveryIdOf(proven, payload);
			return value === null || !isExact ? undefined : messageKey(['delivery id', value]);
		}
		case 'header': {
			const value = asText(request.headers(policy.header)[0]);
			return value === undefined ? undefined : messageKey(['header', policy.header, value]);
		}
		case 'bodyField': {
			const found = valueAt(payload, policy.path);
			const value = isExactValue(found) ? asText(found) : undefined;
			return value === undefined ? undefined : messageKey(['field', ...policy.path, value]);
		}
	}
}

/**
 * The keys under which a request may come again: for each part that is signed on its own, or for all
 * of it. A repeat of any key is a repeat. None where nothing proves the request.
 */
export function repeatParts(policy: RepeatPolicy, proven: ProvenRequest): readonly PartKeys[] {
	// Whoever can send at all could use up the keys of events to come.
	if (isUnsigned(proven.scheme)) return [[]];
	switch (policy.by) {
		case 'automatic':
			return automaticParts(proven);
		case 'content':
			return signedUnits(proven).map((unit) => [signedKey(proven, unit)]);
		case 'deliveryId':
		case 'header':
		case 'bodyField':
			return [present(chosenKey(policy, proven))];
	}
}

/** Whether an event is recognised by its id alone, in whatever other form it comes again. */
export function recognisesById({ by }: RepeatPolicy, scheme: SignatureScheme): boolean {
	const { id = [], idIsShared = false } = scheme.repeats;
	const source = { scheme, headers: () => [] };
	return by === 'deliveryId'
		? id.length > 0 && !idIsShared
		: by === 'automatic' && id.some((locator) => isSignedPlace(locator, source));
}

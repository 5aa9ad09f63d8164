import { matchSignature, readSignatureClaim } from '../signing/verify';
import type { Match, Rejection, SignatureClaim } from '../signing/types';
import { buildEvent } from './event';
import { parsePayload } from './payload';
import type { InboundRequest, KeyLookup, KeySource, Outcome, ReceiveConfig } from './types';

type Proof =
	| { readonly kind: 'proven'; readonly match: Match }
	| { readonly kind: 'refused'; readonly rejection: Rejection }
	| { readonly kind: 'noKeys'; readonly problem: string };

function prove(
	config: ReceiveConfig,
	claim: SignatureClaim,
	rawBody: Buffer,
	lookup: KeyLookup,
): Proof {
	if (!lookup.ok) return { kind: 'noKeys', problem: lookup.problem };
	const match = matchSignature(config.scheme, claim, rawBody, lookup.keys);
	return match.ok ? { kind: 'proven', match } : { kind: 'refused', rejection: match };
}

/**
 * Decides about one request: what can be refused by its headers alone, then the signature over the
 * exact bytes, and only then the body is read. Nothing of a request is used before it is proven.
 */
export async function receive(
	request: InboundRequest,
	config: ReceiveConfig,
	keySource: KeySource,
): Promise<Outcome> {
	const { rawBody } = request;
	const claim = readSignatureClaim(config.scheme, request.headers, {
		nowMs: request.receivedAt,
		toleranceSeconds: config.toleranceSeconds,
	});
	if (!claim.ok) return { kind: 'badSignature', rejection: claim };
	if (rawBody === undefined) {
		return {
			kind: 'badSignature',
			rejection: { ok: false, reason: 'missingRawBody' },
		};
	}
	let proof = prove(config, claim, rawBody, await keySource.current());
	if (proof.kind !== 'proven') {
		const stored = await keySource.refresh();
		if (stored) proof = prove(config, claim, rawBody, stored);
	}
	if (proof.kind === 'noKeys') return { kind: 'notConfigured', problem: proof.problem };
	if (proof.kind === 'refused') return { kind: 'badSignature', rejection: proof.rejection };

	const parsed = parsePayload(request, rawBody, config.scheme.event.formField);
	if (!parsed.ok) return { kind: 'badPayload', problem: parsed.problem };
	const event = buildEvent(request, config, claim, proof.match, parsed.payload);
	return { kind: 'accepted', event };
}

import { receive } from '../../../nodes/shared/receive/receive';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { genuineAt, genuineRequest } from '../../support/genuine';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, secretFor } from '../../support/schemes';

/** The item of a genuine request, with everything in it that can be asked for but secret headers. */
async function itemOf(scheme: SignatureScheme) {
	const { rawHeaders, body, url } = genuineRequest(scheme);
	const visibleHeaders: Record<string, string> = {};
	for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
		visibleHeaders[(rawHeaders[i] as string).toLowerCase()] = rawHeaders[i + 1] as string;
	}
	const outcome = await receive(
		inboundRequest({
			rawHeaders,
			visibleHeaders,
			rawBody: body,
			receivedAt: genuineAt,
			url: () => url,
		}),
		receiveConfig(scheme, { includeHeaders: 'safe', includeRawBody: true }),
		keySource(keysOf(scheme, secretFor(scheme))),
		receiveState(),
	);
	if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
	return { event: outcome.event, rawHeaders };
}

describe.each(signatureSchemes)('$id', (scheme) => {
	test('the item holds neither the secret nor the signature', async () => {
		const { event, rawHeaders } = await itemOf(scheme);
		const text = JSON.stringify(event);
		expect(text).not.toContain(secretFor(scheme));
		const { signature } = scheme;
		if (!('header' in signature)) {
			expect(text).toContain('[hidden]');
			return;
		}
		const proof = rawHeaders[rawHeaders.indexOf(signature.header) + 1] as string;
		expect(proof).toBeTruthy();
		expect(text).not.toContain(proof);
	});

	test('the item says what the signature does not cover', async () => {
		const { event } = await itemOf(scheme);
		const { unsigned } = event.verification;
		const coversBody = scheme.content.includes('body') || scheme.bodyHashParameter !== undefined;
		expect(unsigned.includes('data')).toBe(!coversBody);
		expect(unsigned.includes('timestamp')).toBe(scheme.timestamp === undefined);
	});
});

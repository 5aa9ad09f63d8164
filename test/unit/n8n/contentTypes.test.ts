import { createHash } from 'node:crypto';
import { receive } from '../../../nodes/shared/receive/receive';
import type { Outcome } from '../../../nodes/shared/receive/outcome';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { genuineAt, genuineId, genuineRequest } from '../../support/genuine';
import { inboundOf } from '../../support/n8n/inbound';
import { keySource, receiveConfig, receiveState } from '../../support/receive';
import {
	keysOf,
	PUBLIC_URL,
	secretFor,
	signedRawHeaders,
	signingKeysOf,
} from '../../support/schemes';

/*
 * No signature covers the content type, so whoever records a request may send it again under any
 * other. The same signed bytes must be the same event, or the same refusal. Slow: every scheme is sent
 * every body as every type.
 */

const FORM = 'application/x-www-form-urlencoded';
const contentTypes = [
	'application/json',
	'application/json; charset=latin1',
	'application/vnd.api+json',
	FORM,
	`${FORM}; charset=utf-8`,
	'text/plain',
	'application/xml',
	'application/octet-stream',
	'',
];

/** What a body may hold that is written by somebody else than the sender. */
const INJECTED =
	'x&type=payout.paid&event=payout.paid&id=evt_forged&payload={"id":"evt_forged"}&x=';
const texts: Record<string, string> = {
	JSON: '{"id":"evt_1","type":"order.paid","data":{"name":"Zoë"}}',
	'JSON that holds a form': JSON.stringify({ id: 'evt_1', type: 'order.paid', text: INJECTED }),
	'a form': 'type=order.paid&id=evt_1&payload=%7B%22id%22%3A%22evt_2%22%7D',
	'text that holds a form': `Hello ${INJECTED}`,
	XML: '<a b="c&amp;type=order.paid"/>',
	'broken JSON': '{"id":"evt_1"}&type=payout.paid',
	nothing: '',
};

interface Signed {
	readonly rawHeaders: readonly string[];
	readonly body: Buffer;
	readonly url: string;
}

/** The text as this scheme's sender sends it. */
function requestOf(scheme: SignatureScheme, text: string): Signed {
	if (scheme.bodyHashParameter === undefined) {
		return { ...genuineRequest(scheme, 1, text), url: PUBLIC_URL };
	}
	const body = Buffer.from(text);
	const isForm = text === texts['a form'];
	const hash = createHash('sha256').update(body).digest('hex');
	const url = isForm ? PUBLIC_URL : `${PUBLIC_URL}&${scheme.bodyHashParameter}=${hash}`;
	const rawHeaders = signedRawHeaders(scheme, signingKeysOf(scheme, secretFor(scheme)), {
		body,
		id: genuineId,
		nowMs: genuineAt,
		url,
		contentType: isForm ? FORM : 'application/json',
	});
	return { rawHeaders, body, url };
}

async function decide(
	scheme: SignatureScheme,
	signed: Signed,
	contentType: string,
): Promise<Outcome | undefined> {
	const request = await inboundOf({ scheme, ...signed, contentType, receivedAt: genuineAt });
	const keys = keySource(keysOf(scheme, secretFor(scheme)));
	const config = receiveConfig(scheme, { includeRawBody: true });
	return request && (await receive(request, { config, keySource: keys, state: receiveState() }));
}

/** What of an outcome a workflow or a sender could notice. */
function seenOf(outcome: Outcome): unknown {
	const problem = 'problem' in outcome ? outcome.problem : undefined;
	const event = 'event' in outcome ? outcome.event : undefined;
	const key = 'key' in outcome ? outcome.key : undefined;
	const reason = outcome.kind === 'badSignature' ? outcome.rejection.reason : undefined;
	return { kind: outcome.kind, problem, event, key, reason };
}

test.each(signatureSchemes)('$id: the content type changes nothing', async (scheme) => {
	const kinds = new Set<string>();
	for (const text of Object.values(texts)) {
		const signed = requestOf(scheme, text);
		const outcomes = await Promise.all(contentTypes.map((type) => decide(scheme, signed, type)));
		// Some n8n answers itself, such as broken JSON under the type of JSON.
		const [first, ...others] = outcomes.flatMap((outcome) => (outcome ? [seenOf(outcome)] : []));
		for (const other of others) expect(other).toEqual(first);
		for (const outcome of outcomes) if (outcome) kinds.add(outcome.kind);
	}
	expect(kinds).toContain('accepted');
	expect(kinds).not.toContain('badSignature');
});

test('Stripe: a text inside of a genuine event, sent again as a form, is still that event', async () => {
	const stripe = findScheme('stripe') as SignatureScheme;
	const signed = requestOf(stripe, texts['JSON that holds a form'] ?? '');
	expect(await decide(stripe, signed, FORM)).toMatchObject({
		kind: 'accepted',
		event: { id: 'evt_1', event: 'order.paid', body: { text: INJECTED } },
	});
});

test('GitHub: a payload inside of a genuine event replaces nothing', async () => {
	const gitHub = findScheme('github') as SignatureScheme;
	const signed = requestOf(gitHub, texts['JSON that holds a form'] ?? '');
	expect(await decide(gitHub, signed, FORM)).toMatchObject({
		kind: 'accepted',
		event: { body: { id: 'evt_1', type: 'order.paid', text: INJECTED } },
	});
});

test('where providers send forms, they are read as forms whatever they are called', async () => {
	for (const { id, bodyFormat = 'json' } of signatureSchemes) {
		const scheme = findScheme(id) as SignatureScheme;
		const signed = requestOf(scheme, texts['a form'] ?? '');
		if (signed.body.toString() !== texts['a form']) continue;
		const outcome = await decide(scheme, signed, 'text/plain');
		const body = outcome?.kind === 'accepted' ? outcome.event.body : undefined;
		expect({ id, isText: typeof body === 'string' || body === undefined }).toEqual({
			id,
			isText: bodyFormat === 'json',
		});
	}
});

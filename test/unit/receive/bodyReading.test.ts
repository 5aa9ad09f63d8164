import { createHmac } from 'node:crypto';
import { receive } from '../../support/receive';
import type { ReceiveState } from '../../../nodes/shared/receive/receive';
import { hmacSha256Hex } from '../../../nodes/shared/signing/schemes/hmacSha256Hex';
import { joAi } from '../../../nodes/shared/signing/schemes/joAi';
import { lvng } from '../../../nodes/shared/signing/schemes/lvng';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf } from '../../support/schemes';

const secret = 'a secret of both';
const signed =
	'{"event":"message.created","timestamp":"2026-11-30T12:00:00.123456Z","data":{"id":"m-1","content":"a / é"}}';
const spaced = JSON.stringify(JSON.parse(signed), null, 2);
const escaped = signed
	.replace('/', '\\/')
	.replace('é', '\\u00e9')
	.replace('"event"', '"\\u0065vent"');

async function decide(
	scheme: SignatureScheme,
	sent: string,
	state: ReceiveState = receiveState(),
	signedText = signed,
) {
	if (!('header' in scheme.signature)) throw new Error('It signs inside of the body');
	const signature = createHmac('sha256', secret).update(signedText).digest('hex');
	return await receive(
		inboundRequest({
			rawHeaders: [scheme.signature.header, signature],
			body: Buffer.from(sent),
		}),
		receiveConfig(scheme, { includeRawBody: true }),
		keySource(keysOf(scheme, secret)),
		state,
	);
}

describe.each([joAi, lvng])('$displayName', (scheme) => {
	test.each([
		['received', signed],
		['reserialised', spaced],
		['reserialised', escaped],
	])('the item says %s, and its raw body is what was signed', async (reading, sent) => {
		expect(await decide(scheme, sent)).toMatchObject({
			kind: 'accepted',
			event: {
				event: 'message.created',
				data: { id: 'm-1', content: 'a / é' },
				rawBody: signed,
				verification: { reading, unsigned: ['timestamp'] },
			},
		});
	});

	test('a recorded request is a repeat, however it is spelled', async () => {
		const spellings = [signed, spaced, escaped, `${signed}\n`, ` ${spaced}`];
		for (const first of spellings) {
			const state = receiveState();
			const outcome = await decide(scheme, first, state);
			if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
			outcome.settle('done');
			for (const replay of spellings) {
				expect(await decide(scheme, replay, state)).toMatchObject({ kind: 'duplicate' });
			}
		}
	});

	test('other events are none, although they are about the same', async () => {
		const state = receiveState();
		const outcome = await decide(scheme, signed, state);
		if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
		outcome.settle('done');
		const edited = signed.replace('created', 'updated');
		expect(await decide(scheme, edited, state, edited)).toMatchObject({ kind: 'accepted' });
	});
});

test('a scheme with one reading refuses other spellings, and its items say nothing', async () => {
	expect(await decide(hmacSha256Hex, spaced)).toMatchObject({ kind: 'badSignature' });
	const outcome = await decide(hmacSha256Hex, signed);
	if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
	expect(outcome.event.verification).not.toHaveProperty('reading');
});

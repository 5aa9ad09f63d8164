import fc from 'fast-check';
import { receive } from '../../support/receive';
import { wrapInEnvelope } from '../../../nodes/shared/services/outboundEnvelope';
import type {
	EnvelopeContents,
	EnvelopeStyle,
} from '../../../nodes/shared/services/outboundEnvelope';
import {
	envelopeStyles,
	findEnvelopeStyle,
} from '../../../nodes/shared/services/outboundEnvelopeStyles';
import { findEnvelopeProblem } from '../../../nodes/shared/services';
import { standardWebhooks } from '../../../nodes/shared/signing/schemes/standardWebhooks';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, secretFor, signedRawHeaders, signingKeysOf } from '../../support/schemes';

const nowMs = Date.parse('2027-02-03T04:05:06.789Z');

const contents = (overrides: Partial<EnvelopeContents> = {}): EnvelopeContents => ({
	eventName: 'order.created',
	id: 'evt_1042',
	moment: { nowMs, random: () => 0.42 },
	dataJson: '{"order":1042}',
	fields: { organizationId: 'org-7', webhookId: 'wh-1', webhookName: 'Orders "2"' },
	...overrides,
});

const styleOf = (id: string): EnvelopeStyle => {
	const style = findEnvelopeStyle(id);
	if (!style) throw new Error(`There is no style ${id}`);
	return style;
};

function wrap(style: EnvelopeStyle, overrides?: Partial<EnvelopeContents>): Buffer {
	const wrapped = wrapInEnvelope(style, contents(overrides));
	if (!wrapped.ok) throw new Error(wrapped.problem);
	return wrapped.value;
}

test.each([
	[
		'standard-webhooks',
		'{"type":"order.created","timestamp":"2027-02-03T04:05:06.789444Z","data":{"order":1042}}',
	],
	[
		'clawlet',
		'{"event_type":"order.created","timestamp":"2027-02-03T04:05:06.789444Z","data":{"order":1042}}',
	],
	[
		'joai',
		'{"event":"order.created","webhook":{"id":"wh-1","name":"Orders \\"2\\""},"timestamp":"2027-02-03T04:05:06.789444Z","data":{"order":1042}}',
	],
	[
		'lvng',
		'{"event":"order.created","timestamp":"2027-02-03T04:05:06.789444Z","data":{"order":1042}}',
	],
	[
		'twig',
		'{"id":"evt_1042","type":"order.created","timestamp":"2027-02-03T04:05:06Z","data":{"order":1042},"organizationId":"org-7"}',
	],
])('%s: the body is as the documentation shows it', (id, expected) => {
	expect(wrap(styleOf(id)).toString('utf8')).toBe(expected);
});

test('the table above names every style', () => {
	expect(envelopeStyles.map(({ id }) => id)).toEqual([
		'standard-webhooks',
		'clawlet',
		'joai',
		'lvng',
		'twig',
	]);
	expect(findEnvelopeStyle('none')).toBeUndefined();
});

describe.each(envelopeStyles)('$displayName', (style) => {
	const scheme = style.service?.scheme ?? standardWebhooks;
	const secret = secretFor(scheme);

	async function deliver(body: Buffer) {
		const keys = signingKeysOf(scheme, secret);
		const { service } = style;
		return await receive(
			inboundRequest({
				rawHeaders: signedRawHeaders(scheme, keys, { body, id: 'msg_7', nowMs }),
				body,
				receivedAt: nowMs,
			}),
			receiveConfig(scheme, {
				findEnvelopeProblem: (payload) => service && findEnvelopeProblem(service, payload),
			}),
			keySource(keysOf(scheme, secret)),
			receiveState(),
		);
	}

	test('the receiver finds the name, the data and the id of the event', async () => {
		const [name = 'order.created'] = style.service?.scheme.event.catalog ?? [];
		const body = wrap(style, { eventName: name, id: 'evt_7' });
		const bodyId = style.idPrefix === undefined ? null : 'evt_7';
		expect(await deliver(body)).toMatchObject({
			kind: 'accepted',
			event: {
				event: name,
				id: scheme.idHeader === undefined ? bodyId : 'msg_7',
				data: { order: 1042 },
			},
		});
	});

	test('any object comes out as it went in, under any name', () => {
		fc.assert(
			fc.property(
				// What services look for inside has tests of its own: no key is one of theirs.
				fc.dictionary(
					fc.string().map((key) => `${key}.`),
					fc.jsonValue({ maxDepth: 2 }),
				),
				fc.string({ minLength: 1 }),
				(data, eventName) => {
					const dataJson = JSON.stringify(data);
					const { data: received, ...rest } = JSON.parse(
						wrap(style, { dataJson, eventName }).toString('utf8'),
					) as Record<string, unknown>;
					expect(received).toEqual(JSON.parse(dataJson));
					expect(Object.values(rest)).toContain(eventName);
				},
			),
		);
	});

	test('only text that receivers write anew is written as they do', () => {
		const dataJson = ' { "n" :9223372036854775807 } ';
		const isReserialised = scheme.bodyReadings?.includes('reserialised') ?? false;
		expect(wrap(style, { dataJson }).toString('utf8')).toContain(
			isReserialised ? '"data":{"n":9223372036854776000}' : `"data":${dataJson}`,
		);
	});
});

test('two messages with the same data and no id differ in their time', () => {
	for (const style of envelopeStyles.filter(({ idPrefix }) => idPrefix === undefined)) {
		const [first, second] = [0.1, 0.9].map((chance) =>
			wrap(style, { moment: { nowMs, random: () => chance } }).toString('utf8'),
		);
		expect(first).not.toBe(second);
	}
});

test.each([
	['twig', '"a text"', 'data: expected an object'],
	['twig', '{"interaction":{"id":7}}', 'data.interaction.id: expected text'],
	['joai', '[1]', 'data: expected an object'],
	['joai', '{"agent":{"name":"Ada"}}', 'data.agent.id: expected text'],
	['lvng', '{"id":1042}', 'data.id: expected text'],
	['clawlet', '42', 'data: expected an object'],
])('%s: data such as %s is refused with what to change', (id, dataJson, problem) => {
	const style = styleOf(id);
	expect(wrapInEnvelope(style, contents({ dataJson }))).toEqual({
		ok: false,
		problem: `The body is not an event as ${style.displayName} documents it: ${problem}. Change the value of the field 'Body', or choose another 'Envelope'.`,
	});
});

test('Standard Webhooks takes any data', () => {
	const style = styleOf('standard-webhooks');
	for (const dataJson of ['null', '"text"', '[1,2]', '42']) {
		expect(wrap(style, { dataJson }).toString('utf8')).toContain(`"data":${dataJson}}`);
	}
});

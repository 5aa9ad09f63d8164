import { readCondition } from '../../../nodes/shared/conditions/condition';
import type { ReceiveConfig } from '../../../nodes/shared/receive/configuration';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { keySource, receive, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, secretFor } from '../../support/schemes';
import { senders } from '../../support/severalEvents';
import type { Index, Sender } from '../../support/severalEvents';
import {
	eventsOf,
	filterOf,
	NOW_MS,
	receiverOf,
	requestOf,
} from '../../support/severalEventsReceiver';

const conditionOf = (condition: object) => {
	const read = readCondition(condition, { roots: ['event', 'id', 'data', 'body'] });
	if (!read.ok) throw new Error(read.problem);
	return read.value;
};

const line = (index: Index) => (senders.line as Sender).event(index);
const lineBody = (...events: object[]) => ({ destination: 'U1', events });

describe('several events', () => {
	test('each come once, in their order, whatever they come with', async () => {
		const take = receiverOf('line');
		const ids = async (...events: object[]) => {
			const outcome = await take(lineBody(...events));
			return outcome.kind === 'accepted'
				? eventsOf(outcome).map((event) => event.id)
				: outcome.kind;
		};
		expect(await ids(line(0), line(1))).toEqual(['01H0', '01H1']);
		expect(await ids(line(2), line(1), line(0))).toEqual(['01H2']);
		expect(await ids(line(1), line(2))).toBe('duplicate');
	});

	test('are free again when they were not processed', async () => {
		const state = receiveState();
		const scheme = findScheme('line') as SignatureScheme;
		const keys = keysOf(scheme, secretFor(scheme));
		const take = async () =>
			await receive(
				requestOf(scheme, lineBody(line(0), line(1)), NOW_MS),
				receiveConfig(scheme, { dividesEvents: true }),
				keySource(keys),
				state,
			);
		const first = await take();
		if (first.kind !== 'accepted') throw new Error(first.kind);
		first.settle('released');
		const second = await take();
		expect(eventsOf(second as never)).toHaveLength(2);
	});

	test('that are alike in every respect are all genuine, and repeats of them are told', async () => {
		const take = receiverOf('pusher');
		const same = { name: 'client_event', channel: 'a', data: '1' };
		const body = (count: number, time_ms: number) => ({ time_ms, events: Array(count).fill(same) });
		const count = async (...given: [number, number]) =>
			eventsOf((await take(body(...given))) as never).length;
		expect(await count(2, 1)).toBe(2);
		expect((await take(body(1, 1))).kind).toBe('duplicate');
		expect((await take(body(2, 1))).kind).toBe('duplicate');
		expect(await count(3, 1)).toBe(1);
		expect(await count(2, 2)).toBe(2);
	});

	test('with numbers that may have been rounded are recognised only with their request', async () => {
		const take = receiverOf('hubspot-v3');
		const text = (id: string) =>
			`[{"eventId":1,"subscriptionType":"a","occurredAt":1,"objectId":${id}}]`;
		expect((await take(JSON.parse(text('9007199254740993')))).kind).toBe('accepted');
		// Another time is signed, so the request is another one.
		expect((await take(JSON.parse(text('9007199254740992')), NOW_MS + 1)).kind).toBe('accepted');
	});

	test('are looked at one by one by conditions', async () => {
		const take = receiverOf('line', {
			condition: conditionOf({ field: 'body.events.0.webhookEventId', oneOf: ['01H1', '01H2'] }),
		});
		expect(
			eventsOf((await take(lineBody(line(0), line(1), line(2)))) as never).map(({ id }) => id),
		).toEqual(['01H1', '01H2']);
		expect(await take(lineBody(line(0)))).toMatchObject({
			kind: 'ignored',
			reason: 'conditionNotMet',
		});
	});

	test('stay one item where the node keeps requests whole', async () => {
		const whole = receiverOf('line', {
			dividesEvents: false,
			eventFilter: filterOf('second.type'),
		});
		const outcome = await whole(lineBody(line(0), line(1)));
		expect(outcome).toMatchObject({
			kind: 'accepted',
			event: { id: '01H0', event: 'first.type', data: [line(0), line(1)] },
		});
		expect(outcome).not.toHaveProperty('others');
	});

	test.each<[string, unknown]>([
		['a list without events', lineBody()],
		['no list', { destination: 'U1' }],
		['a list that is none', { destination: 'U1', events: 'none' }],
	])('%s is one item, as it was', async (_, body) => {
		const outcome = await receiverOf('line')(body);
		expect(outcome).toMatchObject({ kind: 'accepted', event: { id: null, event: null, body } });
		expect(outcome).not.toHaveProperty('others');
	});

	test('of a user-chosen field are told apart by it, and none is lost that shares it', async () => {
		const repeats = { by: 'bodyField', path: ['events', '0', 'webhookEventId'] } as const;
		const byId = receiverOf('line', { repeats });
		expect(eventsOf((await byId(lineBody(line(0), line(1)))) as never)).toHaveLength(2);
		expect((await byId(lineBody(line(1)))).kind).toBe('duplicate');
		const shared = receiverOf('line', { repeats: { by: 'bodyField', path: ['destination'] } });
		expect(eventsOf((await shared(lineBody(line(0), line(1)))) as never)).toHaveLength(2);
	});

	test.each<[string, ReceiveConfig['repeats']]>([
		['the signed content', { by: 'content' }],
		['a header', { by: 'header', header: 'x-line-signature' }],
	])('by %s are recognised with their request', async (_, repeats) => {
		const take = receiverOf('line', { repeats });
		expect(eventsOf((await take(lineBody(line(0), line(1)))) as never)).toHaveLength(2);
		expect((await take(lineBody(line(0), line(1)))).kind).toBe('duplicate');
		expect(eventsOf((await take(lineBody(line(0)))) as never)).toHaveLength(1);
	});

	test('that are too many, or would repeat too much, stay one item that says so', async () => {
		const take = receiverOf('line', { maxBodyBytes: 10_000_000 });
		const many = Array.from({ length: 5_001 }, (_, index) => ({
			type: 'a',
			webhookEventId: String(index),
		}));
		const limit = await take(lineBody(...many.slice(0, 5_000)));
		expect(eventsOf(limit as never)).toHaveLength(5_000);
		expect(await take(lineBody(...many))).toMatchObject({
			event: { verification: { undivided: 'the request holds more than 5000 events' } },
		});
		const large = { ...lineBody(...many.slice(0, 100)), note: 'x'.repeat(1_000_000) };
		const outcome = await take(large);
		expect(outcome).toMatchObject({
			event: {
				verification: {
					undivided: 'what stands beside the events is too large to be repeated with each',
				},
			},
		});
		expect(outcome).not.toHaveProperty('others');
	});
});

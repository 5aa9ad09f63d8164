import fc from 'fast-check';
import type { EventLocator, SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { canSign } from '../../../nodes/shared/signing/sign';
import { genuineRequest } from '../../support/genuine';
import { inboundRequest } from '../../support/receive';
import { FORM, kindsOf, NOW_MS, Receiver, schemeOf, withHeaders } from '../../support/receiver';
import type { Delivery } from '../../support/receiver';

/** A body that has these values at these places, and makes lists where the places say so. */
function bodyWith(values: ReadonlyArray<readonly [readonly string[], unknown]>): unknown {
	const isList = values.some(([path]) => path[0] === '0');
	const root: Record<string, unknown> = (isList ? [] : {}) as Record<string, unknown>;
	for (const [path, value] of values) {
		let at = root;
		path.forEach((key, index) => {
			const next = path[index + 1];
			if (next === undefined) at[key] = value;
			else at = (at[key] ??= next === '0' ? [] : {}) as Record<string, unknown>;
		});
	}
	return root;
}

const partsOf = (locator: EventLocator): readonly EventLocator[] =>
	'join' in locator ? locator.join : [locator];

const isToken = ({ algorithm }: SignatureScheme): boolean => algorithm.kind === 'token';

const looksForRepeats = (scheme: SignatureScheme): boolean =>
	!isToken(scheme) &&
	(scheme.repeats.id ?? scheme.repeats.distinctBy ?? scheme.timestamp) !== undefined;

/** The event of this number: what the provider never repeats differs, all else may be the same. */
function eventOf(
	{ repeats, timestamp, bodyHashParameter }: SignatureScheme,
	number: number,
	{ note, eventName }: { note: string; eventName: string },
): Delivery {
	const ageMs = number * 1000;
	const bodyTime =
		timestamp !== undefined && timestamp.from !== 'pairs' && 'body' in timestamp.from
			? [[timestamp.from.body, NOW_MS - ageMs] as const]
			: [];
	const places = [
		...(repeats.id ?? []).flatMap(partsOf).flatMap((each) => ('body' in each ? [each.body] : [])),
		...(repeats.distinctBy ?? []).slice(0, 1),
	];
	const isList = places.some(([key]) => key === '0');
	const body =
		bodyHashParameter !== undefined
			? { note }
			: bodyWith([
					[isList ? ['0', 'note'] : ['note'], note],
					...places.map((path) => [path, `evt_${number}`] as const),
					...bodyTime,
				]);
	return { body, id: `delivery-${number}`, eventName, ageMs };
}

const facts = fc.record({
	note: fc.constantFrom('a', 'b'),
	eventName: fc.constantFrom('one', 'two'),
});

describe.each(signatureSchemes.filter(canSign))('$id', (scheme) => {
	test('no event is taken for a repeat of another, and exact copies are what the rule says', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(facts, { minLength: 2, maxLength: 4 }), async (events) => {
				const receiver = new Receiver(scheme);
				const requests = events.map((each, number) =>
					receiver.request(eventOf(scheme, number, each)),
				);
				for (const request of requests) {
					expect((await receiver.take(request)).kind).toBe('accepted');
				}
				for (const request of requests) {
					const expected = looksForRepeats(scheme) ? 'duplicate' : 'accepted';
					expect((await receiver.take(request)).kind).toBe(expected);
				}
			}),
			{ numRuns: 10 },
		);
	});
});

/** Whether the signature covers an id or a time of the event. */
const signsEvent = ({ repeats, timestamp, content, algorithm }: SignatureScheme): boolean =>
	algorithm.kind !== 'token' &&
	(timestamp !== undefined ||
		repeats.distinctBy !== undefined ||
		content.includes('id') ||
		(repeats.id ?? []).some((locator) => 'body' in locator));

describe.each(signatureSchemes.filter((scheme) => canSign(scheme) && signsEvent(scheme)))(
	'a recorded request of $id',
	(scheme) => {
		const event = eventOf(scheme, 1, { note: 'x&type=payout.paid&id=evt_2&x=', eventName: 'one' });

		// A form of Twilio's has neither an id nor a time. Where events of one moment may be alike, none
		// of them may be dropped, and a recorded one starts the workflow again.
		const runsAgain =
			scheme.bodyHashParameter !== undefined || scheme.repeats.countsWithContent !== undefined;

		test('does not run again under another unsigned name or id', async () => {
			const receiver = new Receiver(scheme);
			const request = receiver.request(event);
			expect((await receiver.take(request)).kind).toBe('accepted');
			const ids = (scheme.repeats.id ?? []).flatMap((each) =>
				'header' in each && !scheme.content.includes('id') ? [each.header] : [],
			);
			const headers = [...ids, ...(scheme.eventHeader ? [scheme.eventHeader.toLowerCase()] : [])];
			const forged = withHeaders(
				request,
				Object.fromEntries(headers.map((header) => [header, 'forged'])),
			);
			const { kind } = await receiver.take(forged);
			expect(kind === 'accepted').toBe(runsAgain);
		});

		test.each([FORM, 'text/plain', ''])('does not run again as %j', async (contentType) => {
			const receiver = new Receiver(scheme);
			const request = receiver.request(event);
			expect((await receiver.take(request)).kind).toBe('accepted');
			const again = withHeaders(request, { 'content-type': contentType });
			const { kind } = await receiver.take({ ...again, parsedJson: undefined });
			expect(kind).not.toBe('accepted');
		});
	},
);

describe('senders that try again', () => {
	test.each([
		...['zendesk', 'contentful', 'sanity', 'zoom', 'calendly', 'stripe', 'slack'],
		...['standard-webhooks', 'svix', 'clerk', 'resend', 'twitch-eventsub', 'discord'],
	])('%s: with a new time, it is a repeat', async (id) => {
		const scheme = schemeOf(id);
		const receiver = new Receiver(scheme);
		const event = eventOf(scheme, 1, { note: 'a', eventName: 'one' });
		expect(await receiver.deliver({ ...event, ageMs: 9_000 })).toBe('accepted');
		expect(await receiver.deliver({ ...event, ageMs: 2_000 })).toBe('duplicate');
	});
});

test.each(signatureSchemes.filter(({ content }) => content.includes('id')))(
	'$id goes by the id that it signs, also where it takes its rule from another scheme',
	({ idHeader, repeats }) => {
		expect(repeats.id).toEqual([{ header: idHeader?.toLowerCase() }]);
	},
);

test('WooCommerce: two orders of one second have one delivery id, and neither is dropped', async () => {
	for (const by of ['automatic', 'deliveryId'] as const) {
		const receiver = new Receiver(schemeOf('woocommerce'), { by });
		const orders = [727, 728].map((id) => ({ body: { id }, id: 'a', eventName: 'order.created' }));
		expect(await kindsOf(receiver, orders)).toEqual(['accepted', 'accepted']);
	}
});

test('WooCommerce: two calls of an action in one second are never taken for one', async () => {
	const receiver = new Receiver(schemeOf('woocommerce'));
	const call = { body: { action: 'woocommerce_add_to_cart', arg: '5f2c' }, id: 'a' };
	expect(await kindsOf(receiver, [call, call])).toEqual(['accepted', 'accepted']);
});

test('Discord: a webhook event has no id, and its next try with a new time is a repeat', async () => {
	const receiver = new Receiver(schemeOf('discord'));
	const event = (timestamp: string) => ({
		version: 1,
		type: 1,
		event: { type: 'APPLICATION_AUTHORIZED', timestamp, data: { scopes: [] } },
	});
	const tries = [
		{ body: event('2024-10-18T14:42:53.064834'), ageMs: 9_000 },
		{ body: event('2024-10-18T14:42:53.064834'), ageMs: 2_000 },
		{ body: event('2024-10-18T14:42:53.064835'), ageMs: 2_000 },
	];
	expect(await kindsOf(receiver, tries)).toEqual(['accepted', 'duplicate', 'accepted']);
});

test('X: a post that comes again is a repeat, and two posts are not', async () => {
	const receiver = new Receiver(schemeOf('x'));
	const posts = ['1', '1', '2'].map((id) => ({ body: { tweet_create_events: [{ id_str: id }] } }));
	expect(await kindsOf(receiver, posts)).toEqual(['accepted', 'duplicate', 'accepted']);
});

test('two invocations of Zendesk in one second, with the body that their owner wrote, are two', async () => {
	const receiver = new Receiver(schemeOf('zendesk'));
	const body = { action: 'notify' };
	expect(await receiver.deliver({ body, id: 'invocation-1' })).toBe('accepted');
	expect(await receiver.deliver({ body, id: 'invocation-2' })).toBe('accepted');
	expect(await receiver.deliver({ body, id: 'invocation-2' })).toBe('duplicate');
	expect(await receiver.deliver({ body, id: 'invocation-1', ageMs: 2_000 })).toBe('duplicate');
});

test('every rule says where it is known from', () => {
	for (const { repeats } of signatureSchemes) expect(repeats.source).toMatch(/^\S.*\.$/);
});

describe.each(signatureSchemes.filter((scheme) => !canSign(scheme)))(
	'$id, which is signed inside of the body',
	(scheme) => {
		test('exact copies are what the rule says', async () => {
			const receiver = new Receiver(scheme);
			const { rawHeaders, body } = genuineRequest(scheme);
			const request = inboundRequest({ rawHeaders, body, receivedAt: NOW_MS });
			expect((await receiver.take(request)).kind).toBe('accepted');
			const expected = looksForRepeats(scheme) ? 'duplicate' : 'accepted';
			expect((await receiver.take(request)).kind).toBe(expected);
		});
	},
);

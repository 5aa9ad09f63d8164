import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { receive } from '../../../nodes/shared/receive/receive';
import type { RepeatPolicy } from '../../../nodes/shared/receive/repeats';
import type { InboundRequest, Outcome, ReceiveState } from '../../../nodes/shared/receive/types';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { SigningKey } from '../../../nodes/shared/signing/types';
import { canSign } from '../../../nodes/shared/signing/sign';
import { buildScheme, NO_EVENT } from '../../support/customScheme';
import { genuineAt, genuineRequest } from '../../support/genuine';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, secretFor, signedRawHeaders, signingKeysOf } from '../../support/schemes';

const FORM = 'application/x-www-form-urlencoded';
const NOW_MS = genuineAt;

const schemeOf = (id: string): SignatureScheme => findScheme(id) as SignatureScheme;

/** One event of a provider, as it tries to deliver it. */
interface Delivery {
	readonly body: unknown;
	readonly id?: string;
	readonly eventName?: string;
	/** Milliseconds before now at which it was signed. */
	readonly ageMs?: number;
}

/** A trigger of one scheme, with what it remembers. */
class Receiver {
	private readonly state: ReceiveState = receiveState();

	private readonly keys: readonly SigningKey[];

	constructor(
		readonly scheme: SignatureScheme,
		private readonly policy?: RepeatPolicy,
	) {
		this.keys = keysOf(scheme, secretFor(scheme));
	}

	/** A genuine request, with the headers in which the provider puts the facts. */
	request({ body, id = 'delivery-1', eventName = 'x', ageMs = 0 }: Delivery): InboundRequest {
		const { scheme } = this;
		const isForm = scheme.bodyHashParameter !== undefined;
		const rawBody = Buffer.from(
			isForm ? String(new URLSearchParams(body as Record<string, string>)) : JSON.stringify(body),
		);
		const contentType = isForm ? FORM : 'application/json';
		const [key] = signingKeysOf(scheme, secretFor(scheme));
		const rawHeaders = signedRawHeaders(scheme, [key], {
			body: rawBody,
			id,
			nowMs: NOW_MS - ageMs,
			contentType,
			eventName,
		});
		for (const locator of scheme.repeats.id ?? []) {
			if (!('header' in locator)) continue;
			const isThere = rawHeaders.some((text) => text.toLowerCase() === locator.header);
			if (!isThere) rawHeaders.push(locator.header, id);
			break;
		}
		return inboundRequest({ rawHeaders, rawBody, contentType, receivedAt: NOW_MS });
	}

	/** Receives a request to its end, and says what became of it. */
	async take(request: InboundRequest): Promise<Outcome> {
		const outcome = await receive(
			request,
			receiveConfig(this.scheme, { repeats: this.policy }),
			keySource(this.keys),
			this.state,
		);
		if (outcome.kind === 'accepted') outcome.settle('done');
		return outcome;
	}

	async deliver(delivery: Delivery): Promise<Outcome['kind']> {
		return (await this.take(this.request(delivery))).kind;
	}
}

/** The same request with other values of headers, added where they are missing. */
function withHeaders(
	request: InboundRequest,
	changed: Readonly<Record<string, string>>,
): InboundRequest {
	return {
		...request,
		headers: (name) => (changed[name] === undefined ? request.headers(name) : [changed[name]]),
	};
}

async function kindsOf(receiver: Receiver, deliveries: readonly Delivery[]) {
	const kinds: string[] = [];
	for (const delivery of deliveries) kinds.push(await receiver.deliver(delivery));
	return kinds;
}

describe('genuine events that look alike', () => {
	test('WooCommerce: two topics of one order are two events', async () => {
		const body = { id: 727, status: 'processing', total: '29.35' };
		const receiver = new Receiver(schemeOf('woocommerce'));
		const deliveries = [
			{ body, id: 'a', eventName: 'order.created' },
			{ body, id: 'b', eventName: 'order.updated' },
		];
		expect(await kindsOf(receiver, deliveries)).toEqual(['accepted', 'accepted']);
		expect(await kindsOf(receiver, deliveries)).toEqual(['duplicate', 'duplicate']);
	});

	test('WooCommerce: events of one second share their delivery id', async () => {
		const receiver = new Receiver(schemeOf('woocommerce'));
		const deliveries = [
			{ body: { id: 727 }, id: 'a', eventName: 'order.created' },
			{ body: { id: 727 }, id: 'a', eventName: 'order.updated' },
			{ body: { id: 728 }, id: 'a', eventName: 'order.updated' },
		];
		expect(await kindsOf(receiver, deliveries)).toEqual(['accepted', 'accepted', 'accepted']);
	});

	test('GitHub: a member added, removed and added again is three events', async () => {
		const body = (action: string) => ({
			action,
			scope: 'team',
			member: { login: 'octocat' },
			team: { id: 1 },
			organization: { login: 'acme' },
			sender: { login: 'hubot' },
		});
		const receiver = new Receiver(schemeOf('github'));
		const deliveries = ['added', 'removed', 'added'].map((action, index) => ({
			body: body(action),
			id: `delivery-${index}`,
			eventName: 'membership',
		}));
		expect(await kindsOf(receiver, deliveries)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(await kindsOf(receiver, deliveries)).toEqual(['duplicate', 'duplicate', 'duplicate']);
	});

	test.each(['hmac-sha256-hex', 'hmac-sha256-hex-prefixed', 'shared-token', 'basic-auth'])(
		'%s: an id in the body is that of an order',
		async (id) => {
			const event = 'order.updated';
			expect(
				await kindsOf(new Receiver(schemeOf(id)), [
					{ body: { event, id: 42, status: 'paid' } },
					{ body: { event, id: 42, status: 'shipped' } },
					{ body: { event, id: 42, status: 'paid' } },
				]),
			).toEqual(['accepted', 'accepted', 'accepted']);
		},
	);

	test('a delivery id that is missing tells nothing', async () => {
		const receiver = new Receiver(schemeOf('github'));
		const request = receiver.request({ body: { action: 'added' } });
		const bare = {
			...request,
			headers: (name: string) => (name === 'x-github-delivery' ? [] : request.headers(name)),
		};
		expect((await receiver.take(bare)).kind).toBe('accepted');
		expect((await receiver.take(bare)).kind).toBe('accepted');
	});
});

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
		...(repeats.id ?? []).flatMap((each) => ('body' in each ? [each.body] : [])),
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

		// A form of Twilio's has neither an id nor a time.
		const runsAgain = scheme.bodyHashParameter !== undefined;

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
	},
);

describe.each(signatureSchemes.filter((scheme) => canSign(scheme) && scheme.timestamp))(
	'a recorded request of $id',
	(scheme) => {
		test.each([FORM, 'text/plain', ''])('does not run again as %j', async (contentType) => {
			const receiver = new Receiver(scheme);
			const event = eventOf(scheme, 1, { note: 'x&id=evt_2&x=', eventName: 'one' });
			const request = receiver.request(event);
			expect((await receiver.take(request)).kind).toBe('accepted');
			const again = { ...request, contentType, parsedBody: undefined };
			expect((await receiver.take(again)).kind).not.toBe('accepted');
		});
	},
);

describe('senders that try again', () => {
	test.each(['zendesk', 'contentful', 'sanity', 'zoom', 'calendly', 'stripe', 'slack'])(
		'%s: with a new time, it is a repeat',
		async (id) => {
			const scheme = schemeOf(id);
			const receiver = new Receiver(scheme);
			const event = eventOf(scheme, 1, { note: 'a', eventName: 'one' });
			expect(await receiver.deliver({ ...event, ageMs: 9_000 })).toBe('accepted');
			expect(await receiver.deliver({ ...event, ageMs: 2_000 })).toBe('duplicate');
		},
	);
});

describe('Adyen, where each item is signed on its own', () => {
	const scheme = schemeOf('adyen');
	const secret = secretFor(scheme);

	const item = (pspReference: string, eventCode = 'AUTHORISATION') => {
		const signed = `${pspReference}::Shop:ref:1000:EUR:${eventCode}:true`;
		const hmac = createHmac('sha256', Buffer.from(secret, 'hex')).update(signed);
		return {
			NotificationRequestItem: {
				pspReference,
				merchantAccountCode: 'Shop',
				merchantReference: 'ref',
				amount: { value: 1000, currency: 'EUR' },
				eventCode,
				success: 'true',
				additionalData: { hmacSignature: hmac.digest('base64') },
			},
		};
	};
	const [a, b, c] = [item('a'), item('b', 'CAPTURE'), item('c')];

	/** The references of the items that the workflow sees; what became of the request if none. */
	async function seen(receiver: Receiver, ...items: unknown[]): Promise<string> {
		const rawBody = Buffer.from(JSON.stringify({ notificationItems: items }));
		const outcome = await receiver.take(inboundRequest({ rawBody, receivedAt: NOW_MS }));
		if (outcome.kind !== 'accepted') return outcome.kind;
		const { notificationItems } = outcome.event.body as {
			notificationItems: Array<ReturnType<typeof item>>;
		};
		expect(outcome.event.data).toEqual(notificationItems);
		expect(outcome.event.id).toContain(
			notificationItems[0]?.NotificationRequestItem.pspReference as string,
		);
		return notificationItems
			.map(({ NotificationRequestItem }) => NotificationRequestItem.pspReference)
			.join();
	}

	test('items in another order are repeats', async () => {
		const receiver = new Receiver(scheme);
		expect(await seen(receiver, a, b)).toBe('a,b');
		expect(await seen(receiver, a, b)).toBe('duplicate');
		expect(await seen(receiver, b, a)).toBe('duplicate');
	});

	test('an item that stands there twice comes once', async () => {
		const receiver = new Receiver(scheme);
		expect(await seen(receiver, a, a)).toBe('a');
		expect(await seen(receiver, a, a, a)).toBe('duplicate');
	});

	test('a new item beside a repeated one comes alone', async () => {
		const receiver = new Receiver(scheme);
		expect(await seen(receiver, a, b)).toBe('a,b');
		expect(await seen(receiver, a, c)).toBe('c');
		expect(await seen(receiver, c, item('a', 'REFUND'))).toBe('a');
	});
});

describe('a custom scheme', () => {
	const body = { id: 42, status: 'paid' };

	test('that signs an id goes by it', async () => {
		const receiver = new Receiver(buildScheme({ idHeader: 'X-Id', signedContent: '{id}.{body}' }));
		expect(await receiver.deliver({ body, id: 'a' })).toBe('accepted');
		expect(await receiver.deliver({ body, id: 'a' })).toBe('duplicate');
		expect(await receiver.deliver({ body, id: 'b' })).toBe('accepted');
	});

	test('that signs nothing but the body has no repeats', async () => {
		const receiver = new Receiver(buildScheme({ signedContent: '{body}' }));
		expect(await kindsOf(receiver, [{ body }, { body }])).toEqual(['accepted', 'accepted']);
	});

	test('that names a header with the id goes by body, name and id together', async () => {
		const receiver = new Receiver(buildScheme({ idHeader: 'X-Id', signedContent: '{body}' }));
		expect(await receiver.deliver({ body, id: 'a' })).toBe('accepted');
		expect(await receiver.deliver({ body, id: 'a' })).toBe('duplicate');
		expect(await receiver.deliver({ body: { id: 42, status: 'shipped' }, id: 'a' })).toBe(
			'accepted',
		);
	});

	test('that signs a time goes by time and body, and by the name where a header holds it', async () => {
		const timed = buildScheme({
			signedContent: '{timestamp}.{body}',
			timestamp: { place: 'header', header: 'X-Time', unit: 'seconds', toleranceSeconds: 300 },
			event: { ...NO_EVENT, nameHeader: 'X-Event' },
		});
		const receiver = new Receiver(timed);
		expect(await receiver.deliver({ body, eventName: 'one' })).toBe('accepted');
		expect(await receiver.deliver({ body, eventName: 'one' })).toBe('duplicate');
		expect(await receiver.deliver({ body, eventName: 'two' })).toBe('accepted');
		expect(await receiver.deliver({ body, eventName: 'one', ageMs: 1000 })).toBe('accepted');
	});
});

describe('what a user chose', () => {
	const body = { action: 'added' };

	test('Signed Content: other unsigned headers make no new event', async () => {
		const receiver = new Receiver(schemeOf('github'), { by: 'content' });
		const deliveries = [
			{ body, id: 'a', eventName: 'one' },
			{ body, id: 'b', eventName: 'two' },
		];
		expect(await kindsOf(receiver, deliveries)).toEqual(['accepted', 'duplicate']);
	});

	test('Delivery ID: the id alone counts', async () => {
		const receiver = new Receiver(schemeOf('github'), { by: 'deliveryId' });
		const deliveries = [
			{ body, id: 'a' },
			{ body: { action: 'removed' }, id: 'a' },
			{ body, id: 'b' },
		];
		expect(await kindsOf(receiver, deliveries)).toEqual(['accepted', 'duplicate', 'accepted']);
	});

	test('Delivery ID: recognises what senders with tokens send again', async () => {
		const receiver = new Receiver(schemeOf('telegram'), { by: 'deliveryId' });
		const deliveries = [{ body: { update_id: 1 } }, { body: { update_id: 1 } }, { body: {} }];
		expect(await kindsOf(receiver, [...deliveries, { body: {} }])).toEqual([
			'accepted',
			'duplicate',
			'accepted',
			'accepted',
		]);
	});

	test('Header: its value alone counts, and without it nothing does', async () => {
		const receiver = new Receiver(schemeOf('github'), { by: 'header', header: 'x-run' });
		const request = receiver.request({ body });
		const kinds = [];
		for (const each of [
			withHeaders(request, { 'x-run': '1' }),
			withHeaders(request, { 'x-run': '1' }),
			withHeaders(request, { 'x-run': '2' }),
			request,
			request,
		]) {
			kinds.push((await receiver.take(each)).kind);
		}
		expect(kinds).toEqual(['accepted', 'duplicate', 'accepted', 'accepted', 'accepted']);
	});

	test('Body Field: its value alone counts, and without it nothing does', async () => {
		const receiver = new Receiver(schemeOf('github'), { by: 'bodyField', path: ['run', 'id'] });
		const bodies = [
			{ run: { id: 1 } },
			{ run: { id: 1 }, more: true },
			{ run: { id: '2' } },
			{ run: {} },
			{ run: {} },
		];
		expect(
			await kindsOf(
				receiver,
				bodies.map((each) => ({ body: each })),
			),
		).toEqual(['accepted', 'duplicate', 'accepted', 'accepted', 'accepted']);
	});

	test('Body Field: a number that is too large to be read exactly never counts', async () => {
		const receiver = new Receiver(schemeOf('github'), { by: 'bodyField', path: ['id'] });
		const take = async (id: string) => {
			const rawBody = Buffer.from(`{"id":${id}}`);
			const rawHeaders = signedRawHeaders(
				receiver.scheme,
				[signingKeysOf(receiver.scheme, secretFor(receiver.scheme))[0]],
				{ body: rawBody, id: 'a', nowMs: NOW_MS },
			);
			return (await receiver.take(inboundRequest({ rawHeaders, rawBody }))).kind;
		};
		expect(await take('9223372036854775806')).toBe('accepted');
		expect(await take('9223372036854775807')).toBe('accepted');
	});
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
			const request = inboundRequest({ rawHeaders, rawBody: body, receivedAt: NOW_MS });
			expect((await receiver.take(request)).kind).toBe('accepted');
			const expected = looksForRepeats(scheme) ? 'duplicate' : 'accepted';
			expect((await receiver.take(request)).kind).toBe(expected);
		});
	},
);

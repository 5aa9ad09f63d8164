import { createHmac } from 'node:crypto';
import { receive } from '../../support/receive';
import { buildScheme, NO_EVENT } from '../../support/customScheme';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { kindsOf, NOW_MS, Receiver, schemeOf } from '../../support/receiver';
import { keysOf, secretFor } from '../../support/schemes';

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

	test('Intercom: an event without the id that others have', async () => {
		const body = { type: 'notification_event', topic: 'ping', id: null };
		expect(await kindsOf(new Receiver(schemeOf('intercom')), [{ body }, { body }])).toEqual([
			'accepted',
			'accepted',
		]);
	});

	test.each(['automatic', 'deliveryId'] as const)(
		'%s: ids that are rounded to the same number when they are read',
		async (by) => {
			const receiver = new Receiver(schemeOf('twig'), { by });
			const request = (id: string) => {
				const rawBody = Buffer.from(`{"id":${id},"type":"order.paid"}`);
				const signature = createHmac('sha256', secretFor(receiver.scheme)).update(rawBody);
				const rawHeaders = ['X-Twig-Signature', signature.digest('hex')];
				return inboundRequest({ rawHeaders, body: rawBody, receivedAt: NOW_MS });
			};
			expect((await receiver.take(request('9007199254740992'))).kind).toBe('accepted');
			expect((await receiver.take(request('9007199254740993'))).kind).toBe('accepted');
			const again = by === 'automatic' ? 'duplicate' : 'accepted';
			expect((await receiver.take(request('9007199254740993'))).kind).toBe(again);
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
		const outcome = await receiver.take(inboundRequest({ body: rawBody, receivedAt: NOW_MS }));
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

	test('what is left is free again where the filter refuses it or fails', async () => {
		const state = receiveState();
		const take = async (items: unknown[], passes: (name: string | null) => boolean) => {
			const rawBody = Buffer.from(JSON.stringify({ notificationItems: items }));
			return await receive(
				inboundRequest({ body: rawBody, receivedAt: NOW_MS }),
				receiveConfig(scheme, { eventFilter: { passes } }),
				keySource(keysOf(scheme, secret)),
				state,
			);
		};
		const first = await take([a], () => true);
		if (first.kind !== 'accepted') throw new Error(first.kind);
		first.settle('done');
		const isPayment = (name: string | null): boolean => name === 'AUTHORISATION';
		expect(await take([a, b], isPayment)).toMatchObject({
			kind: 'ignored',
			event: { event: 'CAPTURE' },
		});
		const failing = (name: string | null): boolean => {
			if (isPayment(name)) return true;
			throw new Error('The filter fails');
		};
		await expect(take([a, b], failing)).rejects.toThrow('The filter fails');
		expect(await take([a, b], () => true)).toMatchObject({ kind: 'accepted' });
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

import { inboundRequest } from '../../support/receive';
import { kindsOf, NOW_MS, Receiver, schemeOf, withHeaders } from '../../support/receiver';
import { secretFor, signedRawHeaders, signingKeysOf } from '../../support/schemes';

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
			return (await receiver.take(inboundRequest({ rawHeaders, body: rawBody }))).kind;
		};
		expect(await take('9223372036854775806')).toBe('accepted');
		expect(await take('9223372036854775807')).toBe('accepted');
	});
});

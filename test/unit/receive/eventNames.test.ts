import { parseEventFilter } from '../../../nodes/shared/events/eventFilter';
import { eventNames } from '../../../nodes/shared/receive/facts';
import { receive } from '../../support/receive';
import { valueAt } from '../../../nodes/shared/signing/content/bodyValue';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, secretFor, signedRawHeaders } from '../../support/schemes';

const NOW_MS = 1_700_000_000_000;

const namesIn = (id: string, payload: unknown) =>
	eventNames({ scheme: findScheme(id) as SignatureScheme, headers: () => [], payload });

describe('the names of the events in a body', () => {
	test.each<[string, unknown, Array<string | null>]>([
		[
			'hubspot-v3',
			[{ subscriptionType: 'company.creation' }, { subscriptionType: 'contact.creation' }],
			['company.creation', 'contact.creation'],
		],
		[
			'xero',
			{
				events: [
					{ eventCategory: 'INVOICE', eventType: 'UPDATE' },
					{ eventCategory: 'CONTACT', eventType: 'CREATE' },
				],
			},
			['INVOICE.UPDATE', 'CONTACT.CREATE'],
		],
		['sendgrid', [{ event: 'delivered' }, { event: 'open' }], ['delivered', 'open']],
		['line', { events: [{ type: 'message' }, { type: 'follow' }] }, ['message', 'follow']],
		['line', { events: [] }, [null]],
		[
			'gocardless',
			{
				events: [
					{ resource_type: 'payments', action: 'paid_out' },
					{ resource_type: 'mandates', action: 'cancelled' },
				],
			},
			['payments.paid_out', 'mandates.cancelled'],
		],
		['pusher', { events: [{ name: 'a' }, { name: 'b' }] }, ['a', 'b']],
		['mailerlite', { events: [{ type: 'a' }, { type: 'b' }] }, ['a', 'b']],
		['mailerlite', { type: 'a' }, ['a']],
		[
			'adyen',
			{
				notificationItems: [
					{ NotificationRequestItem: { eventCode: 'CAPTURE' } },
					{ NotificationRequestItem: { eventCode: 'REFUND' } },
				],
			},
			['CAPTURE', 'REFUND'],
		],
		[
			'intuit',
			{
				eventNotifications: [
					{ dataChangeEvent: { entities: [{ name: 'Bill', operation: 'Create' }] } },
					{
						dataChangeEvent: {
							entities: [
								{ name: 'Item', operation: 'Update' },
								{ name: 'Vendor', operation: 'Delete' },
							],
						},
					},
				],
			},
			['Bill.Create', 'Item.Update', 'Vendor.Delete'],
		],
		['intuit', [{ type: 'a' }, { type: 'b' }], ['a', 'b']],
		[
			'okta',
			{ data: { events: [{ eventType: 'user.created' }, { eventType: 'user.deleted' }] } },
			['user.created', 'user.deleted'],
		],
		[
			'meta',
			{
				object: 'page',
				entry: [
					{ changes: [{ field: 'feed' }, { field: 'ratings' }] },
					{ changes: [{ field: 'name' }] },
				],
			},
			['page.feed', 'page.ratings', 'page.name'],
		],
		['meta', { object: 'page', entry: [{ messaging: [{}] }] }, ['page']],
		[
			'asana',
			{
				events: [
					{ action: 'added', resource: { resource_type: 'task' } },
					{ action: 'changed', resource: { resource_type: 'story' } },
				],
			},
			['task.added', 'story.changed'],
		],
		[
			'mautic',
			{ 'mautic.email_on_open': [{}], 'mautic.form_on_submit': [{}, {}] },
			['mautic.email_on_open', 'mautic.form_on_submit'],
		],
		[
			'x',
			{ tweet_create_events: [{}], follow_events: [{}] },
			['tweet_create_events', 'follow_events'],
		],
		['twilio', [{ type: 'a' }, { type: 'b' }], ['a', 'b']],
		['twilio', { MessageStatus: 'sent' }, ['sent']],
		['auth0', [{ data: { type: 's' } }, { data: { type: 'f' } }], ['s', 'f']],
		['auth0', { data: { type: 's' } }, ['s']],
		[
			'microsoft-graph',
			{ value: [{ changeType: 'created' }, { lifecycleEvent: 'missed' }] },
			['created', 'missed'],
		],
		['stripe', { type: 'invoice.paid' }, ['invoice.paid']],
		['stripe', 'text', [null]],
	])('%s', (id, payload, expected) => {
		expect([...namesIn(id, payload)].sort()).toEqual([...expected].sort());
	});

	test('paths with a star belong to schemes that say where their events stand', () => {
		for (const { id, event } of signatureSchemes) {
			const hasStars = JSON.stringify([event.id, event.name]).includes('"*"');
			if (hasStars) expect([id, event.each]).toEqual([id, expect.anything()]);
			for (const path of event.each ?? []) expect(path.at(-1)).toBe('*');
		}
	});
});

describe('a filter', () => {
	const scheme = findScheme('hubspot-v3') as SignatureScheme;
	const keys = keysOf(scheme, secretFor(scheme));
	const body = Buffer.from(
		'[{"eventId":1,"subscriptionType":"company.creation"},{"eventId":2,"subscriptionType":"contact.creation"}]',
	);

	const receiveWith = async (patterns: string) => {
		const parsed = parseEventFilter(patterns);
		if (!parsed.ok) throw new Error(parsed.problem);
		return await receive(
			inboundRequest({
				rawHeaders: signedRawHeaders(scheme, keys, { body, id: '', nowMs: NOW_MS }),
				body,
				receivedAt: NOW_MS,
			}),
			receiveConfig(scheme, { eventFilter: parsed.value }),
			keySource(keys),
			receiveState(),
		);
	};

	test.each(['contact.creation', 'company.creation', 'contact.*', '!company.*'])(
		'%s lets a batch through of which any event fits',
		async (patterns) => {
			const outcome = await receiveWith(patterns);
			if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
			expect(outcome.event.event).toBe('company.creation');
			expect(valueAt(outcome.event.body, ['1', 'eventId'])).toBe(2);
		},
	);

	test.each(['deal.creation', '!*.creation'])(
		'%s keeps out a batch of which none fits',
		async (patterns) => {
			expect(await receiveWith(patterns)).toMatchObject({ kind: 'ignored' });
		},
	);
});

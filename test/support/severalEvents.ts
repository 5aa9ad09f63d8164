import { createHmac } from 'node:crypto';
import { findScheme } from '../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import { secretFor } from './schemes';

const AT = [
	'2023-11-14T22:13:01.100Z',
	'2023-11-14T22:13:02.200Z',
	'2023-11-14T22:13:03.300Z',
] as const;

/** Number of an event. */
export type Index = 0 | 1 | 2;

/** How a sender reports several events together. */
export interface Sender {
	/** The event as the sender writes it. */
	readonly event: (index: Index) => object;
	/** The body around events. */
	readonly body: (events: readonly object[]) => unknown;
	/** Name of the second event. */
	readonly name: string | null;
	readonly id?: string;
	/** Of the second event. Default: the time of the request. */
	readonly time?: string;
	/** Default: the event. */
	readonly data?: unknown;
	/** Why a repeat of one event alone cannot be told. Default: it can. */
	readonly cannotTell?:
		'nothing is signed' | 'nothing tells events apart' | 'only with its request';
}

const adyenSecret = secretFor(findScheme('adyen') as SignatureScheme);

const adyenItem = (index: Index) => {
	const [pspReference, eventCode] = [`psp${index}`, ['AUTHORISATION', 'CAPTURE', 'REFUND'][index]];
	const signed = `${pspReference}::Shop:ref:1000:EUR:${eventCode}:true`;
	return {
		pspReference,
		merchantAccountCode: 'Shop',
		merchantReference: 'ref',
		amount: { value: 1000, currency: 'EUR' },
		eventCode,
		eventDate: '2023-11-14T23:13:02+01:00',
		success: 'true',
		additionalData: {
			hmacSignature: createHmac('sha256', Buffer.from(adyenSecret, 'hex'))
				.update(signed)
				.digest('base64'),
		},
	};
};

const adyenData = { ...adyenItem(1), additionalData: { hmacSignature: '[hidden]' } };

const types = ['first.type', 'second.type', 'third.type'] as const;
const inEvents = (events: readonly object[]): unknown => ({ shared: 'x', events });
const asList = (events: readonly object[]): unknown => events;

/** The senders that do, by the ids of their schemes. */
export const senders: Readonly<Record<string, Sender>> = {
	'hubspot-v3': {
		event: (index) => ({
			eventId: 10 + index,
			subscriptionType: types[index],
			occurredAt: Date.parse(AT[index]),
			objectId: 5,
			attemptNumber: 0,
		}),
		body: asList,
		name: 'second.type',
		id: '11',
		time: AT[1],
	},
	asana: {
		event: (index) => ({
			action: ['added', 'changed', 'removed'][index],
			resource: { gid: '5', resource_type: 'task' },
			created_at: AT[index],
		}),
		body: inEvents,
		name: 'task.changed',
		time: AT[1],
	},
	xero: {
		event: (index) => ({
			resourceId: 'r1',
			eventCategory: 'INVOICE',
			eventType: ['CREATE', 'UPDATE', 'DELETE'][index],
			eventDateUtc: AT[index].replace('Z', ''),
		}),
		body: (events) => ({ events, firstEventSequence: 1, entropy: 'S0m3r4nd0mt3xt' }),
		name: 'INVOICE.UPDATE',
		time: AT[1],
	},
	meta: {
		event: (index) => ({
			field: ['messages', 'statuses', 'account_update'][index],
			value: { messages: [{ id: `wamid.${index}`, timestamp: '1700000002', from: '1' }] },
		}),
		body: (changes) => ({ object: 'whatsapp_business_account', entry: [{ id: 'waba', changes }] }),
		name: 'whatsapp_business_account.statuses',
		id: 'wamid.1',
		time: '2023-11-14T22:13:22.000Z',
	},
	sendgrid: {
		event: (index) => ({
			sg_event_id: `sg${index}`,
			event: types[index],
			timestamp: 1_700_000_002,
		}),
		body: asList,
		name: 'second.type',
		id: 'sg1',
		time: '2023-11-14T22:13:22.000Z',
	},
	line: {
		event: (index) => ({
			webhookEventId: `01H${index}`,
			type: types[index],
			timestamp: Date.parse(AT[index]),
			deliveryContext: { isRedelivery: false },
		}),
		body: (events) => ({ destination: 'U1', events }),
		name: 'second.type',
		id: '01H1',
		time: AT[1],
	},
	gocardless: {
		event: (index) => ({
			id: `EV${index}`,
			resource_type: 'payments',
			action: ['created', 'paid_out', 'failed'][index],
			created_at: AT[index],
		}),
		body: (events) => ({ events, meta: { webhook_id: 'WB1' } }),
		name: 'payments.paid_out',
		id: 'EV1',
		time: AT[1],
	},
	pusher: {
		event: (index) => ({ name: types[index], channel: 'a' }),
		body: (events) => ({ time_ms: Date.parse(AT[1]), events }),
		name: 'second.type',
		time: AT[1],
	},
	mailerlite: {
		event: (index) => ({ type: types[index], subscriber: { id: index } }),
		body: inEvents,
		name: 'second.type',
		cannotTell: 'nothing tells events apart',
	},
	adyen: {
		event: (index) => ({ NotificationRequestItem: adyenItem(index) }),
		body: (notificationItems) => ({ live: 'false', notificationItems }),
		name: 'CAPTURE',
		id: 'CAPTURE:psp1',
		time: '2023-11-14T22:13:02.000Z',
		data: adyenData,
	},
	intuit: {
		event: (index) => ({ id: `ce${index}`, type: types[index], time: AT[index] }),
		body: asList,
		name: 'second.type',
		id: 'ce1',
		time: AT[1],
	},
	okta: {
		event: (index) => ({ uuid: `u${index}`, eventType: types[index], published: AT[index] }),
		body: (events) => ({ eventId: 'e1', data: { events } }),
		name: 'second.type',
		id: 'u1',
		time: AT[1],
		cannotTell: 'nothing is signed',
	},
	fastspring: {
		event: (index) => ({
			id: `fs${index}`,
			type: types[index],
			created: Date.parse(AT[index]),
			data: { order: index },
		}),
		body: inEvents,
		name: 'second.type',
		id: 'fs1',
		time: AT[1],
		data: { order: 1 },
	},
	mautic: {
		event: (index) => ({ contact: { id: index }, timestamp: AT[index] }),
		body: (events) => ({
			'mautic.email_on_open': events.slice(events.length === 1 ? 0 : 1, 2),
			'mautic.form_on_submit': events.length === 1 ? [] : [events[0], ...events.slice(2)],
		}),
		name: 'mautic.email_on_open',
		time: AT[1],
	},
	smartsheet: {
		event: (index) => ({
			objectType: 'row',
			eventType: ['created', 'updated', 'deleted'][index],
			id: 5,
		}),
		body: (events) => ({ nonce: 'n1', timestamp: AT[1], events }),
		name: 'row.updated',
		time: AT[1],
	},
	statsig: {
		event: (index) => ({ eventName: types[index] }),
		body: (data) => ({ data }),
		name: 'second.type',
		cannotTell: 'only with its request',
	},
	tailscale: {
		event: (index) => ({ type: types[index], timestamp: AT[index], data: { node: index } }),
		body: asList,
		name: 'second.type',
		time: AT[1],
		data: { node: 1 },
	},
	'terraform-cloud': {
		event: (index) => ({ trigger: types[index], run_updated_at: AT[index] }),
		body: (notifications) => ({ run_id: 'run-1', notifications }),
		name: 'second.type',
		time: AT[1],
	},
	twilio: {
		event: (index) => ({
			id: `EZ${index}`,
			type: types[index],
			time: AT[index],
			data: { sid: index },
		}),
		body: asList,
		name: 'second.type',
		id: 'EZ1',
		time: AT[1],
		data: { sid: 1 },
	},
	x: {
		event: (index) => ({ id_str: `t${index}`, text: 'hello' }),
		body: (events) => ({
			for_user_id: '1',
			follow_events: [{ created_timestamp: '1700000000001', type: 'follow' }].slice(
				0,
				events.length - 1,
			),
			tweet_create_events: events.slice(events.length === 1 ? 0 : 1, events.length === 1 ? 1 : 2),
		}),
		name: 'tweet_create_events',
	},
	auth0: {
		event: (index) => ({ log_id: `l${index}`, data: { type: types[index], date: AT[index] } }),
		body: asList,
		name: 'second.type',
		id: 'l1',
		time: AT[1],
		data: { type: 'second.type', date: AT[1] },
		cannotTell: 'nothing is signed',
	},
	'azure-event-grid': {
		event: (index) => ({
			id: `eg${index}`,
			eventType: types[index],
			eventTime: AT[index],
			data: { n: index },
		}),
		body: asList,
		name: 'second.type',
		id: 'eg1',
		time: AT[1],
		data: { n: 1 },
		cannotTell: 'nothing is signed',
	},
	'microsoft-graph': {
		event: (index) => ({
			id: `g${index}`,
			changeType: ['created', 'updated', 'deleted'][index],
			clientState: secretFor(findScheme('microsoft-graph') as SignatureScheme),
		}),
		body: (value) => ({ value }),
		name: 'updated',
		id: 'g1',
		data: { id: 'g1', changeType: 'updated', clientState: '[hidden]' },
		cannotTell: 'nothing is signed',
	},
};

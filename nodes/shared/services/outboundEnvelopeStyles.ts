import { clawlet } from './clawlet';
import { isoMicroseconds, isoSeconds } from './freshValues';
import { joAi } from './joAi';
import { lvng } from './lvng';
import { writeObject } from './outboundEnvelope';
import type { EnvelopeStyle, MemberWriter } from './outboundEnvelope';
import { twig } from './twig';
import type { Moment } from './types';

const data: MemberWriter = ({ dataJson }) => dataJson;
const eventName: MemberWriter = (contents) => JSON.stringify(contents.eventName);
const id: MemberWriter = (contents) => JSON.stringify(contents.id);

const field =
	(name: string): MemberWriter =>
	({ fields }) =>
		JSON.stringify(fields[name] ?? '');

const time =
	(write: (moment: Moment) => string): MemberWriter =>
	({ moment }) =>
		JSON.stringify(write(moment));

// Where nothing else tells two messages with the same data apart, the digits of the time have to.
const exactTime = time(isoMicroseconds);

/** Every style of envelope: that of the open specification first, then by the name users see. */
export const envelopeStyles: readonly EnvelopeStyle[] = [
	{
		// The specification, section "Payload structure".
		id: 'standard-webhooks',
		displayName: 'Standard Webhooks',
		description: 'With type, timestamp and data',
		fields: [],
		members: { type: eventName, timestamp: exactTime, data },
	},
	{
		id: clawlet.id,
		displayName: clawlet.displayName,
		description: 'With event_type, timestamp and data',
		service: clawlet,
		fields: [],
		members: { event_type: eventName, timestamp: exactTime, data },
	},
	{
		id: joAi.id,
		displayName: joAi.displayName,
		description: 'With event, webhook, timestamp and data',
		service: joAi,
		fields: [
			{
				name: 'webhookId',
				displayName: 'Webhook ID',
				placeholder: 'e.g. 5d0c2c1e-7d5e-4b0a-9a55-0f6f3c2b8d41',
				description: 'By which the receiver knows the webhook that sends',
			},
			{
				name: 'webhookName',
				displayName: 'Webhook Name',
				placeholder: 'e.g. Production Messages',
				description: 'What people call the webhook that sends',
			},
		],
		members: {
			event: eventName,
			webhook: writeObject({ id: field('webhookId'), name: field('webhookName') }),
			timestamp: exactTime,
			data,
		},
	},
	{
		id: lvng.id,
		displayName: lvng.displayName,
		description: 'With event, timestamp and data',
		service: lvng,
		fields: [],
		members: { event: eventName, timestamp: exactTime, data },
	},
	{
		id: twig.id,
		displayName: twig.displayName,
		description: 'With id, type, timestamp, data and organizationId',
		service: twig,
		idPrefix: 'evt_',
		fields: [
			{
				name: 'organizationId',
				displayName: 'Organization ID',
				placeholder: 'e.g. org-123',
				description: 'The organization that the event belongs to',
			},
		],
		members: {
			id,
			type: eventName,
			timestamp: time(isoSeconds),
			data,
			organizationId: field('organizationId'),
		},
	},
];

/** The style with this id, or `undefined` when there is none. */
export function findEnvelopeStyle(styleId: string): EnvelopeStyle | undefined {
	return envelopeStyles.find((style) => style.id === styleId);
}

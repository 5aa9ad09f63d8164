import type { INodeProperties } from 'n8n-workflow';
import { envelopeStyles } from '../../../services/outboundEnvelopeStyles';
import { CUSTOM_SCHEME_ID } from '../../../signing/customScheme';
import { schemeIdsWhere } from '../scheme/properties';

const everyStyle = envelopeStyles.map(({ id }) => id);
const stylesWithId = envelopeStyles.flatMap(({ id, idPrefix }) =>
	idPrefix === undefined ? [] : [id],
);
const schemesWithId = [
	CUSTOM_SCHEME_ID,
	...schemeIdsWhere(({ idHeader }) => idHeader !== undefined),
];

const eventName = (
	description: string,
	displayOptions: NonNullable<INodeProperties['displayOptions']>,
	required = true,
): INodeProperties => ({
	displayName: 'Event Name',
	name: 'eventName',
	type: 'string',
	...(required && { required }),
	default: '',
	placeholder: 'e.g. order.created',
	description,
	displayOptions,
});

/**
 * The name of the event, shown where something needs it: the choice among endpoints, the envelope,
 * or a header of the scheme. Of the fields, one is shown at most.
 */
export const eventNameProperties: INodeProperties[] = [
	eventName('Endpoints get the events that they ask for by this name', {
		show: { operation: ['sendToMany'] },
	}),
	eventName('Names the event in the body', {
		show: { operation: ['send'], envelope: everyStyle },
	}),
	eventName('Sent in a header of its own, which the signature does not cover', {
		show: {
			operation: ['send'],
			scheme: schemeIdsWhere(({ eventHeader }) => eventHeader !== undefined),
		},
		hide: { envelope: everyStyle },
	}),
	eventName(
		'For custom schemes that name the event in a header of its own',
		{
			show: { operation: ['send'], scheme: [CUSTOM_SCHEME_ID] },
			hide: { envelope: everyStyle },
		},
		false,
	),
];

const eventId = (
	displayOptions: NonNullable<INodeProperties['displayOptions']>,
): INodeProperties => ({
	displayName: 'Event ID',
	name: 'eventId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_1042',
	description:
		'The receiver uses it to recognize repeats. It is the same for every attempt. Leave it empty for a new ID in each run. If you may run the workflow again for the same data, set it, for example to an order ID.',
	displayOptions,
});

const SENDING = ['send', 'sendToMany'];

/** The id of the event, shown where the scheme or the envelope carries one. */
export const eventIdProperties: INodeProperties[] = [
	eventId({ show: { operation: SENDING, scheme: schemesWithId } }),
	eventId({
		show: { operation: SENDING, envelope: stylesWithId },
		hide: { scheme: schemesWithId },
	}),
];

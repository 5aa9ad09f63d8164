import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { envelopeStyles } from '../../../services/outboundEnvelopeStyles';
import type { EnvelopeField, EnvelopeStyle } from '../../../services/outboundEnvelope';
import type { BodySource } from '../body/read';

/** What the field 'Envelope' holds when the body is sent as it is given. */
export const NO_ENVELOPE = 'none';

/** The bodies that can be wrapped: those that are JSON. */
const WRAPPED_SOURCES: readonly BodySource[] = ['field', 'item', 'json'];

const toOption = ({ id, displayName, description }: EnvelopeStyle): INodePropertyOptions => ({
	name: displayName,
	value: id,
	description,
});

const toProperty = (
	{ name, displayName, placeholder, description }: EnvelopeField,
	style: EnvelopeStyle,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: '',
	placeholder,
	description,
	displayOptions: { show: { bodySource: [...WRAPPED_SOURCES], envelope: [style.id] } },
});

/** The fields by which users choose what is put around the body. `readEnvelope` reads them. */
export const envelopeProperties: INodeProperties[] = [
	{
		displayName: 'Envelope',
		name: 'envelope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'None', value: NO_ENVELOPE, description: 'Send the body as it is' },
			...envelopeStyles.map(toOption),
		],
		default: NO_ENVELOPE,
		description: 'Structure around the body, which becomes the data of the event',
		displayOptions: { show: { bodySource: [...WRAPPED_SOURCES] } },
	},
	...envelopeStyles.flatMap((style) => style.fields.map((field) => toProperty(field, style))),
];

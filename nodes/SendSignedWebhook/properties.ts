import type { INodeProperties } from 'n8n-workflow';
import { authenticationProperty } from '../shared/n8n/fields/authentication/properties';
import { bodyProperties } from '../shared/n8n/fields/body/properties';
import { cancelProperties } from '../shared/n8n/fields/cancel/properties';
import { endpointProperties } from '../shared/n8n/fields/endpoints/properties';
import {
	eventIdProperties,
	eventNameProperties,
} from '../shared/n8n/fields/envelope/eventProperties';
import { envelopeProperties } from '../shared/n8n/fields/envelope/properties';
import { optionsProperty } from '../shared/n8n/fields/options';
import { retryPolicyProperties } from '../shared/n8n/fields/retryPolicy/properties';
import { schemePropertiesFor } from '../shared/n8n/fields/scheme/properties';
import { survivalProperties } from '../shared/n8n/fields/survival/properties';
import { canSign } from '../shared/signing/sign';
import { optionProperties, redeliverOptionProperties } from './options';
import { testEventProperties } from './testEvent/properties';

/** What the node can do, by the value of its field 'Operation'. */
export type Operation =
	'cancel' | 'listWaiting' | 'redeliver' | 'send' | 'sendTestEvent' | 'sendToMany';

/** The operations that make a new message out of an item. */
const SENDING: Operation[] = ['send', 'sendToMany'];

const shownFor = (operations: Operation[], properties: INodeProperties[]): INodeProperties[] =>
	properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, operation: operations },
		},
	}));

const operationProperty: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Cancel',
			value: 'cancel',
			description: 'Call back what waits to be sent, or to be tried again',
			action: 'Cancel signed webhooks that wait',
		},
		{
			name: 'List Waiting',
			value: 'listWaiting',
			description: 'List the deliveries that wait and can be cancelled',
			action: 'List signed webhooks that wait',
		},
		{
			name: 'Redeliver',
			value: 'redeliver',
			description: 'Send again what has failed, with the same ID and a fresh signature',
			action: 'Redeliver signed webhooks',
		},
		{
			name: 'Send',
			value: 'send',
			description: 'Sign and deliver one webhook for each item',
			action: 'Send a signed webhook',
		},
		{
			name: 'Send Test Event',
			value: 'sendTestEvent',
			description: 'Play a service that sends an event, with a defect if you like',
			action: 'Send a test event',
		},
		{
			name: 'Send to Many',
			value: 'sendToMany',
			description: 'Deliver each item to every endpoint that asks for its event',
			action: 'Send a signed webhook to many endpoints',
		},
	],
	default: 'send',
};

const urlProperty: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/webhook',
	description: 'Address of the receiver',
};

const recordProperty: INodeProperties = {
	displayName: 'Record',
	name: 'record',
	type: 'json',
	required: true,
	default: '={{ $json.details ?? $json }}',
	description:
		'What this node gave out when the delivery failed: the item itself, or its details where it came from the error output. Webhooks that were delivered are not sent again.',
};

const body = bodyProperties({
	description: 'What to send',
	sources: ['binary', 'form', 'item', 'field', 'json', 'text'],
	defaultSource: 'item',
});

/** All fields of the node, in the order in which users see them. */
export const properties: INodeProperties[] = [
	operationProperty,
	...shownFor(['send'], [urlProperty]),
	...shownFor(['sendToMany'], endpointProperties),
	...shownFor(['redeliver'], [recordProperty]),
	...cancelProperties,
	...shownFor(['send', 'sendToMany', 'redeliver'], [authenticationProperty]),
	...shownFor(SENDING, schemePropertiesFor(canSign, 1.1)),
	...eventNameProperties,
	...eventIdProperties,
	...shownFor(SENDING, body),
	...shownFor(SENDING, envelopeProperties),
	...testEventProperties,
	...retryPolicyProperties({ operation: SENDING }),
	...shownFor(['send', 'sendToMany', 'redeliver'], survivalProperties),
	...shownFor(SENDING, [optionsProperty(optionProperties)]),
	...shownFor(['redeliver'], [optionsProperty(redeliverOptionProperties)]),
];

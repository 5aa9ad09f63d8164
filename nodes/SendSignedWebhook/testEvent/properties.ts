import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { EventDefinition } from '../../shared/events/types';
import { optionsProperty } from '../../shared/n8n/fields/options';
import { webhookServices } from '../../shared/services';
import { testDefects } from '../../shared/services/testEventDefects';
import type { WebhookService } from '../../shared/services/types';
import { optionProperties } from '../options';

const OPERATION = ['sendTestEvent'];
const DEFAULT_SERVICE = 'github';

/** Where a list is long, what it begins with is hardly what somebody wants. */
const FAMILIAR_EVENTS: Readonly<Record<string, string>> = {
	github: 'push',
	stripe: 'payment_intent.succeeded',
};

const toEventOption = ({ name, title, description }: EventDefinition): INodePropertyOptions => ({
	name: title,
	value: name,
	description: `${name}: ${description}`,
});

/** The field for an event of one service: a list, or a text where events may have any name. */
function eventProperty({ id, displayName, events, scheme }: WebhookService): INodeProperties {
	const common = {
		displayName: 'Event',
		name: 'testEvent',
		required: true,
		default: FAMILIAR_EVENTS[id] ?? events[0]?.name ?? '',
		displayOptions: { show: { operation: OPERATION, service: [id] } },
	};
	if (scheme.event.catalog === undefined) {
		return {
			...common,
			type: 'string',
			description: `Name of the event. ${displayName} takes any name.`,
		};
	}
	return {
		...common,
		type: 'options',
		options: events.map(toEventOption),
		description: `The event as ${displayName} sends it, with sample data`,
	};
}

// A test is one attempt: nothing about retries, order or speed.
const OPTIONS = [
	'allowHttp',
	'allowLocalAddresses',
	'allowPrivateAddresses',
	'headers',
	'timeoutSeconds',
	'verifyCertificate',
];

/** The fields of the operation Send Test Event. */
export const testEventProperties: INodeProperties[] = [
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/webhook',
		description: 'Address of the receiver to test',
		displayOptions: { show: { operation: OPERATION } },
	},
	{
		displayName: 'Service',
		name: 'service',
		type: 'options',
		noDataExpression: true,
		options: webhookServices.map(({ id, displayName, scheme }) => ({
			name: displayName,
			value: id,
			description: scheme.description,
		})),
		default: DEFAULT_SERVICE,
		description:
			'Service whose event to send. The credential holds the secret that the receiver has for that service.',
		displayOptions: { show: { operation: OPERATION } },
	},
	...webhookServices.map(eventProperty),
	{
		displayName: 'Defect',
		name: 'defect',
		type: 'options',
		options: testDefects.map(({ id, displayName, description }) => ({
			name: displayName,
			value: id,
			description,
		})),
		default: 'none',
		description: 'What to make wrong with the event, to test whether the receiver notices',
		displayOptions: { show: { operation: OPERATION } },
	},
	{
		...optionsProperty(optionProperties.filter(({ name }) => OPTIONS.includes(name))),
		displayOptions: { show: { operation: OPERATION } },
	},
];

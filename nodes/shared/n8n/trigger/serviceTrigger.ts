import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CredentialDefinition } from '../../services/credentials';
import type { EventSummary } from '../../events/types';
import { success } from '../../result';
import type { WebhookService } from '../../services/types';
import { readText } from '../parameters';
import type { ParameterReader } from '../parameters';
import { commonTriggerProperties } from './configuration/properties';
import type { ReadRegistration, TriggerDefinition } from './definition';

/** An event as a choice, found by its title. */
export const eventOption = ({ name, title, description }: EventSummary): INodePropertyOptions => ({
	name: title,
	value: name,
	description: `${name}: ${description}`,
});

/**
 * The fields of a service's own trigger.
 *
 * @param first what only this trigger has; comes before the events
 */
export const serviceTriggerProperties = (
	{ events, scheme, displayName }: WebhookService,
	first: readonly INodeProperties[],
): INodeProperties[] => [
	...first,
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		options: events.map(eventOption),
		default: [],
		description: `Events of ${displayName} that start the workflow. Choose none for all events. Other events get 200 and start nothing.`,
	},
	...commonTriggerProperties({ always: scheme.id }),
];

/** Whether the trigger is to register its webhook itself. */
export const registrationProperty = (automatic: string, byHand: string): INodeProperties => ({
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Automatic', value: 'automatic', description: automatic },
		{ name: 'Manual', value: 'manual', description: byHand },
	],
	default: 'automatic',
	description: 'How the service gets the webhook URL',
});

/** What the user chose in `registrationProperty`. */
export const isAutomatic = (parameter: ParameterReader): boolean =>
	(readText(parameter('registration')) || 'automatic') === 'automatic';

/**
 * The events that the user chose in a list; empty for all.
 *
 * @param field the list. Default: the one of triggers whose events are all known.
 */
export function chosenEvents(parameter: ParameterReader, field = 'events'): string[] {
	const events = parameter(field);
	return Array.isArray(events) ? events.map(readText).filter(Boolean) : [];
}

/**
 * The events that the user chose in a list and those that they typed, as one text; empty for all.
 *
 * @param field the list; `undefined` where there is none, and events can only be typed
 */
export function eventsOfListAndText(parameter: ParameterReader, field: string | undefined): string {
	const chosen = field === undefined ? [] : chosenEvents(parameter, field);
	return [...chosen, readText(parameter('events'))].filter(Boolean).join(', ');
}

/** The trigger of one service, whose scheme leaves nothing to choose. */
export const defineServiceTrigger = (
	{ scheme }: WebhookService,
	credential: CredentialDefinition,
	readRegistration?: ReadRegistration,
): TriggerDefinition => ({
	readScheme: () => success(scheme),
	readEvents: (parameter) => chosenEvents(parameter).join(', '),
	readCredential: () => credential,
	...(readRegistration && { readRegistration }),
});

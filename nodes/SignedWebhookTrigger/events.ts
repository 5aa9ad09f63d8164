import type { INodeProperties } from 'n8n-workflow';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { eventOption, eventsOfListAndText } from '../shared/n8n/trigger/serviceTrigger';
import { gitHub } from '../shared/services/github';
import { stripe } from '../shared/services/stripe';
import type { WebhookService } from '../shared/services/types';

/** A service whose events can be picked, and the field for that. */
interface PickedEvents {
	readonly service: WebhookService;
	/** Name of the field. One for each service: what was picked of another must not count. */
	readonly field: string;
	/** Of what is typed, in the words of the service. */
	readonly placeholder: string;
}

const picked: readonly PickedEvents[] = [
	{ service: gitHub, field: 'gitHubEvents', placeholder: 'e.g. pull_request*, !push' },
	{ service: stripe, field: 'stripeEvents', placeholder: 'e.g. invoice.*, !invoice.created' },
];

const schemeIds = picked.map(({ service }) => service.scheme.id);

const typedEvents = (
	texts: Pick<INodeProperties, 'description' | 'displayOptions' | 'placeholder'>,
): INodeProperties => ({
	displayName: 'Events',
	name: 'events',
	type: 'string',
	noDataExpression: true,
	default: '',
	...texts,
});

/** The fields by which events are chosen: picked by title where they are known, or typed. */
export const eventProperties: INodeProperties[] = [
	...picked.map(({ service, field }): INodeProperties => ({
		displayName: `${service.displayName} Events`,
		name: field,
		type: 'multiOptions',
		noDataExpression: true,
		options: service.events.map(eventOption),
		default: [],
		description:
			'Events that start the workflow, together with those in Events. Leave both empty for all events.',
		displayOptions: { show: { scheme: [service.scheme.id] } },
	})),
	...picked.map(({ service, placeholder }) =>
		typedEvents({
			placeholder,
			description: `Names of more events that start the workflow, separated by commas. Use * for any characters, and ! to exclude events. Leave this and ${service.displayName} Events empty for all. Other events get 200 and start nothing.`,
			displayOptions: { show: { scheme: [service.scheme.id] } },
		}),
	),
	typedEvents({
		placeholder: 'e.g. invoice.*, !invoice.draft',
		description:
			'Names of the events that start the workflow, separated by commas. Use * for any characters, and ! to exclude events. Leave it empty for all. Other events get 200 and start nothing.',
		displayOptions: { hide: { scheme: schemeIds } },
	}),
];

/** The events that the user picked and typed, as one text; empty for all. */
export function readEventPatterns(parameter: ParameterReader): string {
	const scheme = readText(parameter('scheme'));
	const field = picked.find(({ service }) => service.scheme.id === scheme)?.field;
	return eventsOfListAndText(parameter, field);
}

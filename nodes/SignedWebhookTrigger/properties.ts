import type { INodeProperties } from 'n8n-workflow';
import { schemePropertiesFor } from '../shared/n8n/fields/scheme/properties';
import { commonTriggerProperties } from '../shared/n8n/trigger/configuration/properties';
import { registrationProperties } from './registration';
import { setupNotices } from './setupNotices';

/** All fields of the trigger, in the order of the panel. */
export const triggerProperties: INodeProperties[] = [
	...schemePropertiesFor(() => true, 1.2),
	...registrationProperties,
	...setupNotices,
	{
		displayName: 'Events',
		name: 'events',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. invoice.*, !invoice.draft',
		description:
			'Names of the events that start the workflow, separated by commas. Use * for any characters, and ! to exclude events. Leave it empty for all. Other events get 200 and start nothing.',
	},
	...commonTriggerProperties(),
];

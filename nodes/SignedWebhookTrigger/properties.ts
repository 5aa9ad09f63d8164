import type { INodeProperties } from 'n8n-workflow';
import { schemePropertiesFor } from '../shared/n8n/fields/scheme/properties';
import { commonTriggerProperties } from '../shared/n8n/trigger/configuration/properties';
import { eventProperties } from './events';
import { registrationProperties } from './registration';
import { setupNotices } from './setupNotices';

/** All fields of the trigger, in the order of the panel. */
export const triggerProperties: INodeProperties[] = [
	...schemePropertiesFor(() => true, 1.2),
	...registrationProperties,
	...setupNotices,
	...eventProperties,
	...commonTriggerProperties(),
];

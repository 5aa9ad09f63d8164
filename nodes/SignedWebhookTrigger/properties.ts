import type { INodeProperties } from 'n8n-workflow';
import { schemePropertiesFor } from '../shared/n8n/fields/scheme/properties';
import { commonTriggerProperties } from '../shared/n8n/trigger/configuration/properties';
import { PRODUCTION_URL } from '../shared/n8n/trigger/setupNotice';
import { eventProperties } from './events';
import { registrationProperties } from './registration';

const PROVIDERS_PAGE =
	'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/providers.md';

/** For webhooks that users register themselves. Notices show links, but no other markup. */
const setupNotice: INodeProperties = {
	displayName: `At the sender, enter ${PRODUCTION_URL}. The list under Signature Scheme says where each sender shows its secret. <a href="${PROVIDERS_PAGE}" target="_blank">What to know about each sender</a>`,
	name: 'setupNotice',
	type: 'notice',
	default: '',
	displayOptions: { hide: { registration: ['automatic', 'rest'] } },
};

/** All fields of the trigger, in the order of the panel. */
export const triggerProperties: INodeProperties[] = [
	...schemePropertiesFor(() => true, 1.2),
	...registrationProperties,
	setupNotice,
	...eventProperties,
	...commonTriggerProperties(),
];

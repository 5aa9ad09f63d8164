import type { SignatureScheme } from '../scheme';
import { sharedToken } from './sharedToken';

/**
 * Azure Event Grid, with a secret delivery property: a header whose name and value the user
 * chooses. The event schema must be that of Event Grid, because the check for CloudEvents is an
 * OPTIONS request.
 */
export const azureEventGrid: SignatureScheme = {
	...sharedToken,
	id: 'azure-event-grid',
	displayName: 'Azure Event Grid (Microsoft)',
	description: 'A delivery property, a header of your choice, with a token',
	documentationUrl: 'https://learn.microsoft.com/azure/event-grid/delivery-properties',
	secretPlace:
		'The event subscription → Delivery Properties: add a static header with a token of your own, select `Is secret?`, and copy the token into `Secret` and the name of the header into `Signature Header`',
	bodyFormat: 'json',
	event: {
		each: [['*']],
		own: { time: [{ body: ['*', 'eventTime'], unit: 'iso8601' }], data: [['*', 'data']] },
		id: [{ body: ['*', 'id'] }],
		name: [{ body: ['*', 'eventType'] }],
		data: [],
	},
	handshakes: [
		{
			name: 'subscription-validation',
			isSigned: false,
			method: 'POST',
			when: [
				{ header: 'aeg-event-type', equals: 'SubscriptionValidation' },
				{ body: ['0', 'eventType'], equals: 'Microsoft.EventGrid.SubscriptionValidationEvent' },
				{ body: ['0', 'data', 'validationCode'] },
			],
			response: {
				kind: 'json',
				members: { validationResponse: { echo: { body: ['0', 'data', 'validationCode'] } } },
			},
		},
	],
};

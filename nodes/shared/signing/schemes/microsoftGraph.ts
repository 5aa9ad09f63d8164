import type { SignatureScheme } from '../scheme';

/**
 * Microsoft Graph change notifications: each one holds the client state of its subscription, which
 * is all that proves it. Two changes of one resource may look the same.
 */
export const microsoftGraph: SignatureScheme = {
	id: 'microsoft-graph',
	displayName: 'Microsoft Graph (Outlook, Teams, SharePoint)',
	description: 'clientState in each notification of the body',
	documentationUrl: 'https://learn.microsoft.com/graph/change-notifications-delivery-webhooks',
	secretPlace:
		'Copy the `clientState` that you choose when you create the subscription into `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: { itemsPath: ['value'], path: ['clientState'] },
	content: [],
	// Tokens that prove notifications with resource data.
	hiddenFields: [['validationTokens']],
	repeats: {
		looksAlike: true,
		source:
			'Nothing is signed, so whoever could repeat a request could as well write a new one. Two changes of one resource may look the same.',
	},
	event: {
		each: [['value', '*']],
		id: [{ body: ['value', '*', 'id'] }],
		name: [{ body: ['value', '*', 'lifecycleEvent'] }, { body: ['value', '*', 'changeType'] }],
		data: [['value']],
	},
	handshakes: [
		{
			name: 'validation-token',
			isSigned: false,
			method: 'POST',
			when: [{ query: 'validationToken' }],
			bodyKeys: [],
			response: { kind: 'text', value: { query: 'validationToken' } },
		},
	],
};

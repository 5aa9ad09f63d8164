import type { SignatureScheme } from '../scheme';

/** Outgoing webhooks of Microsoft Teams. The security token is the key in base64. */
export const teamsOutgoing: SignatureScheme = {
	id: 'teams-outgoing',
	displayName: 'Microsoft Teams Outgoing Webhooks',
	description: 'Authorization with HMAC and base64',
	documentationUrl:
		'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook',
	secretPlace:
		'Copy the security token, which Teams shows once when you create the webhook, into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'base64',
	signature: {
		header: 'Authorization',
		format: { kind: 'single', prefix: 'HMAC ' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['timestamp'], ['localTimestamp']],
		source:
			'[Microsoft](https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference): the `timestamp` of an activity is the time at which its message was sent.',
	},
	event: {
		id: [],
		name: [{ body: ['type'] }],
		data: [],
	},
};

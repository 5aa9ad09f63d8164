import type { SignatureScheme } from '../scheme';

/**
 * HubSpot webhooks. The secret is the client secret of the app. Several events in one body: the
 * item names the first. HubSpot's page asks to decode some escapes in the URL before it is checked,
 * while HubSpot's own package does not: the URL is tried in both forms.
 */
export const hubspotV3: SignatureScheme = {
	id: 'hubspot-v3',
	displayName: 'HubSpot',
	description: 'X-HubSpot-Signature-v3 with base64 over method, URL, body and time',
	documentationUrl:
		'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation',
	secretPlace: "The app's Auth page: copy the client secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-HubSpot-Signature-v3',
		format: { kind: 'single', prefix: '' },
	},
	timestamp: {
		from: { header: 'X-HubSpot-Request-Timestamp' },
		unit: 'milliseconds',
		toleranceSeconds: 300,
	},
	content: ['method', 'url', 'body', 'timestamp'],
	decodedUrlEscapes: [
		'%3A',
		'%2F',
		'%3F',
		'%40',
		'%21',
		'%24',
		'%27',
		'%28',
		'%29',
		'%2A',
		'%2C',
		'%3B',
	],
	repeats: {
		each: { distinctBy: [['*', 'occurredAt']], except: ['attemptNumber'] },
		source:
			'No page of HubSpot says that `eventId` is another one for each event, so what counts is the signed time, to the millisecond, with the body; and for a single event all that it holds with `occurredAt`, its time to the millisecond, but for `attemptNumber`.',
	},
	event: {
		each: [['*']],
		own: { time: [{ body: ['*', 'occurredAt'], unit: 'milliseconds' }] },
		id: [{ body: ['*', 'eventId'] }],
		name: [{ body: ['*', 'subscriptionType'] }],
		data: [],
	},
};

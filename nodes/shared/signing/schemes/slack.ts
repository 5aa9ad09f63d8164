import type { SignatureScheme } from '../scheme';

/** Slack's events, slash commands and interactive messages, signed with the app's signing secret. */
export const slack: SignatureScheme = {
	id: 'slack',
	displayName: 'Slack',
	description: 'X-Slack-Signature with v0= and hex',
	documentationUrl: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
	secretPlace: 'api.slack.com → the app → Basic information: copy the signing secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Slack-Signature',
		format: { kind: 'single', prefix: 'v0=' },
	},
	timestamp: {
		from: { header: 'X-Slack-Request-Timestamp' },
		unit: 'seconds',
		toleranceSeconds: 300,
	},
	content: [{ literal: 'v0:' }, 'timestamp', { literal: ':' }, 'body'],
	// Signatures took the place of this token, which apps could compare before.
	hiddenFields: [['token']],
	bodyFormat: 'jsonOrForm',
	repeats: {
		id: [{ body: ['event_id'] }],
		source:
			'[Slack](https://github.com/slackapi/slack-api-specs/blob/HEAD/events-api/slack_common_event_wrapper_schema.json): `event_id` is unique to the event. Commands and interactions have none, but a signed time.',
	},
	event: {
		id: [{ body: ['event_id'] }],
		name: [{ body: ['event', 'type'] }, { body: ['command'] }, { body: ['type'] }],
		data: [['event']],
		formField: 'payload',
	},
	handshakes: [
		{
			name: 'url-verification',
			isSigned: true,
			method: 'POST',
			when: [{ body: ['type'], equals: 'url_verification' }, { body: ['challenge'] }],
			response: { kind: 'json', members: { challenge: { echo: { body: ['challenge'] } } } },
		},
	],
};

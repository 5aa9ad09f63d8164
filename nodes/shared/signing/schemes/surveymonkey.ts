import type { SignatureScheme } from '../scheme';

/**
 * SurveyMonkey webhooks. The key is the client id and the secret of the app, joined by an
 * ampersand. SurveyMonkey sends a HEAD request to the URL when you create a webhook.
 */
export const surveymonkey: SignatureScheme = {
	id: 'surveymonkey',
	displayName: 'SurveyMonkey',
	description: 'Sm-Signature with base64, SHA-1',
	documentationUrl: 'https://api.surveymonkey.com/v3/docs#webhooks',
	secretPlace:
		'Copy the client id and the secret of the app, joined by `&` (`client_id&secret`), into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'Sm-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['event_datetime']],
		source:
			'[SurveyMonkey](https://github.com/SurveyMonkey/public_api_docs/blob/HEAD/includes/_webhooks.md): `event_datetime` is the time of the event to the microsecond, next to the ids of the response.',
	},
	event: {
		id: [],
		name: [{ body: ['event_type'] }],
		data: [],
	},
	handshakes: [
		{
			name: 'reachability',
			isSigned: false,
			method: 'HEAD',
			when: [],
			response: { kind: 'fixed', statusCode: 200 },
		},
	],
};

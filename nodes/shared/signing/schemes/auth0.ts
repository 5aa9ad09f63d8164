import type { SignatureScheme } from '../scheme';

/**
 * Auth0 log streams. The token is sent along as it is; the body is not signed. It is one log or a
 * batch of them, as the stream's content format says.
 */
export const auth0: SignatureScheme = {
	id: 'auth0',
	displayName: 'Auth0',
	description: 'Authorization with the token of the log stream',
	documentationUrl: 'https://auth0.com/docs/customize/log-streams/custom-log-streams',
	secretPlace:
		'Monitoring → Streams → Custom Webhook: copy the authorization token, exactly as typed there, into `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: { header: 'Authorization', format: { kind: 'single', prefix: '' } },
	content: [],
	repeats: {
		source: 'Nothing is signed, so whoever could repeat a request could as well write a new one.',
	},
	event: {
		each: [['*']],
		own: {
			time: [{ body: ['*', 'data', 'date'], unit: 'iso8601' }],
			data: [['*', 'data']],
		},
		id: [{ body: ['log_id'] }, { body: ['*', 'log_id'] }],
		name: [{ body: ['data', 'type'] }, { body: ['*', 'data', 'type'] }],
		data: [['data']],
	},
};

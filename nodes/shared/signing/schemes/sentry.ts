import type { SignatureScheme } from '../scheme';

/** Sentry webhooks. Integration platform. The secret is the client secret of the integration. */
export const sentry: SignatureScheme = {
	id: 'sentry',
	displayName: 'Sentry',
	description: 'Sentry-Hook-Signature with hex',
	documentationUrl:
		'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
	secretPlace: "Copy the internal integration's client secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Sentry-Hook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	idHeader: 'Request-ID',
	eventHeader: 'Sentry-Hook-Resource',
	content: ['body'],
	repeats: {
		id: [{ header: 'request-id' }],
		source:
			"Read in [Sentry's source](https://github.com/getsentry/sentry/blob/HEAD/src/sentry/sentry_apps/api/serializers/app_platform_event.py): each request has a random id in its header. The body holds no time of the event.",
	},
	event: {
		id: [{ header: 'request-id' }],
		name: [
			{ join: [{ header: 'sentry-hook-resource' }, { body: ['action'] }], separator: '.' },
			{ header: 'sentry-hook-resource' },
		],
		data: [['data']],
	},
};

import type { SignatureScheme } from '../scheme';
import { sharedToken } from './sharedToken';

/**
 * Datadog webhooks. A custom header of the integration holds the token; the body is not signed. Users
 * write the payload themselves, so two alerts may look the same.
 */
export const datadog: SignatureScheme = {
	...sharedToken,
	id: 'datadog',
	displayName: 'Datadog',
	description: 'A custom header of your choice with a token',
	documentationUrl: 'https://docs.datadoghq.com/integrations/webhooks/',
	secretPlace:
		'Integrations → Webhooks → Custom Headers: add a header with a token of your own, such as `{"X-Webhook-Token": "…"}`, and copy the token into `Secret`',
	bodyFormat: 'jsonOrForm',
	repeats: {
		looksAlike: true,
		source:
			'Nothing is signed, so whoever could repeat a request could as well write a new one. The payload is yours to write.',
	},
	event: { id: [{ body: ['id'] }], name: [{ body: ['event_type'] }, { body: ['type'] }], data: [] },
};

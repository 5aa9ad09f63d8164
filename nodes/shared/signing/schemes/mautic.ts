import type { SignatureScheme } from '../scheme';

/** The keys of a body, each of which holds a list of events. */
const eventKinds = [
	'mautic.lead_post_save_new',
	'mautic.lead_post_save_update',
	'mautic.lead_points_change',
	'mautic.lead_post_delete',
	'mautic.lead_channel_subscription_changed',
	'mautic.lead_company_change',
	'mautic.company_post_save',
	'mautic.company_soft_delete',
	'mautic.company_post_delete',
	'mautic.email_on_send',
	'mautic.email_on_open',
	'mautic.form_on_submit',
	'mautic.page_on_hit',
	'mautic.sms_on_send',
];

/**
 * Mautic webhooks. Not Standard Webhooks, in spite of the name of the header. One body may hold
 * events of several kinds, each under a key of its name.
 */
export const mautic: SignatureScheme = {
	id: 'mautic',
	displayName: 'Mautic',
	description: 'Webhook-Signature with base64',
	documentationUrl:
		'https://github.com/mautic/developer-documentation-new/blob/HEAD/docs/webhooks/getting_started.rst',
	secretPlace: 'Settings → Webhooks: copy the secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: eventKinds.map((kind): [string, string, string] => [kind, '0', 'timestamp']),
		each: {
			distinctBy: eventKinds.map((kind): [string, string, string] => [kind, '*', 'timestamp']),
		},
		source:
			'[Mautic](https://github.com/mautic/developer-documentation-new/blob/HEAD/docs/webhooks/getting_started.rst): each event holds the time when it happened, to the second, beside the contact and what happened to it.',
	},
	event: {
		each: eventKinds.map((kind): [string, string] => [kind, '*']),
		own: {
			time: eventKinds.map((kind) => ({
				body: [kind, '*', 'timestamp'] as const,
				unit: 'iso8601',
			})),
		},
		id: [],
		name: [
			{
				presentKey: eventKinds,
			},
		],
		data: [],
	},
};

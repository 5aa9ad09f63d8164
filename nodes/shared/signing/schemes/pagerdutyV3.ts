import type { SignatureScheme } from '../scheme';

/** PagerDuty webhooks of version 3. While a secret is changed there are several signatures. */
export const pagerdutyV3: SignatureScheme = {
	id: 'pagerduty-v3',
	displayName: 'PagerDuty',
	description: 'X-PagerDuty-Signature with v1= and hex',
	documentationUrl:
		'https://github.com/PagerDuty/developer-docs/blob/HEAD/docs/webhooks/04-Signatures.md',
	secretPlace:
		'Integrations → Generic Webhooks (v3): copy the signing secret, shown once when you create the subscription, into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-PagerDuty-Signature',
		format: { kind: 'list', entrySeparator: ',', versionSeparator: '=', version: 'v1' },
	},
	idHeader: 'X-Webhook-Id',
	content: ['body'],
	repeats: {
		id: [{ body: ['event', 'id'] }],
		source:
			'[PagerDuty](https://github.com/PagerDuty/developer-docs/blob/HEAD/docs/webhooks/01-Overview.md): `event.id` is the unique id of the event.',
	},
	event: {
		id: [{ body: ['event', 'id'] }, { header: 'x-webhook-id' }],
		name: [{ body: ['event', 'event_type'] }],
		data: [['event', 'data']],
	},
	sourceAddresses: {
		networks: [
			'44.242.69.192',
			'52.89.71.166',
			'54.213.187.133',
			'35.86.21.47',
			'52.88.94.18',
			'44.238.89.29',
			'54.241.68.46',
			'54.176.72.216',
			'54.177.81.67',
			'13.56.49.27',
			'34.210.57.30',
			'34.210.242.134',
			'52.34.208.156',
			'18.192.91.93',
			'18.158.120.237',
			'18.194.177.30',
			'18.158.199.216',
			'3.126.25.87',
			'18.197.187.16',
			'54.76.3.62',
			'54.170.2.90',
			'52.213.188.110',
			'54.195.179.238',
			'34.250.91.200',
			'54.76.225.71',
		],
		documentationUrl:
			'https://github.com/PagerDuty/developer-docs/blob/HEAD/docs/webhooks/11-Webhook-IPs.md',
		readAt: '2026-11-21',
	},
};

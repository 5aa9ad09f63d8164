import type { SignatureScheme } from '../scheme';

/**
 * Grafana webhooks. Alerting contact points without a timestamp header; with one, describe it as
 * a custom scheme: {timestamp}:{body}. Reminders of an alert may look exactly like the first one.
 */
export const grafana: SignatureScheme = {
	id: 'grafana',
	displayName: 'Grafana',
	description: 'X-Grafana-Alerting-Signature with hex',
	secretPlace: 'Contact point → HMAC signature: copy the secret that you enter into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Grafana-Alerting-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		looksAlike: true,
		source:
			"Read in [Grafana's source](https://github.com/grafana/alerting): reminders of an alert may look exactly like the first one.",
	},
	event: {
		id: [],
		name: [{ body: ['status'] }],
		data: [['alerts']],
	},
};

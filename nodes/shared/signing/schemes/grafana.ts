import type { SignatureScheme } from '../scheme';

/**
 * Grafana webhooks. Alerting contact points without a timestamp header; with one, describe it as
 * a custom scheme: {timestamp}:{body}. Reminders of an alert may look exactly like the first one.
 */
export const grafana: SignatureScheme = {
	id: 'grafana',
	displayName: 'Grafana',
	description: 'X-Grafana-Alerting-Signature with hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Grafana-Alerting-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	duplicatesBy: 'none',
	event: {
		id: [],
		name: [{ body: ['status'] }],
		data: [['alerts']],
	},
};

import type { SignatureScheme } from '../scheme';

/** Cisco Meraki's webhooks. Nothing is signed: the body holds the shared secret. */
export const meraki: SignatureScheme = {
	id: 'meraki',
	displayName: 'Meraki (Cisco)',
	description: 'Shared secret in the body',
	documentationUrl: 'https://developer.cisco.com/meraki/webhooks/introduction/',
	secretPlace:
		'Network-wide → Alerts → Webhooks → the HTTPS server: copy the shared secret that you enter into `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: { path: ['sharedSecret'] },
	content: [],
	repeats: {
		source: 'Nothing is signed, so whoever could repeat a request could as well write a new one.',
	},
	event: {
		id: [{ body: ['alertId'] }],
		name: [{ body: ['alertType'] }],
		data: [['alertData']],
	},
};

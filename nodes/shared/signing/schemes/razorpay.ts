import type { SignatureScheme } from '../scheme';

/** Razorpay webhooks. */
export const razorpay: SignatureScheme = {
	id: 'razorpay',
	displayName: 'Razorpay',
	description: 'X-Razorpay-Signature with hex',
	documentationUrl: 'https://razorpay.com/docs/webhooks/validate-test/',
	secretPlace: "Copy the secret that you enter in the webhook's settings into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Razorpay-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ header: 'x-razorpay-event-id' }],
		source:
			'[Razorpay](https://github.com/razorpay/markdown-docs/blob/HEAD/webhooks/best-practices.md): the id in the header is unique per event, for receivers to find duplicates.',
	},
	event: {
		id: [{ header: 'x-razorpay-event-id' }],
		name: [{ body: ['event'] }],
		data: [['payload']],
	},
	sourceAddresses: {
		networks: [
			'52.66.75.174',
			'52.66.76.63',
			'52.66.151.218',
			'35.154.217.40',
			'35.154.22.73',
			'35.154.143.15',
			'13.126.199.247',
			'13.126.238.192',
			'13.232.194.134',
			'18.96.225.0/26',
			'18.99.161.0/26',
			'3.140.215.0',
			'3.136.42.4',
			'18.224.88.246',
		],
		documentationUrl: 'https://razorpay.com/docs/security/whitelists',
		readAt: '2026-11-21',
	},
};

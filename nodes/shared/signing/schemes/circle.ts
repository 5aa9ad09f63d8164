import type { SignatureScheme } from '../scheme';

/**
 * Circle's notifications of version 2, of wallets, contracts, payments and gateway. The key is the
 * public key with the id in `X-Circle-Key-Id`. Notifications of version 1 use another signature.
 */
export const circle: SignatureScheme = {
	id: 'circle',
	displayName: 'Circle (USDC)',
	description: 'X-Circle-Signature with ECDSA',
	documentationUrl: 'https://developers.circle.com/api-reference/verify-webhook-signatures',
	secretPlace:
		'Ask the API for the public key with the id in `X-Circle-Key-Id` (`GET /v2/notifications/publicKey/{id}`) and copy `publicKey` into `Secret`',
	algorithm: { kind: 'ecdsa', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'asymmetric',
	signature: { header: 'X-Circle-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		distinctBy: [['notificationId'], ['timestamp']],
		source:
			'[Circle](https://developers.circle.com/wallets/webhook-notifications): each notification holds its own id and its time, finer than a millisecond.',
	},
	event: {
		id: [{ body: ['notificationId'] }],
		name: [{ body: ['notificationType'] }],
		data: [['notification']],
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

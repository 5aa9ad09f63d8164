import type { SignatureScheme } from '../scheme';

const item = 'NotificationRequestItem';

/**
 * Adyen payment webhooks. Each notification of the body is signed on its own, over eight of its
 * fields; nothing else is covered. The key is hex.
 */
export const adyen: SignatureScheme = {
	id: 'adyen',
	displayName: 'Adyen',
	description: 'hmacSignature in each notification of the body',
	documentationUrl:
		'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures',
	secretPlace:
		"Customer Area → Developers → Webhooks → the webhook's Security: copy the HMAC key into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'hex',
	signature: {
		itemsPath: ['notificationItems'],
		path: [item, 'additionalData', 'hmacSignature'],
	},
	content: [
		{ bodyField: [item, 'pspReference'] },
		{ literal: ':' },
		{ bodyField: [item, 'originalReference'] },
		{ literal: ':' },
		{ bodyField: [item, 'merchantAccountCode'] },
		{ literal: ':' },
		{ bodyField: [item, 'merchantReference'] },
		{ literal: ':' },
		{ bodyField: [item, 'amount', 'value'] },
		{ literal: ':' },
		{ bodyField: [item, 'amount', 'currency'] },
		{ literal: ':' },
		{ bodyField: [item, 'eventCode'] },
		{ literal: ':' },
		{ bodyField: [item, 'success'] },
	],
	repeats: {
		distinctBy: [['NotificationRequestItem', 'pspReference']],
		source:
			"Read in [Adyen's plugin](https://github.com/Adyen/adyen-magento2/blob/HEAD/Model/Notification.php): a notification whose event code, PSP reference, original reference and success are those of another one is its duplicate. All four are signed. Each one counts by itself.",
	},
	event: {
		each: [['notificationItems', '*']],
		own: {
			time: [{ body: ['notificationItems', '*', item, 'eventDate'], unit: 'iso8601' }],
			data: [['notificationItems', '*', item]],
		},
		// One payment goes through several events: only with the event code is its reference an id.
		id: [
			{
				join: [
					{ body: ['notificationItems', '*', item, 'eventCode'] },
					{ body: ['notificationItems', '*', item, 'pspReference'] },
				],
				separator: ':',
			},
		],
		name: [{ body: ['notificationItems', '*', item, 'eventCode'] }],
		data: [['notificationItems']],
	},
};

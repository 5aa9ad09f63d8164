import HmacValidator from '@adyen/api-library/lib/src/utils/hmacValidator';
import { hexSecret } from './secrets';
import type { Vendor } from './vendor';

type Item = Parameters<HmacValidator['validateHMAC']>[0];

interface Notification {
	notificationItems: Array<{ NotificationRequestItem: Item }>;
}

const validator = new HmacValidator();

const itemsOf = (notification: Notification): Item[] =>
	notification.notificationItems.map(({ NotificationRequestItem: item }) => item);

const item = (pspReference: string, merchantReference: string) => ({
	NotificationRequestItem: {
		additionalData: {},
		pspReference,
		merchantAccountCode: 'Shop',
		merchantReference,
		amount: { value: 1130, currency: 'EUR' },
		eventCode: 'AUTHORISATION',
		success: 'true',
	},
});

/** Adyen signs every item of a batch on its own, inside the body. */
export const adyen: Vendor = {
	scheme: 'adyen',
	package: '@adyen/api-library',
	refuses: 'nothing',
	secret: hexSecret,
	body: (text) =>
		JSON.stringify({ notificationItems: [item('PSP1', 'first'), item('PSP2', text)] }),
	verify: ({ body }, secret) =>
		itemsOf(JSON.parse(body) as Notification).every((each) => validator.validateHMAC(each, secret)),
	sign: ({ body }, secret) => {
		const notification = JSON.parse(body) as Notification;
		for (const each of itemsOf(notification)) {
			each.additionalData = { hmacSignature: validator.calculateHmac(each, secret) };
		}
		return { headers: {}, body: JSON.stringify(notification) };
	},
};

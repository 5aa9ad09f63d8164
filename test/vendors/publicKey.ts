import { EventWebhook } from '@sendgrid/eventwebhook';
import { verifyKey } from 'discord-interactions';
import { ecdsaSecret, ed25519Secret } from './secrets';
import { headerOf } from './vendor';
import type { Vendor } from './vendor';

const sendgrid = new EventWebhook();

/** The SDKs of providers that sign with a private key. They hold only the public one. */
export const publicKeyVendors: readonly Vendor[] = [
	{
		scheme: 'discord',
		package: 'discord-interactions',
		refuses: 'nothing',
		secret: ed25519Secret,
		verify: (request, publicKey) =>
			verifyKey(
				request.body,
				headerOf(request, 'x-signature-ed25519'),
				headerOf(request, 'x-signature-timestamp'),
				publicKey,
			),
	},
	{
		scheme: 'sendgrid',
		package: '@sendgrid/eventwebhook',
		refuses: 'nothing',
		secret: ecdsaSecret,
		verify: (request, publicKey) =>
			sendgrid.verifySignature(
				sendgrid.convertPublicKeyToECDSA(publicKey),
				request.body,
				headerOf(request, 'x-twilio-email-event-webhook-signature'),
				headerOf(request, 'x-twilio-email-event-webhook-timestamp'),
			),
	},
];

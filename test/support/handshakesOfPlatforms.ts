import { createHmac } from 'node:crypto';
import { acknowledged, ECHO, hmac, json, NOTHING, SECRET, text } from './handshakeCase';
import type { HandshakeCase } from './handshakeCase';

/** A part of the list in `handshakes.ts`: platforms, from Azure Event Grid to HCP Terraform. */
export const handshakesOfPlatforms: readonly HandshakeCase[] = [
	{
		scheme: 'azure-event-grid',
		handshake: 'subscription-validation',
		method: 'POST',
		challenge: '512d38b6-c7b8-40c8-89fe-f46f9e9622b6',
		secret: SECRET,
		answers: ECHO,
		request: (validationCode) => ({
			headers: { 'aeg-event-type': 'SubscriptionValidation' },
			body: JSON.stringify([
				{
					id: '2d1781af-3a4c-4d7c-bd0c-e34b19da4e66',
					topic: '/subscriptions/00000000-0000-0000-0000-000000000000',
					subject: '',
					data: { validationCode, validationUrl: 'https://example.com/validate' },
					eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
					eventTime: '2018-01-25T22:12:19.4556811Z',
					metadataVersion: '1',
					dataVersion: '1',
				},
			]),
		}),
		answer: (validationResponse) => json({ validationResponse }),
	},
	{
		scheme: 'nylas',
		handshake: 'challenge',
		method: 'GET',
		challenge: 'bc609b38-c81f-47fb-a275-1d9bd61a968b',
		secret: SECRET,
		answers: ECHO,
		request: (challenge) => ({ query: { challenge } }),
		answer: text,
	},
	{
		scheme: 'smartcar',
		handshake: 'verify',
		method: 'POST',
		challenge: '3a5c8f72-e6d9-4b1a-9f2e-8c7d6a5b4e3f',
		secret: SECRET,
		answers: { echo: false, hmac: true },
		request: (challenge) => ({
			body: JSON.stringify({
				eventId: '52f6e0bb-1369-45da-a61c-9e67d092d6db',
				eventType: 'VERIFY',
				data: { challenge },
				meta: { version: '4.0', deliveredAt: 1_761_896_351_529 },
			}),
		}),
		answer: (challenge) => json({ challenge: hmac(SECRET, challenge).digest('hex') }),
	},
	{
		scheme: 'smartcar',
		handshake: 'verify-version-2',
		method: 'POST',
		challenge: '3a5c8f72-e6d9-4b1a-9f2e-8c7d6a5b4e3f',
		secret: SECRET,
		answers: { echo: false, hmac: true },
		request: (challenge) => ({
			body: JSON.stringify({ version: '2.0', eventName: 'verify', payload: { challenge } }),
		}),
		answer: (challenge) => json({ challenge: hmac(SECRET, challenge).digest('hex') }),
	},
	{
		scheme: 'smartsheet',
		handshake: 'challenge',
		method: 'POST',
		challenge: 'd78dd1d3-01ce-4481-81de-92b4f3aa5ab1',
		secret: SECRET,
		answers: ECHO,
		request: (challenge) => ({
			headers: { 'Smartsheet-Hook-Challenge': challenge },
			body: JSON.stringify({ challenge, webhookId: 2_674_017_481_058_180 }),
		}),
		answer: (smartsheetHookResponse) => json({ smartsheetHookResponse }),
	},
	{
		scheme: 'surveymonkey',
		handshake: 'reachability',
		method: 'HEAD',
		challenge: '',
		secret: SECRET,
		answers: NOTHING,
		request: () => ({}),
		answer: acknowledged,
	},
	{
		scheme: 'terraform-cloud',
		handshake: 'verification',
		method: 'POST',
		challenge: 'Verification of my notification',
		secret: SECRET,
		answers: NOTHING,
		request: (message) => ({
			body: JSON.stringify({
				payload_version: 1,
				notification_configuration_id: 'nc-AeUQ2zfKZzW9TiGZ',
				run_id: null,
				notifications: [{ message, trigger: 'verification', run_status: null }],
			}),
		}),
		sign: (body, _, secret) => ({
			'X-TFE-Notification-Signature': createHmac('sha512', secret).update(body).digest('hex'),
		}),
		answer: acknowledged,
	},
];

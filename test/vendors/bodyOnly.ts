import { sign as signGitHub, verify as verifyGitHub } from '@octokit/webhooks-methods';
import AdyenHmac from '@adyen/api-library/lib/src/utils/hmacValidator';
import validateLine from '@line/bot-sdk/dist/validate-signature';
import { LinearWebhookClient } from '@linear/sdk/webhooks';
import { signWebhookPayload, verifyWebhookSignature } from '@notionhq/client/build/src/webhooks';
import coinbase from 'coinbase-commerce-node/lib/Webhook';
import { parse as parseGocardless } from 'gocardless-nodejs/webhooks';
import Pusher from 'pusher';
import { validateWebhookSignature } from 'razorpay/dist/utils/razorpay-utils';
import { hexSecret } from './secrets';
import { fetchRequestOf, headerOf } from './vendor';
import type { Vendor } from './vendor';

/** The SDKs of providers that sign the body and nothing else. */
export const bodyOnlyVendors: readonly Vendor[] = [
	{
		scheme: 'github',
		package: '@octokit/webhooks-methods',
		refuses: 'nothing',
		verify: (request, secret) =>
			verifyGitHub(secret, request.body, headerOf(request, 'x-hub-signature-256')),
		sign: async ({ body }, secret) => ({
			headers: { 'x-hub-signature-256': await signGitHub(secret, body) },
		}),
	},
	{
		scheme: 'notion',
		package: '@notionhq/client',
		refuses: 'nothing',
		verify: (request, verificationToken) =>
			verifyWebhookSignature({
				body: request.body,
				signature: headerOf(request, 'x-notion-signature'),
				verificationToken,
			}),
		sign: async ({ body }, verificationToken) => ({
			headers: { 'x-notion-signature': await signWebhookPayload({ body, verificationToken }) },
		}),
	},
	{
		scheme: 'razorpay',
		package: 'razorpay',
		refuses: 'nothing',
		verify: (request, secret) =>
			validateWebhookSignature(request.body, headerOf(request, 'x-razorpay-signature'), secret),
	},
	{
		scheme: 'coinbase-commerce',
		package: 'coinbase-commerce-node',
		refuses: 'nothing',
		body: (text) => JSON.stringify({ id: 1, event: { id: 'evt_1', type: 'charge:pending', text } }),
		verify: (request, secret) =>
			coinbase.verifyEventBody(request.body, headerOf(request, 'x-cc-webhook-signature'), secret),
		sign: ({ body }, secret) => ({
			headers: { 'x-cc-webhook-signature': coinbase.computeSignature(body, secret) },
		}),
	},
	{
		scheme: 'line',
		package: '@line/bot-sdk',
		refuses: 'nothing',
		verify: (request, secret) =>
			validateLine(request.body, secret, headerOf(request, 'x-line-signature')),
	},
	{
		scheme: 'linear',
		package: '@linear/sdk',
		refuses: 'oldAndFuture',
		body: (text, nowMs) =>
			JSON.stringify({ action: 'create', type: 'Issue', text, webhookTimestamp: nowMs }),
		verify: async (request, secret) => {
			const response = await new LinearWebhookClient(secret).createHandler()(
				fetchRequestOf(request),
			);
			return response.status === 200;
		},
	},
	{
		scheme: 'gocardless',
		package: 'gocardless-nodejs',
		refuses: 'nothing',
		body: (text) => JSON.stringify({ events: [{ id: 'EV1', metadata: { text } }] }),
		verify: (request, secret) =>
			parseGocardless(request.body, secret, headerOf(request, 'webhook-signature')),
	},
	{
		scheme: 'pusher',
		package: 'pusher',
		refuses: 'nothing',
		headers: { 'content-type': 'application/json', 'x-pusher-key': 'app-key' },
		body: (text) => JSON.stringify({ time_ms: 1, events: [{ name: 'cache_miss', channel: text }] }),
		verify: ({ body, headers }, secret) =>
			new Pusher({ appId: '1', key: 'app-key', secret, cluster: 'eu' })
				.webhook({ headers, rawBody: body })
				.isValid(),
	},
	{
		scheme: 'adyen-platform',
		package: '@adyen/api-library',
		refuses: 'nothing',
		secret: hexSecret,
		verify: (request, secret) =>
			new AdyenHmac().validateHMACSignature(
				secret,
				headerOf(request, 'hmacsignature'),
				request.body,
			),
		sign: ({ body }, secret) => ({
			headers: { hmacsignature: new AdyenHmac().calculateHmac(body, secret) },
		}),
	},
];

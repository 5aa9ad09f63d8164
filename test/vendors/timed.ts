import Mux from '@mux/mux-node';
import { Paddle } from '@paddle/paddle-node-sdk';
import { encodeSignatureHeader, isValidSignature } from '@sanity/webhook';
import { verifySlackRequest } from '@slack/bolt/dist/receivers/verify-request';
import { WorkOS } from '@workos-inc/node';
import box from 'box-node-sdk';
import Stripe from 'stripe';
import { headerOf } from './vendor';
import type { Vendor } from './vendor';

const stripe = new Stripe('sk_test_unused');
const workos = new WorkOS('sk_test_unused');

/** The SDKs of providers that sign the time and the body. */
export const timedVendors: readonly Vendor[] = [
	{
		scheme: 'stripe',
		package: 'stripe',
		refuses: 'old',
		readsSeveralSignatures: true,
		verify: (request, secret) =>
			stripe.webhooks.constructEvent(request.body, headerOf(request, 'stripe-signature'), secret),
		sign: ({ body, nowMs }, secret) => ({
			headers: {
				'stripe-signature': stripe.webhooks.generateTestHeaderString({
					payload: body,
					secret,
					timestamp: Math.floor(nowMs / 1000),
				}),
			},
		}),
	},
	{
		scheme: 'slack',
		package: '@slack/bolt',
		refuses: 'old',
		verify: (request, signingSecret) =>
			verifySlackRequest({
				signingSecret,
				body: request.body,
				headers: {
					'x-slack-signature': headerOf(request, 'x-slack-signature'),
					'x-slack-request-timestamp': Number(headerOf(request, 'x-slack-request-timestamp')),
				},
			}),
	},
	{
		scheme: 'paddle',
		package: '@paddle/paddle-node-sdk',
		refuses: 'old',
		verify: (request, secret) =>
			new Paddle('unused').webhooks.isSignatureValid(
				request.body,
				secret,
				headerOf(request, 'paddle-signature'),
			),
	},
	{
		scheme: 'mux',
		package: '@mux/mux-node',
		refuses: 'old',
		readsSeveralSignatures: true,
		verify: ({ body, headers }, secret) =>
			new Mux({ tokenId: 'unused', tokenSecret: 'unused' }).webhooks.verifySignature(
				body,
				headers,
				secret,
			),
	},
	{
		scheme: 'workos',
		package: '@workos-inc/node',
		refuses: 'old',
		verify: (request, secret) =>
			workos.webhooks.verifyHeader({
				payload: JSON.parse(request.body),
				sigHeader: headerOf(request, 'workos-signature'),
				secret,
			}),
		sign: async ({ body, nowMs }, secret) => {
			const signature = await workos.webhooks.computeSignature(nowMs, JSON.parse(body), secret);
			return { headers: { 'workos-signature': `t=${nowMs}, v1=${signature}` } };
		},
	},
	{
		scheme: 'sanity',
		package: '@sanity/webhook',
		refuses: 'nothing',
		verify: (request, secret) =>
			isValidSignature(request.body, headerOf(request, 'sanity-webhook-signature'), secret),
		sign: async ({ body, nowMs }, secret) => ({
			headers: { 'sanity-webhook-signature': await encodeSignatureHeader(body, nowMs, secret) },
		}),
	},
	{
		scheme: 'box',
		package: 'box-node-sdk',
		refuses: 'old',
		headers: { 'box-signature-version': '1', 'box-signature-algorithm': 'HmacSHA256' },
		readsFurtherHeaders: true,
		verify: ({ body, headers }, secret) =>
			box.validateWebhookMessage(body, headers, secret, secret),
	},
];

import Anthropic from '@anthropic-ai/sdk';
import { verifyWebhook } from '@clerk/backend/webhooks';
import { WebhookHandler } from '@liveblocks/node';
import { SDKValidationError } from '@polar-sh/sdk/models/errors/sdkvalidationerror.js';
import { validateEvent } from '@polar-sh/sdk/webhooks.js';
import OpenAI from 'openai';
import { validateWebhook } from 'replicate';
import { Resend } from 'resend';
import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix/dist/webhook';
import { fetchRequestOf, headerOf, secondsOf } from './vendor';
import type { SignedByVendor, Vendor, VendorMessage } from './vendor';

type Signer = Pick<Webhook, 'sign'>;

function signWith(signer: Signer, prefix: string, message: VendorMessage): SignedByVendor {
	const signature = signer.sign(message.id, new Date(message.nowMs), message.body);
	return {
		headers: {
			[`${prefix}-id`]: message.id,
			[`${prefix}-timestamp`]: secondsOf(message),
			[`${prefix}-signature`]: signature,
		},
	};
}

/** The providers that name the library of the specification as the one to use. */
const byLibrary = (scheme: string, openLibrary: (secret: string) => Webhook): Vendor => ({
	scheme,
	package: 'standardwebhooks',
	refuses: 'oldAndFuture',
	readsSeveralSignatures: true,
	verify: ({ body, headers }, secret) => openLibrary(secret).verify(body, { ...headers }),
	sign: (message, secret) => signWith(openLibrary(secret), 'webhook', message),
});

/** Svix sends for these providers, so its library signs what theirs have to accept. */
const signWithSvix: Vendor['sign'] = (message, secret) =>
	signWith(new SvixWebhook(secret), 'svix', message);

/** The SDKs of Standard Webhooks, and of the providers that send them. */
export const standardWebhooksVendors: readonly Vendor[] = [
	byLibrary('standard-webhooks', (secret) => new Webhook(secret)),
	byLibrary('gitlab-signed', (secret) => new Webhook(secret)),
	byLibrary('render', (secret) => new Webhook(secret)),
	// Supabase signs with the same library, written in Go.
	byLibrary('supabase-auth-hooks', (secret) => new Webhook(secret)),
	// BigCommerce: the client secret is no base64, and the library takes nothing else.
	byLibrary('bigcommerce', (secret) => new Webhook(Buffer.from(secret).toString('base64'))),
	// Lithic's own SDK hands everything to this library; Brex has the same format.
	byLibrary('lithic', (secret) => new Webhook(secret)),
	byLibrary('brex', (secret) => new Webhook(secret)),
	{
		scheme: 'incident-io',
		package: 'svix',
		refuses: 'oldAndFuture',
		readsSeveralSignatures: true,
		verify: ({ body, headers }, secret) => new SvixWebhook(secret).verify(body, { ...headers }),
		sign: (message, secret) => signWith(new SvixWebhook(secret), 'webhook', message),
	},
	{
		scheme: 'svix',
		package: 'svix',
		refuses: 'oldAndFuture',
		readsSeveralSignatures: true,
		readsAliases: true,
		verify: ({ body, headers }, secret) => new SvixWebhook(secret).verify(body, { ...headers }),
		sign: signWithSvix,
	},
	{
		scheme: 'clerk',
		package: '@clerk/backend',
		refuses: 'oldAndFuture',
		readsSeveralSignatures: true,
		verify: (request, secret) => verifyWebhook(fetchRequestOf(request), { signingSecret: secret }),
		sign: signWithSvix,
	},
	{
		scheme: 'resend',
		package: 'resend',
		refuses: 'oldAndFuture',
		readsSeveralSignatures: true,
		verify: (request, webhookSecret) =>
			new Resend('re_unused').webhooks.verify({
				payload: request.body,
				headers: {
					id: headerOf(request, 'svix-id'),
					timestamp: headerOf(request, 'svix-timestamp'),
					signature: headerOf(request, 'svix-signature'),
				},
				webhookSecret,
			}),
		sign: signWithSvix,
	},
	{
		scheme: 'openai',
		package: 'openai',
		refuses: 'oldAndFuture',
		readsSeveralSignatures: true,
		verify: ({ body, headers }, secret) =>
			new OpenAI({ apiKey: 'unused' }).webhooks.unwrap(body, headers, secret),
	},
	{
		scheme: 'anthropic',
		package: '@anthropic-ai/sdk',
		refuses: 'oldAndFuture',
		readsSeveralSignatures: true,
		verify: ({ body, headers }, key) =>
			new Anthropic({ apiKey: 'unused' }).beta.webhooks.unwrap(body, {
				headers: { ...headers },
				key,
			}),
	},
	{
		scheme: 'replicate',
		package: 'replicate',
		refuses: 'nothing',
		readsSeveralSignatures: true,
		verify: (request, secret) =>
			validateWebhook({
				id: headerOf(request, 'webhook-id'),
				timestamp: headerOf(request, 'webhook-timestamp'),
				signature: headerOf(request, 'webhook-signature'),
				body: request.body,
				secret,
			}),
	},
	{
		scheme: 'liveblocks',
		package: '@liveblocks/node',
		refuses: 'oldAndFuture',
		readsSeveralSignatures: true,
		body: (text) => JSON.stringify({ type: 'roomCreated', data: { roomId: text } }),
		verify: ({ body, headers }, secret) =>
			new WebhookHandler(secret).verifyRequest({ headers: { ...headers }, rawBody: body }),
	},
	{
		scheme: 'polar',
		package: '@polar-sh/sdk',
		refuses: 'oldAndFuture',
		readsSeveralSignatures: true,
		verify: ({ body, headers }, secret) => {
			try {
				validateEvent(body, { ...headers }, secret);
			} catch (error) {
				// It looks at the event once the signature is right, and ours is none that Polar sends.
				return error instanceof SDKValidationError;
			}
			return true;
		},
	},
];

import { signRequest, verifyRequest } from '@contentful/node-apps-toolkit';
import type { CanonicalRequest } from '@contentful/node-apps-toolkit';
import { Signature } from '@hubspot/api-client/lib/src/utils/signature';
import {
	createQueryStringHash,
	decodeSymmetric,
	encodeSymmetric,
	fromMethodAndUrl,
	SymmetricAlgorithm,
} from 'atlassian-jwt';
import { WebhooksHelper } from 'square/dist/cjs/utilities/webhooksHelper';
import { hexSecret } from './secrets';
import { headerOf } from './vendor';
import type { Vendor, VendorMessage } from './vendor';

const hashUrl = (url: string): string => createQueryStringHash(fromMethodAndUrl('POST', url));

const canonicalRequest = (
	{ url, body }: VendorMessage,
	headers: Readonly<Record<string, string>>,
): CanonicalRequest => ({ method: 'POST', path: new URL(url).pathname, headers, body });

/** The SDKs of providers that sign the URL of the receiver, besides Twilio. */
export const urlBoundVendors: readonly Vendor[] = [
	{
		scheme: 'square',
		package: 'square',
		refuses: 'nothing',
		provesUrl: true,
		verify: (request, secret) =>
			WebhooksHelper.isValidWebhookEventSignature(
				request.body,
				headerOf(request, 'x-square-hmacsha256-signature'),
				secret,
				request.url,
			),
	},
	{
		scheme: 'hubspot-v3',
		package: '@hubspot/api-client',
		refuses: 'old',
		provesUrl: true,
		verify: (request, clientSecret) =>
			Signature.isValid({
				signatureVersion: 'v3',
				method: 'POST',
				clientSecret,
				requestBody: request.body,
				url: request.url,
				signature: headerOf(request, 'x-hubspot-signature-v3'),
				timestamp: Number(headerOf(request, 'x-hubspot-request-timestamp')),
			}),
		sign: ({ body, url, nowMs }, clientSecret) => ({
			headers: {
				'x-hubspot-request-timestamp': String(nowMs),
				'x-hubspot-signature-v3': Signature.getSignature('POST', 'v3', {
					clientSecret,
					requestBody: body,
					url,
					timestamp: nowMs,
					signature: '',
				}),
			},
		}),
	},
	{
		scheme: 'contentful',
		package: '@contentful/node-apps-toolkit',
		refuses: 'old',
		provesUrl: true,
		// The SDK encodes a query twice, so URLs with a query are not compared.
		url: () => 'https://n8n.example.com/webhook/entries',
		secret: hexSecret,
		verify: (request, secret) => verifyRequest(secret, canonicalRequest(request, request.headers)),
		sign: (message, secret) => {
			const described = { 'x-contentful-topic': 'ContentManagement.Entry.publish' };
			const signed = signRequest(secret, canonicalRequest(message, described), message.nowMs);
			return { headers: { ...described, ...signed } };
		},
	},
	{
		scheme: 'atlassian-connect',
		package: 'atlassian-jwt',
		// Its caller compares the times of the token.
		refuses: 'nothing',
		provesUrl: true,
		provesBody: false,
		verify: (request, secret) => {
			const token = headerOf(request, 'authorization').replace(/^JWT /, '');
			const claims: unknown = decodeSymmetric(token, secret, SymmetricAlgorithm.HS256);
			return (claims as { qsh?: unknown }).qsh === hashUrl(request.url);
		},
		sign: ({ url, nowMs }, secret) => {
			const iat = Math.floor(nowMs / 1000);
			const claims = { iss: 'client-key', iat, exp: iat + 180, qsh: hashUrl(url) };
			return { headers: { authorization: `JWT ${encodeSymmetric(claims, secret)}` } };
		},
	},
];

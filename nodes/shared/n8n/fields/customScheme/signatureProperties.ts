import type { INodeProperties } from 'n8n-workflow';
import { forCustomScheme, forSignature } from './conditions';

/** What is computed, and how it is written into the headers. */
export const signatureProperties: INodeProperties[] = [
	{
		displayName: 'Algorithm',
		name: 'customAlgorithm',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'ECDSA P-256 With SHA-256',
				value: 'ecdsa-p256-sha256',
				description: 'With a public key',
			},
			{ name: 'Ed25519', value: 'ed25519', description: 'With a public key' },
			{ name: 'HMAC SHA-1', value: 'hmac-sha1', description: 'With a shared secret' },
			{
				name: 'HMAC SHA-256',
				value: 'hmac-sha256',
				description: 'With a shared secret, as most senders do',
			},
			{ name: 'HMAC SHA-512', value: 'hmac-sha512', description: 'With a shared secret' },
			{ name: 'RSA With SHA-256', value: 'rsa-sha256', description: 'With a public key' },
			{
				name: 'Token',
				value: 'token',
				description:
					'No signature: the sender sends the secret itself, and nothing proves the body',
			},
		],
		default: 'hmac-sha256',
		hint: "The sender's documentation answers these fields in this order: secret, header, time, signed content. To test them with a recorded request, use the node Webhook Signature.",
		description: 'How the sender computes the signature',
		displayOptions: forCustomScheme(),
	},
	{
		displayName: 'Secret Format',
		name: 'customKeyFormat',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Base64', value: 'base64', description: 'The secret is decoded from base64' },
			{ name: 'Hex', value: 'hex', description: 'The secret is decoded from hex' },
			{
				name: 'Standard Webhooks',
				value: 'whsec',
				description: 'Base64, often with the prefix whsec_',
			},
			{
				name: 'Standard Webhooks or Text',
				value: 'whsecOrText',
				description: 'Either reading of the secret may match',
			},
			{ name: 'Text', value: 'text', description: 'The characters of the secret as they are' },
		],
		default: 'text',
		description:
			"How the secret of the credential becomes the key, unless its 'Secret Encoding' says otherwise",
		displayOptions: forCustomScheme({
			customAlgorithm: ['hmac-sha1', 'hmac-sha256', 'hmac-sha512'],
		}),
	},
	{
		displayName: 'Signature Header',
		name: 'customSignatureHeader',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: 'X-Signature',
		description:
			'Name of the header that holds the signature. Several names, separated by commas: any of them may hold one.',
		displayOptions: forCustomScheme(),
	},
	{
		displayName: 'Token Form',
		name: 'customTokenForm',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Basic',
				value: 'basic',
				description: 'The word Basic and the base64 of the secret, which is user:password',
			},
			{ name: 'Bearer', value: 'bearer', description: 'The word Bearer and the secret' },
			{ name: 'Plain', value: 'plain', description: 'Nothing but the secret' },
		],
		default: 'plain',
		description: 'How the header holds the secret',
		displayOptions: forCustomScheme({ customAlgorithm: ['token'] }),
	},
	{
		displayName: 'Signature Format',
		name: 'customFormat',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Key=Value Pairs',
				value: 'pairs',
				description: 'Such as t=1712345678,v1=5257a869, where one pair may hold the time',
			},
			{
				name: 'List',
				value: 'list',
				description: 'Several signatures, each after its version, such as v1,K5oZ v1,Xh2b',
			},
			{
				name: 'Single Signature',
				value: 'single',
				description: 'One signature, with an optional prefix such as sha256=',
			},
		],
		default: 'single',
		description: 'How the header holds the signature',
		displayOptions: forSignature(),
	},
	{
		displayName: 'Prefix',
		name: 'customPrefix',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. sha256=',
		description: 'Text before the signature. Leave it empty for none.',
		displayOptions: forSignature({ customFormat: ['single'] }),
	},
	{
		displayName: 'Version Label',
		name: 'customVersionLabel',
		type: 'string',
		noDataExpression: true,
		default: 'v1,',
		placeholder: 'e.g. v1=',
		description:
			'Text before each signature, including the character after it. The trigger skips entries with other labels. Leave it empty for none.',
		displayOptions: forSignature({ customFormat: ['list'] }),
	},
	{
		displayName: 'Signature Key',
		name: 'customSignatureKey',
		type: 'string',
		noDataExpression: true,
		default: 'v1',
		description: 'The key whose value is the signature',
		displayOptions: forSignature({ customFormat: ['pairs'] }),
	},
	{
		displayName: 'Separator',
		name: 'customSeparator',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Comma', value: 'comma' },
			{ name: 'Semicolon', value: 'semicolon' },
			{ name: 'Space', value: 'space' },
		],
		default: 'comma',
		description: 'Character between two entries or pairs',
		displayOptions: forSignature({ customFormat: ['list', 'pairs'] }),
	},
	{
		displayName: 'Signature Encoding',
		name: 'customEncoding',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Base64', value: 'base64' },
			{ name: 'Base64url', value: 'base64url', description: 'Base64 with - and _, unpadded' },
			{ name: 'Hex', value: 'hex' },
		],
		default: 'hex',
		description: 'How the signature is encoded',
		displayOptions: forSignature(),
	},
];

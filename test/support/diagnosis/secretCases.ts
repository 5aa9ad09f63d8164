import type { DiagnosisCause } from '../../../nodes/shared/signing/diagnose/diagnosis';
import {
	body,
	gitHub,
	hmac,
	nowSeconds,
	scheme,
	secret,
	secretBase64,
	secretHex,
	slack,
	standard,
	standardSecret,
	stripe,
} from './requests';
import type { Case } from './requests';

/** The secret is the right one, but read in another way. */
export const secretCases: Record<Extract<DiagnosisCause, `secret${string}`>, Case[]> = {
	secretIsBase64: [
		{
			what: 'the secret is base64 and was used as text',
			scheme: scheme('github'),
			secret: secretBase64,
			sent: { headers: gitHub(body) },
		},
		{
			what: 'the same with the prefix of Standard Webhooks',
			scheme: scheme('stripe'),
			secret: `whsec_${secretBase64}`,
			sent: { headers: stripe(`${nowSeconds}.${body}`) },
		},
	],
	secretIsHex: [
		{
			what: 'the secret is hex and was used as text',
			scheme: scheme('slack'),
			secret: secretHex,
			sent: { headers: slack(`v0:${nowSeconds}:${body}`) },
		},
	],
	secretIsText: [
		{
			what: 'the secret looks like base64 and was decoded',
			scheme: scheme('github'),
			secret: secretBase64,
			format: 'base64',
			sent: { headers: gitHub(body, { key: secretBase64 }) },
		},
		{
			what: 'the secret looks like hex and was decoded',
			scheme: scheme('shopify'),
			secret: secretHex,
			format: 'hex',
			sent: {
				headers: { 'X-Shopify-Hmac-Sha256': hmac(body, { key: secretHex, encoding: 'base64' }) },
			},
		},
		{
			what: 'the prefix belongs to the secret',
			scheme: scheme('standard-webhooks'),
			secret: standardSecret,
			sent: { headers: standard(`msg_1.${nowSeconds}.${body}`, standardSecret) },
		},
	],
	secretPrefix: [
		{
			what: 'the prefix does not belong to the secret',
			scheme: scheme('stripe'),
			secret: 'whsec_not base64, whatever it looks like',
			sent: {
				headers: stripe(`${nowSeconds}.${body}`, nowSeconds, {
					key: 'not base64, whatever it looks like',
				}),
			},
		},
	],
	secretWhiteSpace: [
		{
			what: 'a line break was stored with the secret at the sender',
			scheme: scheme('github'),
			sent: { headers: gitHub(body, { key: `${secret}\n` }) },
		},
		{
			what: 'a line break was encoded with the secret here',
			scheme: scheme('github'),
			secret: Buffer.from(`${secret}\n`).toString('base64'),
			format: 'base64',
			sent: { headers: gitHub(body) },
		},
	],
};

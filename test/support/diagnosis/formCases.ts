import { sign } from 'node:crypto';
import type { DiagnosisCause } from '../../../nodes/shared/signing/diagnose/diagnosis';
import { secretFor, signingKeysOf } from '../schemes';
import {
	body,
	gitHub,
	hmac,
	nowSeconds,
	scheme,
	secret,
	standard,
	standardSecret,
} from './requests';
import type { Case } from './requests';

function signingKey() {
	const ed25519 = scheme('standard-webhooks-ed25519');
	return signingKeysOf(ed25519, secretFor(ed25519))[0].key;
}
/** The signature is of another form or of another scheme. */
export const formCases: Record<
	Extract<
		DiagnosisCause,
		| 'otherEncoding'
		| 'otherFormat'
		| 'otherHash'
		| 'otherPrefix'
		| 'otherScheme'
		| 'otherSchemeHeader'
		| 'signatureQuoted'
	>,
	Case[]
> = {
	otherEncoding: [
		{
			what: 'base64 instead of hex',
			scheme: scheme('github'),
			sent: { headers: { 'X-Hub-Signature-256': `sha256=${hmac(body, { encoding: 'base64' })}` } },
			says: /written in base64, but the chosen scheme expects hex/,
		},
		{
			what: 'hex instead of base64',
			scheme: scheme('shopify'),
			sent: { headers: { 'X-Shopify-Hmac-Sha256': hmac(body) } },
			says: /written in hex, but the chosen scheme expects base64/,
		},
		{
			what: 'hex in a list of base64',
			scheme: scheme('standard-webhooks'),
			secret: standardSecret,
			sent: {
				headers: {
					...standard(body, secret),
					'webhook-signature': `v1,${hmac(body)}`,
				},
			},
		},
	],
	otherFormat: [
		{
			what: 'a bare signature instead of pairs',
			scheme: scheme('stripe'),
			sent: { headers: { 'Stripe-Signature': hmac(body) } },
			says: /expects pairs of key and value/,
		},
		{
			what: 'a bare signature instead of a list',
			scheme: scheme('pagerduty-v3'),
			sent: { headers: { 'X-PagerDuty-Signature': hmac(body) } },
			says: /expects a list of versions/,
		},
		{
			what: 'pairs instead of a single signature',
			scheme: scheme('dropbox'),
			sent: { headers: { 'X-Dropbox-Signature': `t=${nowSeconds},v1=${hmac(body)}` } },
			says: /several entries, but the chosen scheme expects a single signature/,
		},
		{
			what: 'pairs behind another separator',
			scheme: scheme('paddle'),
			sent: { headers: { 'Paddle-Signature': `ts=${nowSeconds},h1=${hmac(body)}` } },
			says: /different separator/,
		},
		{
			what: 'a list behind another separator',
			scheme: scheme('circleci'),
			sent: { headers: { 'circleci-signature': `v1=${hmac(body)} v1=${hmac(body)}` } },
			says: /different separator/,
		},
	],
	otherHash: [
		{
			what: 'SHA-1 instead of SHA-256',
			scheme: scheme('github'),
			sent: { headers: { 'X-Hub-Signature-256': `sha1=${hmac(body, { hash: 'sha1' })}` } },
			says: /SHA-1, but the chosen scheme uses SHA-256/,
		},
		{
			what: 'SHA-256 instead of SHA-512',
			scheme: scheme('paystack'),
			sent: { headers: { 'x-paystack-signature': hmac(body) } },
			says: /SHA-256, but the chosen scheme uses SHA-512/,
		},
	],
	otherPrefix: [
		{
			what: 'no prefix where one belongs',
			scheme: scheme('github'),
			sent: { headers: { 'X-Hub-Signature-256': hmac(body) } },
			says: /expects: sha256=\./,
		},
		{
			what: 'a prefix where none belongs',
			scheme: scheme('dropbox'),
			sent: { headers: { 'X-Dropbox-Signature': `sha256=${hmac(body)}` } },
			says: /expects: nothing\./,
		},
		{
			what: 'a word in front of a token',
			scheme: scheme('gitlab'),
			sent: { headers: { 'X-Gitlab-Token': `Bearer ${secret}` } },
			says: /X-Gitlab-Token is right/,
		},
	],
	otherScheme: [
		{
			what: 'the header that belongs to another scheme, while its own is missing',
			scheme: scheme('stripe'),
			sent: { headers: gitHub(body) },
			says: /the scheme GitHub\./,
		},
		{
			what: 'another scheme, which reads the secret in another way',
			scheme: scheme('stripe'),
			secret: standardSecret,
			sent: { headers: standard(`msg_1.${nowSeconds}.${body}`, Buffer.alloc(32, 1)) },
			says: /the scheme Standard Webhooks\./,
		},
		{
			what: 'the same header with a prefix, in a header of the user',
			scheme: scheme('hmac-sha256-hex'),
			sent: { headers: { 'X-Signature': `sha256=${hmac(body)}` } },
			says: /With sha256= Prefix\./,
		},
		{
			what: 'the secret itself instead of a signature',
			scheme: scheme('hmac-sha256-hex'),
			sent: { headers: { 'X-Signature': secret } },
		},
	],
	otherSchemeHeader: [
		{
			what: 'the header of another scheme, with a secret that is not known',
			scheme: scheme('stripe'),
			sent: { headers: gitHub(body, { key: 'another secret' }) },
			says: /carries X-Hub-Signature-256, as the scheme GitHub or Meta/,
		},
		{
			what: 'a version that another scheme has',
			scheme: scheme('standard-webhooks'),
			secret: standardSecret,
			sent: {
				headers: {
					...standard(body, secret),
					'webhook-signature': `v1a,${sign(null, Buffer.from(body), signingKey()).toString('base64')}`,
				},
			},
			says: /Ed25519/,
		},
	],
	signatureQuoted: [
		{
			what: 'quotes around the header',
			scheme: scheme('github'),
			sent: { headers: { 'X-Hub-Signature-256': `"sha256=${hmac(body)}"` } },
		},
	],
};

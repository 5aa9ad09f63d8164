import type { DiagnosisCause } from '../../../nodes/shared/signing/diagnose/diagnosis';
import {
	body,
	gitHub,
	hmac,
	nowSeconds,
	receivedAt,
	scheme,
	slack,
	square,
	standard,
	standardSecret,
	stripe,
} from './requests';
import type { Case } from './requests';

/** Something else than the body is not as it was signed. */
export const contextCases: Record<
	Extract<
		DiagnosisCause,
		'otherContent' | 'otherUrl' | 'passedProxy' | 'timestampUnit' | `genuine${string}`
	>,
	Case[]
> = {
	genuineButTooNew: [
		{
			what: 'the sender is an hour ahead',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`1700003600.${body}`, '1700003600') },
			says: /3600 seconds in the future/,
		},
	],
	genuineButTooOld: [
		{
			what: 'the request is from ten minutes ago',
			scheme: scheme('slack'),
			sent: { headers: slack(`v0:1699999400:${body}`, '1699999400') },
			says: /600 seconds old/,
		},
		{
			what: 'the scheme takes seconds and milliseconds',
			scheme: scheme('statsig'),
			sent: {
				headers: {
					'X-Statsig-Signature': `v0=${hmac(`v0:1699999400:${body}`)}`,
					'X-Statsig-Request-Timestamp': '1699999400',
				},
			},
			says: /600 seconds old/,
		},
		{
			what: 'the time could have no zone, and has one',
			scheme: scheme('orb'),
			sent: {
				headers: {
					'X-Orb-Signature': `v1=${hmac(`v1:2023-11-14T22:03:20Z:${body}`)}`,
					'X-Orb-Timestamp': '2023-11-14T22:03:20Z',
				},
			},
			says: /600 seconds old/,
		},
		{
			what: 'the time in the body is from nine hours ago',
			scheme: scheme('linear'),
			sent: {
				headers: { 'Linear-Signature': hmac('{"webhookTimestamp":1699967600000}') },
				body: '{"webhookTimestamp":1699967600000}',
			},
			says: /32400 seconds old/,
		},
	],
	otherContent: [
		{
			what: 'only the body was signed',
			scheme: scheme('stripe'),
			sent: { headers: stripe(body) },
			says: /if \{body\} is signed/,
		},
		{
			what: 'time and body were joined by a dot',
			scheme: scheme('slack'),
			sent: { headers: slack(`${nowSeconds}.${body}`) },
			says: /if \{timestamp\}\.\{body\} is signed/,
		},
		{
			what: 'the id was left out',
			scheme: scheme('standard-webhooks'),
			secret: standardSecret,
			sent: { headers: standard(`${nowSeconds}.${body}`, Buffer.alloc(32, 1)) },
			says: /if \{timestamp\}\.\{body\} is signed/,
		},
	],
	otherUrl: [
		{
			what: 'http instead of https',
			scheme: scheme('square'),
			sent: { headers: square('http://n8n.example.com/hook'), url: 'https://n8n.example.com/hook' },
			says: /with http:\/\/ in front\./,
		},
		{
			what: 'a slash at the end, and https instead of http',
			scheme: scheme('square'),
			sent: {
				headers: square('https://n8n.example.com/hook/'),
				url: 'http://n8n.example.com/hook',
			},
			says: /with https:\/\/ in front and with a slash at its end\./,
		},
		{
			what: 'no slash and no query',
			scheme: scheme('square'),
			sent: {
				headers: square('https://n8n.example.com/hook'),
				url: 'https://n8n.example.com/hook/?a=1',
			},
			says: /without the slash at its end and without its query\./,
		},
	],
	passedProxy: [
		{
			what: 'nothing fits, and the request came through a proxy',
			scheme: scheme('github'),
			sent: { headers: { ...gitHub('something else'), 'X-Forwarded-For': '203.0.113.7' } },
			says: /as X-Forwarded-For tells/,
		},
	],
	timestampUnit: [
		{
			what: 'milliseconds instead of seconds',
			scheme: scheme('slack'),
			sent: { headers: slack(`v0:${receivedAt}:${body}`, String(receivedAt)) },
			says: /written in milliseconds, but the chosen scheme expects seconds/,
		},
		{
			what: 'seconds instead of milliseconds, in pairs',
			scheme: scheme('workos'),
			sent: {
				headers: { 'WorkOS-Signature': `t=${nowSeconds},v1=${hmac(`${nowSeconds}.${body}`)}` },
			},
			says: /written in seconds, but the chosen scheme expects milliseconds/,
		},
		{
			what: 'seconds instead of milliseconds, in the body',
			scheme: scheme('linear'),
			sent: {
				headers: { 'Linear-Signature': hmac(`{"webhookTimestamp":${nowSeconds}}`) },
				body: `{"webhookTimestamp":${nowSeconds}}`,
			},
			says: /written in seconds/,
		},
		{
			what: 'seconds instead of ISO 8601',
			scheme: scheme('zendesk'),
			sent: {
				headers: {
					'X-Zendesk-Webhook-Signature': hmac(nowSeconds + body, { encoding: 'base64' }),
					'X-Zendesk-Webhook-Signature-Timestamp': nowSeconds,
				},
			},
			says: /expects ISO 8601/,
		},
		{
			what: 'milliseconds were signed and seconds sent',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`${receivedAt}.${body}`) },
			says: /in another unit than the one it is sent in/,
		},
		{
			what: 'seconds were signed and ISO 8601 sent',
			scheme: scheme('zendesk'),
			sent: {
				headers: {
					'X-Zendesk-Webhook-Signature': hmac(nowSeconds + body, { encoding: 'base64' }),
					'X-Zendesk-Webhook-Signature-Timestamp': '2023-11-14T22:13:20Z',
				},
			},
			says: /in another unit than the one it is sent in/,
		},
	],
};

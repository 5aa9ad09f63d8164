import { sign as signGithub, verify as verifyGithub } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import { signMessage } from '../../../nodes/shared/signing/sign';
import type { SignatureScheme } from '../../../nodes/shared/signing/types';
import { keysOf, secretFor, verify } from '../../support/schemes';

const nowMs = Date.now();
const text =
	'{"id":"evt_1","object":"event","type":"order.paid","data":{"object":{"name":"Zoë 🎉"}}}';
const body = Buffer.from(text);

function schemeOf(id: string): SignatureScheme {
	const scheme = findScheme(id);
	if (!scheme) throw new Error(`No scheme ${id}`);
	return scheme;
}

describe('standardwebhooks', () => {
	const scheme = schemeOf('standard-webhooks');
	const secret = secretFor(scheme);
	const keys = keysOf(scheme, secret);

	test('their signature is accepted here', () => {
		const at = new Date(nowMs);
		const rawHeaders = [
			['webhook-id', 'msg_1'],
			['webhook-timestamp', String(Math.floor(nowMs / 1000))],
			['webhook-signature', new Webhook(secret).sign('msg_1', at, text)],
		].flat();
		expect(verify(scheme, keys, { rawHeaders, body, nowMs }).ok).toBe(true);
	});

	test('our signature is accepted there, also with two secrets', () => {
		const both = keysOf(scheme, secret, secretFor(scheme, 2));
		const { headers } = signMessage(scheme, both, { body, id: 'msg_1', nowMs });
		for (const each of [secret, secretFor(scheme, 2)]) {
			expect(new Webhook(each).verify(text, { ...headers })).toEqual(JSON.parse(text));
		}
		expect(() => new Webhook(secretFor(scheme, 3)).verify(text, { ...headers })).toThrow();
	});
});

describe('stripe', () => {
	const scheme = schemeOf('stripe');
	const secret = 'whsec_5f4dcc3b5aa765d61d8327deb882cf99';
	const stripe = new Stripe('sk_test_unused');

	test('their signature is accepted here', () => {
		const header = stripe.webhooks.generateTestHeaderString({
			payload: text,
			secret,
		});
		const rawHeaders = ['Stripe-Signature', header];
		expect(verify(scheme, keysOf(scheme, secret), { rawHeaders, body, nowMs }).ok).toBe(true);
	});

	test('our signature is accepted there', () => {
		const { headers } = signMessage(scheme, keysOf(scheme, secret), {
			body,
			id: 'x',
			nowMs,
		});
		const header = headers['Stripe-Signature'] as string;
		expect(stripe.webhooks.constructEvent(body, header, secret)).toMatchObject({
			id: 'evt_1',
		});
		expect(() => stripe.webhooks.constructEvent(body, header, 'whsec_other')).toThrow();
	});
});

describe('@octokit/webhooks-methods', () => {
	const scheme = schemeOf('github');
	const secret = "It's a Secret to Everybody";

	test('their signature is accepted here', async () => {
		const rawHeaders = ['X-Hub-Signature-256', await signGithub(secret, text)];
		expect(verify(scheme, keysOf(scheme, secret), { rawHeaders, body, nowMs }).ok).toBe(true);
	});

	test('our signature is accepted there', async () => {
		const { headers } = signMessage(scheme, keysOf(scheme, secret), {
			body,
			id: 'x',
			nowMs,
		});
		const header = headers['X-Hub-Signature-256'] as string;
		expect(await verifyGithub(secret, text, header)).toBe(true);
		expect(await verifyGithub('another', text, header)).toBe(false);
	});
});

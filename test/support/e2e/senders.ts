import { createHmac } from 'node:crypto';
import { sign as signGithub } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';

/** A provider whose own SDK signs, where it has one. */
export interface Sender {
	readonly scheme: string;
	readonly secret: string;
	readonly otherSecret: string;
	readonly parameters: Record<string, unknown>;
	readonly signatureHeader: string;
	/** Whether the scheme signs a time, so that a stale request can be told. */
	readonly signsTime: boolean;
	readonly sign: (body: Buffer, secret: string, at: Date) => Promise<Array<[string, string]>>;
	/** What the item must hold for `sampleBody`. */
	readonly expected: Record<string, unknown>;
}

/** The event that every sender sends in the tests. */
export const sampleBody = Buffer.from(
	JSON.stringify({
		id: 'evt_1',
		object: 'event',
		type: 'order.paid',
		created: 1_700_000_000,
		livemode: false,
		data: { object: { id: 'ord_1', object: 'order', name: 'Zoë' } },
	}),
);

const data = { object: { id: 'ord_1', object: 'order', name: 'Zoë' } };
const whsec = (number: number) => `whsec_${Buffer.alloc(32, number).toString('base64')}`;
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

// The SDK takes text; bytes that are not text are signed with the same formula.
function signStandardWebhooks(secret: string, at: Date, body: Buffer): string {
	const text = body.toString('utf8');
	if (Buffer.from(text, 'utf8').equals(body)) return new Webhook(secret).sign('msg_1', at, text);
	const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
	const hmac = createHmac('sha256', key)
		.update(`msg_1.${seconds(at)}.`)
		.update(body);
	return `v1,${hmac.digest('base64')}`;
}

const hexHmac = (secret: string, body: Buffer): string =>
	createHmac('sha256', secret).update(body).digest('hex');

function plainSender(scheme: string, prefix: string): Sender {
	return {
		scheme,
		secret: `secret of ${scheme}`,
		otherSecret: 'another secret',
		parameters: { scheme, signatureHeader: 'X-My-Signature' },
		signatureHeader: 'X-My-Signature',
		signsTime: false,
		sign: async (body, secret) => [['X-My-Signature', prefix + hexHmac(secret, body)]],
		expected: { id: 'evt_1', event: 'order.paid', data },
	};
}

export const senders: Sender[] = [
	{
		scheme: 'standard-webhooks',
		secret: whsec(1),
		otherSecret: whsec(2),
		parameters: { scheme: 'standard-webhooks' },
		signatureHeader: 'webhook-signature',
		signsTime: true,
		sign: async (body, secret, at) => [
			['webhook-id', 'msg_1'],
			['webhook-timestamp', String(seconds(at))],
			['webhook-signature', signStandardWebhooks(secret, at, body)],
		],
		expected: { id: 'msg_1', event: 'order.paid', data },
	},
	{
		scheme: 'github',
		secret: "It's a Secret to Everybody",
		otherSecret: 'another secret',
		parameters: { scheme: 'github' },
		signatureHeader: 'X-Hub-Signature-256',
		signsTime: false,
		sign: async (body, secret) => {
			const text = body.toString('utf8');
			// The SDK refuses an empty text, which GitHub never sends, and takes text only.
			const isText = text !== '' && Buffer.from(text, 'utf8').equals(body);
			const signature = isText ? await signGithub(secret, text) : `sha256=${hexHmac(secret, body)}`;
			return [
				['X-GitHub-Event', 'push'],
				['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab-4c9367dc0958'],
				['X-Hub-Signature-256', signature],
			];
		},
		expected: {
			id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
			event: 'push',
			data: JSON.parse(sampleBody.toString()) as unknown,
		},
	},
	{
		scheme: 'stripe',
		secret: 'whsec_5f4dcc3b5aa765d61d8327deb882cf99',
		otherSecret: 'whsec_another',
		parameters: { scheme: 'stripe' },
		signatureHeader: 'Stripe-Signature',
		signsTime: true,
		sign: async (body, secret, at) => {
			const header = new Stripe('sk_test_unused').webhooks.generateTestHeaderString({
				payload: body.toString('utf8'),
				secret,
				timestamp: seconds(at),
			});
			return [['Stripe-Signature', header]];
		},
		expected: { id: 'evt_1', event: 'order.paid', data: data.object },
	},
	plainSender('hmac-sha256-hex', ''),
	plainSender('hmac-sha256-hex-prefixed', 'sha256='),
];

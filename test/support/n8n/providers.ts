import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a request is signed with, besides its body. */
export interface SigningInput {
	readonly secret: string;
	/** Seconds since 1970. */
	readonly seconds: number;
	/** Message id, for the schemes that have one. */
	readonly id?: string;
}

/** The other side of a scheme, written from its specification and not with the code under test. */
export interface Provider {
	readonly scheme: string;
	/** Parameters of both nodes that choose the scheme. */
	readonly parameters: Readonly<Record<string, string>>;
	readonly secret: string;
	readonly otherSecret: string;
	readonly signatureHeader: string;
	/** Whether the scheme signs a time. */
	readonly signsTime: boolean;
	/** The headers of a genuine request. */
	readonly sign: (body: Buffer, input: SigningInput) => Record<string, string>;
}

/** HMAC-SHA256 over these parts, one after another. */
function hmac(key: string | Buffer, ...parts: Array<string | Buffer>): Buffer {
	const digest = createHmac('sha256', key);
	for (const part of parts) digest.update(part);
	return digest.digest();
}

const whsec = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;

export const standardWebhooks: Provider = {
	scheme: 'standard-webhooks',
	parameters: { scheme: 'standard-webhooks' },
	secret: whsec(1),
	otherSecret: whsec(2),
	signatureHeader: 'webhook-signature',
	signsTime: true,
	sign: (body, { secret, seconds, id = 'msg_1' }) => {
		const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
		return {
			'webhook-id': id,
			'webhook-timestamp': String(seconds),
			'webhook-signature': `v1,${hmac(key, `${id}.${seconds}.`, body).toString('base64')}`,
		};
	},
};

export const gitHub: Provider = {
	scheme: 'github',
	parameters: { scheme: 'github', eventName: 'push' },
	secret: "It's a Secret to Everybody",
	otherSecret: 'another secret',
	signatureHeader: 'X-Hub-Signature-256',
	signsTime: false,
	sign: (body, { secret, id = 'delivery-1' }) => ({
		'X-GitHub-Delivery': id,
		'X-GitHub-Event': 'push',
		'X-Hub-Signature-256': `sha256=${hmac(secret, body).toString('hex')}`,
	}),
};

export const stripe: Provider = {
	scheme: 'stripe',
	parameters: { scheme: 'stripe' },
	secret: 'whsec_StripeUsesThisAsText',
	otherSecret: 'whsec_AnotherOne',
	signatureHeader: 'Stripe-Signature',
	signsTime: true,
	sign: (body, { secret, seconds }) => ({
		'Stripe-Signature': `t=${seconds},v1=${hmac(secret, `${seconds}.`, body).toString('hex')}`,
	}),
};

function plainHmac(scheme: string, prefix: string): Provider {
	return {
		scheme,
		parameters: { scheme, signatureHeader: 'X-Shop-Hmac' },
		secret: `secret of ${scheme}`,
		otherSecret: 'another secret',
		signatureHeader: 'X-Shop-Hmac',
		signsTime: false,
		sign: (body, { secret }) => ({ 'X-Shop-Hmac': prefix + hmac(secret, body).toString('hex') }),
	};
}

export const plainHex = plainHmac('hmac-sha256-hex', '');
export const prefixedHex = plainHmac('hmac-sha256-hex-prefixed', 'sha256=');

/** One for every scheme. */
export const providers: readonly Provider[] = [
	standardWebhooks,
	gitHub,
	stripe,
	plainHex,
	prefixedHex,
];

/** Whether a receiver that knows the secret would accept the request. */
export function isGenuine(
	provider: Provider,
	{ headers, body }: { headers: IncomingHttpHeaders; body: Buffer },
	secret = provider.secret,
): boolean {
	const received = headers[provider.signatureHeader.toLowerCase()] as string;
	const timestamp = headers['webhook-timestamp'] ?? /^t=(\d+),/.exec(received)?.[1] ?? 0;
	const id = headers['webhook-id'] as string | undefined;
	const expected = provider.sign(body, { secret, seconds: Number(timestamp), id });
	return received === expected[provider.signatureHeader];
}

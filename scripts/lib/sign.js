// @ts-check
'use strict';

const { createHmac, randomUUID } = require('node:crypto');

const SAMPLE_DATA = { orderId: 'A-1001', amount: 42.5, currency: 'EUR' };

/**
 * @typedef {object} EventInput
 * @property {string} event the event's name, for example "order.paid"
 * @property {string} id
 * @property {number} timestampSeconds Unix time
 * @property {unknown} data
 */

/**
 * @typedef {object} SchemeExample How a sender of this scheme builds and signs a request. Written
 *   apart from the package's own code, so that the demonstration shows two sides agreeing.
 * @property {(input: EventInput) => object} body
 * @property {(signed: EventInput & { body: string, secret: string, signatureHeader: string }) =>
 *   Record<string, string>} headers
 */

/** @type {Record<string, SchemeExample>} */
const schemes = {
	'standard-webhooks': {
		body: ({ event, timestampSeconds, data }) => ({
			type: event,
			timestamp: new Date(timestampSeconds * 1000).toISOString(),
			data,
		}),
		headers: ({ id, timestampSeconds, body, secret }) => {
			const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
			const signature = hmac(key, `${id}.${timestampSeconds}.${body}`, 'base64');
			return {
				'webhook-id': id,
				'webhook-timestamp': String(timestampSeconds),
				'webhook-signature': `v1,${signature}`,
			};
		},
	},
	github: {
		body: ({ data }) => ({ action: 'created', data }),
		headers: ({ id, event, body, secret }) => ({
			'X-GitHub-Delivery': id,
			'X-GitHub-Event': event,
			'X-Hub-Signature-256': `sha256=${hmac(secret, body, 'hex')}`,
		}),
	},
	stripe: {
		body: ({ id, event, timestampSeconds, data }) => ({
			id,
			object: 'event',
			type: event,
			created: timestampSeconds,
			data: { object: data },
		}),
		headers: ({ timestampSeconds, body, secret }) => {
			const signature = hmac(secret, `${timestampSeconds}.${body}`, 'hex');
			return { 'Stripe-Signature': `t=${timestampSeconds},v1=${signature}` };
		},
	},
	'hmac-sha256-hex': {
		body: ({ id, event, data }) => ({ id, event, data }),
		headers: ({ body, secret, signatureHeader }) => ({
			[signatureHeader]: hmac(secret, body, 'hex'),
		}),
	},
	'hmac-sha256-hex-prefixed': {
		body: ({ id, event, data }) => ({ id, event, data }),
		headers: ({ body, secret, signatureHeader }) => ({
			[signatureHeader]: `sha256=${hmac(secret, body, 'hex')}`,
		}),
	},
};

/**
 * Builds and signs a sample event as a sender would.
 *
 * @param {object} options
 * @param {string} options.secret
 * @param {string} [options.scheme] default "standard-webhooks"
 * @param {string} [options.event] default "order.paid"
 * @param {unknown} [options.data] default: a small order
 * @param {string} [options.signatureHeader] default "X-Signature"; only for the plain HMAC schemes
 * @returns {{ id: string, body: string, headers: Record<string, string> }}
 * @throws {Error} when the scheme is unknown
 */
function signSampleEvent({
	secret,
	scheme = 'standard-webhooks',
	event = 'order.paid',
	data = SAMPLE_DATA,
	signatureHeader = 'X-Signature',
}) {
	const example = schemes[scheme];
	if (!example) {
		const names = Object.keys(schemes).join(', ');
		throw new Error(`Unknown scheme "${scheme}". Choose one of: ${names}.`);
	}
	const input = {
		event,
		data,
		id: `msg_${randomUUID().replaceAll('-', '')}`,
		timestampSeconds: Math.floor(Date.now() / 1000),
	};
	const body = JSON.stringify(example.body(input));
	return {
		id: input.id,
		body,
		headers: {
			'content-type': 'application/json',
			...example.headers({ ...input, body, secret, signatureHeader }),
		},
	};
}

/**
 * @param {{ id: string, body: string, headers: Record<string, string> }} signed
 * @returns the same request with one byte of the body changed, as a forger would send it
 */
function forge(signed) {
	const at = signed.body.lastIndexOf('"') - 1;
	const changed = signed.body[at] === 'x' ? 'y' : 'x';
	return { ...signed, body: signed.body.slice(0, at) + changed + signed.body.slice(at + 1) };
}

/**
 * @param {string} url
 * @param {{ body: string, headers: Record<string, string> }} request
 * @returns {Promise<{ statusCode: number, body: string }>}
 */
async function post(url, { body, headers }) {
	const response = await fetch(url, { method: 'POST', headers, body });
	return { statusCode: response.status, body: await response.text() };
}

/**
 * @param {string | Buffer} key
 * @param {string} content
 * @param {'hex' | 'base64'} encoding
 */
function hmac(key, content, encoding) {
	return createHmac('sha256', key).update(content).digest(encoding);
}

module.exports = { forge, post, schemeNames: Object.keys(schemes), signSampleEvent };

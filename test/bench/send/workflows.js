// @ts-check
'use strict';

const { createHmac, randomUUID } = require('node:crypto');

/** The secret of both sides, as Standard Webhooks writes it. */
const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;

/**
 * @param {string} type
 * @param {number} typeVersion
 * @param {Record<string, unknown>} parameters
 * @param {object} [fields]
 */
function node(type, typeVersion, parameters, fields = {}) {
	const name = `${type.split('.').at(-1)} ${randomUUID().slice(0, 8)}`;
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...fields };
}

/** n8n's own sender as it comes. @param {string} url */
const httpRequest = (url) => [
	node('n8n-nodes-base.httpRequest', 4.5, {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ $json }}',
	}),
];

/**
 * The way to sign with n8n's own nodes.
 *
 * @param {string} url @param {{ id: string, name: string }} credential
 */
const signedByHand = (url, credential) => [
	node('n8n-nodes-base.set', 3.4, {
		assignments: {
			assignments: [
				{ id: randomUUID(), name: 'body', type: 'string', value: '={{ JSON.stringify($json) }}' },
			],
		},
	}),
	node(
		'n8n-nodes-base.crypto',
		2,
		{
			action: 'hmac',
			type: 'SHA256',
			value: '={{ $json.body }}',
			dataPropertyName: 'signature',
			encoding: 'hex',
		},
		{ credentials: { crypto: credential } },
	),
	node('n8n-nodes-base.httpRequest', 4.5, {
		method: 'POST',
		url,
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'X-Signature', value: '={{ $json.signature }}' }] },
		sendBody: true,
		contentType: 'raw',
		rawContentType: 'application/json',
		body: '={{ $json.body }}',
	}),
];

/**
 * @param {string} url @param {{ id: string, name: string }} credential
 * @param {Record<string, unknown>} [options] of the node
 * @param {Record<string, unknown>} [parameters] further ones
 */
const sendSignedWebhook = (url, credential, options = {}, parameters = {}) => [
	node(
		'n8n-nodes-signed-webhooks.sendSignedWebhook',
		1,
		{ url, ...parameters, options: { allowHttp: true, allowPrivateAddresses: true, ...options } },
		{ credentials: { signedWebhookApi: credential } },
	),
];

/**
 * A workflow that makes items when it is called, and sends them.
 *
 * @param {ReturnType<typeof node>[]} senders
 * @param {'lastNode' | 'onReceived'} responseMode when the call is answered
 */
function workflowOf(senders, responseMode) {
	const webhookId = randomUUID();
	const webhook = node(
		'n8n-nodes-base.webhook',
		2,
		{ path: webhookId, httpMethod: 'POST', responseMode },
		{ webhookId },
	);
	const nodes = [webhook, node('CUSTOM.benchItems', 1, {}), ...senders];
	const links = nodes
		.slice(0, -1)
		.map(({ name }, index) => [
			name,
			{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
		]);
	return {
		urlPath: `/webhook/${webhookId}`,
		definition: { name: `Bench ${webhookId}`, nodes, connections: Object.fromEntries(links) },
	};
}

/**
 * Whether a request is signed by Standard Webhooks.
 *
 * @typedef {{ headers: Record<string, string>, body: string }} Received
 * @param {Received} received
 */
function isSigned({ headers, body }) {
	const key = Buffer.from(SECRET.replace('whsec_', ''), 'base64');
	const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
	const digest = createHmac('sha256', key).update(content).digest('base64');
	return headers['webhook-signature'] === `v1,${digest}`;
}

/** Whether a request is signed as `signedByHand` does. @param {Received} received */
const isSignedByHand = ({ headers, body }) =>
	headers['x-signature'] === createHmac('sha256', SECRET).update(body).digest('hex');

module.exports = {
	SECRET,
	httpRequest,
	isSigned,
	isSignedByHand,
	sendSignedWebhook,
	signedByHand,
	workflowOf,
};

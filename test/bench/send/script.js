// @ts-check
'use strict';

/*
 * What a script outside of n8n sends in the same time: signed by Standard Webhooks, in a process of
 * its own, which stays warm from one round to the next.
 */

const { createHmac, createSecretKey } = require('node:crypto');
const http = require('node:http');
const https = require('node:https');
const { answerWith } = require('./childProcess');

const padding = 'x'.repeat(934);

/** @param {import('node:crypto').KeyObject} key @param {string} id */
function sign(key, id) {
	const body = JSON.stringify({ id, type: 'order.paid', data: { padding } });
	const timestamp = Math.floor(Date.now() / 1000);
	const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
	const headers = {
		'content-type': 'application/json',
		'webhook-id': id,
		'webhook-timestamp': String(timestamp),
		'webhook-signature': `v1,${digest}`,
	};
	return { headers, body };
}

/** @typedef {(url: string, message: ReturnType<typeof sign>) => Promise<void>} Send */

/** @type {Send} */
async function sendByFetch(url, message) {
	const response = await fetch(url, { method: 'POST', ...message });
	await response.arrayBuffer();
	if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

/** @param {string} url @param {number} concurrency */
function agentFor(url, concurrency) {
	const { Agent } = url.startsWith('https:') ? https : http;
	return new Agent({ keepAlive: true, maxSockets: concurrency });
}

/** @param {http.Agent} agent @returns {Send} */
const sendByAgent = (agent) => async (url, message) =>
	await new Promise((resolve, reject) => {
		const { request } = url.startsWith('https:') ? https : http;
		const { headers, body } = message;
		const outbound = request(
			url,
			{ method: 'POST', headers: { ...headers, 'content-length': body.length }, agent },
			(response) => {
				response.on('end', resolve).on('error', reject).resume();
				if (response.statusCode !== 200) reject(new Error(`${url} answered another status`));
			},
		);
		outbound.on('error', reject);
		outbound.end(body);
	});

answerWith(async ({ by, url, amount, concurrency, secret }) => {
	const key = createSecretKey(Buffer.from(secret.replace('whsec_', ''), 'base64'));
	const agent = agentFor(url, concurrency);
	const send = by === 'fetch' ? sendByFetch : sendByAgent(agent);
	let next = 0;
	const work = async () => {
		while (next < amount) {
			next += 1;
			await send(url, sign(key, `msg_${next}`));
		}
	};
	const startedAt = performance.now();
	await Promise.all(Array.from({ length: concurrency }, work));
	const seconds = (performance.now() - startedAt) / 1000;
	agent.destroy();
	return { itemsPerSecond: amount / seconds };
});

// @ts-check
'use strict';

const { parseArgs } = require('node:util');
const { readDemoState } = require('./lib/demoState');
const { forge, post, schemeNames, signSampleEvent } = require('./lib/sign');

const HELP = `Sends a signed event to a Signed Webhook Trigger.

Usage: node scripts/send-event.js [options]

  --event <name>    the event's name (default: order.paid)
  --data <json>     the event's data (default: a small order)
  --scheme <name>   ${schemeNames.join(', ')}
                    (default: ${schemeNames[0]})
  --header <name>   the signature header of the hmac schemes (default: X-Signature)
  --url <url>       where to send it (default: the n8n that "npm start" started)
  --secret <secret> the signing secret (default: the secret of that n8n's demo credential)
  --forge           change one byte after signing, as an attacker would
`;

async function main() {
	const { values } = parseArgs({
		options: {
			data: { type: 'string' },
			event: { type: 'string' },
			forge: { type: 'boolean' },
			header: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
			scheme: { type: 'string' },
			secret: { type: 'string' },
			url: { type: 'string' },
		},
	});
	if (values.help) return void process.stdout.write(HELP);

	const demo = await readDemoState();
	const url = values.url ?? demo?.url;
	const secret = values.secret ?? demo?.secret;
	if (!url) throw new Error('No --url given, and no demo n8n to send to: run "npm start" first.');
	if (!secret) throw new Error('No --secret given, and no demo secret: run "npm start" first.');

	const signed = signSampleEvent({
		secret,
		scheme: values.scheme,
		event: values.event,
		data: values.data === undefined ? undefined : parseData(values.data),
		signatureHeader: values.header,
	});
	const request = values.forge ? forge(signed) : signed;
	console.log(`POST ${url}\n${request.body}`);
	const response = await post(url, request).catch((error) => {
		const reason = error.cause?.message ?? error.message;
		throw new Error(`${url} could not be reached (${reason}). Is "npm start" running?`);
	});
	console.log(`→ ${response.statusCode} ${response.body}`);
}

/** @param {string} text */
function parseData(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new Error(`--data is not valid JSON: ${/** @type {Error} */ (error).message}`);
	}
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});

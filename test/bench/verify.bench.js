// @ts-check
'use strict';

/*
 * Verifying and signing, next to bare `crypto` and the vendors' libraries. Started by run.js under
 * the Node.js that n8n runs on; prints its results as one line of JSON.
 */

const { createHmac, createSecretKey, randomBytes, timingSafeEqual } = require('node:crypto');
const { measureInRounds } = require('./rounds');

const DIST = '../../dist/nodes/shared/signing';
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const ROUND_MS = 200;
const CALLS_PER_SAMPLE = 50;

const { readPresentedSignature } = require(`${DIST}/verify/presentedSignature.js`);
const { headersFromRawList } = require(`${DIST}/headers.js`);
const { parseKey } = require(`${DIST}/keys/index.js`);
const { findScheme } = require(`${DIST}/schemes/index.js`);
const { isRejection } = require(`${DIST}/rejection.js`);
const { signMessage } = require(`${DIST}/sign.js`);
const { matchSignature } = require(`${DIST}/verify/index.js`);

const SECRET = 'a secret of ordinary length, as a sender would make it';
const WHSEC = `whsec_${randomBytes(32).toString('base64')}`;
const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
const URL = 'https://n8n.example.com/webhook/orders';
const contentType = 'application/json';

/** What comes with every request, so that headers have to be looked for as in real life. */
const COMPANY = ['Host', 'n8n.example.com', 'User-Agent', 'Sender/1.0', 'Accept', '*/*'].concat([
	'Content-Type',
	contentType,
	'Accept-Encoding',
	'gzip',
	'X-Forwarded-For',
	'203.0.113.7',
]);

/**
 * Calls of a function per second, measured with tinybench.
 *
 * @param {string} name
 * @param {() => unknown} call
 */
function perSecond(name, call) {
	return async () => {
		const { Bench } = await import('tinybench');
		const bench = new Bench({ time: ROUND_MS, warmup: false });
		const isAsync = call() instanceof Promise;
		// Many calls per sample: taking the time costs as much as one of them.
		bench.add(
			name,
			isAsync
				? async () => {
						for (let i = 0; i < CALLS_PER_SAMPLE; i += 1) await call();
					}
				: () => {
						for (let i = 0; i < CALLS_PER_SAMPLE; i += 1) call();
					},
		);
		await bench.run();
		const result = /** @type {any} */ (bench.tasks[0]?.result);
		if (!result || result.error) throw new Error(`${name} failed: ${result?.error}`);
		return result.throughput.mean * CALLS_PER_SAMPLE;
	};
}

/** @param {boolean} isRight */
function must(isRight) {
	if (!isRight) throw new Error('A genuine request was refused');
}

/**
 * @param {string} schemeId
 * @param {Buffer} body
 */
function ours(schemeId, body) {
	const scheme = findScheme(schemeId);
	const secret = scheme.keyFormat === 'whsec' ? WHSEC : SECRET;
	const { keyFormat: format, algorithm } = scheme;
	const key = parseKey(secret, { format, algorithm, purpose: 'verify' }).value[0];
	const keys = [{ name: 'current', key }];
	const nowMs = Date.now();
	const message = { body, id: ID, nowMs, url: URL, contentType };
	const { headers } = signMessage(scheme, keys, message);
	const rawHeaders = [...COMPANY, ...Object.entries(headers).flat(), 'Content-Length', '1'];
	const request = { body, method: 'POST', contentType, receivedAt: nowMs };
	return {
		headers,
		sign: () => signMessage(scheme, keys, message),
		verify: () => {
			const lookup = headersFromRawList(rawHeaders);
			const presented = readPresentedSignature(scheme, lookup, nowMs);
			if (isRejection(presented)) throw new Error(presented.reason);
			const signed = { ...request, headers: lookup, url: () => URL, payload: () => undefined };
			must(!isRejection(matchSignature(scheme, presented, signed, keys)));
		},
	};
}

/** @param {number} size */
async function casesFor(size) {
	const padding = 'x'.repeat(size - 60);
	const body = Buffer.from(JSON.stringify({ id: 'evt_1', type: 'order.paid', data: { padding } }));
	const text = body.toString('utf8');
	const key = createSecretKey(Buffer.from(SECRET));
	const expected = createHmac('sha256', key).update(body).digest();
	const limit = () =>
		must(timingSafeEqual(createHmac('sha256', key).update(body).digest(), expected));
	const signLimit = () => createHmac('sha256', key).update(body).digest('hex');

	// What schemes cost at least that sign a time or an id in front of the body.
	const seconds = `${Math.floor(Date.now() / 1000)}.`;
	const timed = () => createHmac('sha256', key).update(seconds, 'latin1').update(body);
	const expectedTimed = timed().digest();
	const timedLimit = () => must(timingSafeEqual(timed().digest(), expectedTimed));

	const standard = ours('standard-webhooks', body);
	const gitHub = ours('github', body);
	const stripeOurs = ours('stripe', body);

	const { Webhook } = require('standardwebhooks');
	const svix = require('svix');
	const octokit = await import('@octokit/webhooks-methods');
	const { default: Stripe } = await import('stripe');
	const { WebhookVerificationService } = require('@hookflo/tern');
	const reference = new Webhook(WHSEC);
	const svixWebhook = new svix.Webhook(WHSEC);
	const stripe = new Stripe('sk_test_unused');
	const gitHubSignature = gitHub.headers['X-Hub-Signature-256'];
	const stripeSignature = stripeOurs.headers['Stripe-Signature'];
	const svixHeaders = {
		'svix-id': ID,
		'svix-timestamp': standard.headers['webhook-timestamp'],
		'svix-signature': standard.headers['webhook-signature'],
	};
	const tern = async () => {
		const request = new Request(URL, {
			method: 'POST',
			headers: { 'x-hub-signature-256': gitHubSignature },
			body: text,
		});
		const result = await WebhookVerificationService.verifyWithPlatformConfig(
			request,
			'github',
			SECRET,
			300,
		);
		must(result.isValid);
	};

	/** @type {[string, () => unknown][]} */
	const verifying = [
		['bare crypto (the limit)', limit],
		['bare crypto over time and body', timedLimit],
		['this package, GitHub', gitHub.verify],
		['this package, Stripe', stripeOurs.verify],
		['this package, Standard Webhooks', standard.verify],
		[
			'@octokit/webhooks-methods',
			async () => must(await octokit.verify(SECRET, text, gitHubSignature)),
		],
		['stripe', () => stripe.webhooks.constructEvent(body, stripeSignature, SECRET)],
		['standardwebhooks', () => reference.verify(text, standard.headers)],
		['svix', () => svixWebhook.verify(text, svixHeaders)],
		['@hookflo/tern, GitHub', tern],
	];
	/** @type {[string, () => unknown][]} */
	const signing = [
		['bare crypto (the limit)', signLimit],
		['bare crypto over time and body', () => timed().digest('hex')],
		['this package, GitHub', gitHub.sign],
		['this package, Stripe', stripeOurs.sign],
		['this package, Standard Webhooks', standard.sign],
		['@octokit/webhooks-methods', async () => await octokit.sign(SECRET, text)],
		['stripe', () => stripe.webhooks.generateTestHeaderString({ payload: text, secret: SECRET })],
		['standardwebhooks', () => reference.sign(ID, new Date(), text)],
		['svix', () => svixWebhook.sign(ID, new Date(), text)],
	];
	return { verifying, signing };
}

async function main() {
	/** @type {Record<string, unknown>} */
	const results = {};
	for (const size of [1024, 102_400]) {
		const { verifying, signing } = await casesFor(size);
		for (const [kind, entries] of /** @type {const} */ ([
			['verify', verifying],
			['sign', signing],
		])) {
			const cases = entries.map(([name, call]) => ({ name, run: perSecond(name, call) }));
			const log = (/** @type {string} */ line) =>
				process.stderr.write(`${kind} ${size} B, ${line}\n`);
			results[`${kind} ${size}`] = await measureInRounds(cases, { rounds: ROUNDS, log });
		}
	}
	process.stdout.write(`${JSON.stringify(results)}\n`);
}

main().catch((error) => {
	process.stderr.write(`${error.stack}\n`);
	process.exitCode = 1;
});

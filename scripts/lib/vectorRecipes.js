/**
 * How each sender proves a request, written from its documentation a second time, with nothing of the
 * code that is tested: the values in test/vectors come from here, not from nodes/shared/signing.
 */
const { createHash, createHmac } = require('node:crypto');
const {
	base64,
	hex,
	hmac,
	json,
	jwt,
	ofBody,
	standard,
	text,
	timed,
	timedBehind,
	token,
	versioned,
	whsecOrText,
} = require('./recipeParts');

/** @typedef {import('./recipeParts').Request} Request */
/** @typedef {import('./recipeParts').Recipe} Recipe */

/** Adyen: fields of each item, colons between them. */
function adyen(/** @type {Request} */ { secret, body }) {
	return json(body).notificationItems.map(
		(/** @type {any} */ { NotificationRequestItem: item }) => {
			const { pspReference, originalReference, merchantAccountCode, merchantReference } = item;
			const { amount, eventCode, success } = item;
			const fields = [pspReference, originalReference, merchantAccountCode, merchantReference];
			fields.push(amount?.value, amount?.currency, eventCode, success);
			const signed = fields.map((field) => String(field ?? '')).join(':');
			return createHmac('sha256', hex(secret)).update(signed, 'utf8').digest('base64');
		},
	);
}

/** Contentful: method, path, the headers that are listed, and the body. */
const contentful = hmac({}, ({ method, url, body, header }) => {
	const { pathname, search } = new URL(url);
	const names = header('x-contentful-signed-headers')
		.split(',')
		.map((name) => name.trim().toLowerCase());
	const headers = [...new Set(names)].sort().map((name) => `${name}:${header(name).trim()}`);
	return [`${method}\n${pathname}${search}\n${headers.join(';')}\n`, body];
});

/** Twilio: the URL, and behind it the fields of a form in the order of their names. */
const twilio = hmac({ hash: 'sha1', encoding: 'base64' }, ({ url, body }) => {
	const isForm = !new URL(url).searchParams.has('bodySHA256');
	const fields = isForm ? new URLSearchParams(body.toString('utf8')) : new URLSearchParams();
	const names = [...new Set(fields.keys())].sort();
	return [
		url,
		...names.flatMap((name) =>
			[...new Set(fields.getAll(name))].sort().map((value) => name + value),
		),
	];
});

const netlify = (/** @type {Request} */ request) => {
	const [, claims = ''] = request.header('x-webhook-signature').split('.');
	const { sha256 } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
	const isOfBody = sha256 === createHash('sha256').update(request.body).digest('hex');
	return isOfBody ? jwt('x-webhook-signature')(request) : ['a token over the body'];
};

/** Vonage: the claims of the token hold the hash of the body, and name the issuer. */
const vonage = (/** @type {Request} */ request) => {
	const [, claims = ''] = request.header('authorization').split('.');
	const { iss, payload_hash } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
	const isOfBody = payload_hash === createHash('sha256').update(request.body).digest('hex');
	const isVonage = isOfBody && iss === 'Vonage';
	return isVonage ? jwt('authorization', 'Bearer ')(request) : ['a token over the body'];
};

/** @type {Readonly<Record<string, Recipe>>} */
const recipes = {
	acuity: ofBody({ encoding: 'base64' }),
	adyen,
	'adyen-platform': ofBody({ encoding: 'base64', key: hex }),
	airtable: ofBody({ prefix: 'hmac-sha256=', key: base64 }),
	airwallex: hmac({}, ({ body, header }) => [header('x-timestamp'), body]),
	alchemy: ofBody(),
	anthropic: standard('webhook'),
	asana: ofBody(),
	ashby: ofBody({ prefix: 'sha256=' }),
	'atlassian-connect': jwt('authorization', 'JWT '),
	attentive: ofBody(),
	auth0: token(),
	'azure-event-grid': token(),
	'basic-auth': token('Basic ', 'base64'),
	bigcommerce: standard('webhook', text),
	bitbucket: ofBody({ prefix: 'sha256=' }),
	box: hmac({ encoding: 'base64' }, ({ body, header }) => [body, header('box-delivery-timestamp')]),
	brex: standard('webhook', base64),
	buildkite: timed('x-buildkite-signature', 'timestamp', 'signature'),
	'bunny-stream': ofBody(),
	'cal-com': ofBody(),
	calendly: timed('calendly-webhook-signature', 't', 'v1'),
	chargebee: token('Basic ', 'base64'),
	'checkout-com': ofBody(),
	circleci: ofBody({ prefix: 'v1=' }),
	clawlet: ofBody({ prefix: 'sha256=' }),
	clerk: standard('svix'),
	clickup: ofBody(),
	'cloudflare-stream': timed('webhook-signature', 'time', 'sig1'),
	'coinbase-commerce': ofBody(),
	'commerce-layer': ofBody({ encoding: 'base64' }),
	contentful,
	cursor: ofBody({ prefix: 'sha256=' }),
	'customer-io': versioned('x-cio-timestamp', ''),
	datadog: token(),
	discourse: ofBody({ prefix: 'sha256=' }),
	docusign: ofBody({ encoding: 'base64' }),
	dropbox: ofBody(),
	easypost: ofBody({ prefix: 'hmac-sha256-hex=', key: (secret) => text(secret.normalize('NFKD')) }),
	elevenlabs: timed('elevenlabs-signature', 't', 'v0'),
	fastspring: ofBody({ encoding: 'base64' }),
	favro: hmac({ hash: 'sha1', encoding: 'base64' }, ({ body, url }) => [
		json(body).payloadId + url,
	]),
	figma: ({ secret, body }) => (json(body).passcode === secret ? [] : ['the passcode']),
	fireflies: ofBody({ prefix: 'sha256=' }),
	formstack: ofBody({ prefix: 'sha256=' }),
	front: hmac({ encoding: 'base64' }, ({ body, header }) => [
		`${header('x-front-request-timestamp')}:`,
		body,
	]),
	ghost: timedBehind('x-ghost-signature', 't', 'sha256'),
	gitea: ofBody(),
	github: ofBody({ prefix: 'sha256=' }),
	gitlab: token(),
	'gitlab-signed': standard('webhook'),
	gocardless: ofBody(),
	gogs: ofBody(),
	grafana: ofBody(),
	greenhouse: ofBody({ prefix: 'sha256 ' }),
	'help-scout': ofBody({ hash: 'sha1', encoding: 'base64' }),
	heroku: ofBody({ encoding: 'base64' }),
	'hmac-sha256-hex': ofBody(),
	'hmac-sha256-hex-prefixed': ofBody({ prefix: 'sha256=' }),
	hookdeck: ofBody({ encoding: 'base64' }),
	'hubspot-v3': hmac({ encoding: 'base64' }, ({ method, url, isLiteral, body, header }) => [
		method + (isLiteral ? url : decodeHubSpot(url)),
		body,
		header('x-hubspot-request-timestamp'),
	]),
	'incident-io': standard('webhook'),
	intercom: ofBody({ prefix: 'sha1=', hash: 'sha1' }),
	intuit: ofBody({ encoding: 'base64' }),
	jira: ofBody({ prefix: 'sha256=' }),
	joai: ofBody(),
	lemonsqueezy: ofBody(),
	line: ofBody({ encoding: 'base64' }),
	linear: ofBody(),
	lithic: standard('webhook'),
	liveblocks: standard('webhook'),
	lua: ofBody({ prefix: 'sha256=' }),
	lvng: ofBody(),
	mailerlite: ofBody(),
	mailgun: hmac({}, ({ body }) => [json(body).signature.timestamp + json(body).signature.token]),
	mautic: ofBody({ encoding: 'base64' }),
	meraki: ({ secret, body }) => (json(body).sharedSecret === secret ? [] : ['the shared secret']),
	meta: ofBody({ prefix: 'sha256=' }),
	'microsoft-graph': token(),
	mollie: ofBody({ prefix: 'sha256=' }),
	monday: jwt('authorization'),
	mux: timed('mux-signature', 't', 'v1'),
	nango: ofBody(),
	netlify,
	notion: ofBody({ prefix: 'sha256=' }),
	nuvemshop: ofBody(),
	nylas: ofBody(),
	okta: token(),
	onfleet: ofBody({ hash: 'sha512', key: hex }),
	openai: standard('webhook', whsecOrText),
	orb: hmac({ prefix: 'v1=' }, ({ body, header }) => [`v1:${header('x-orb-timestamp')}:`, body]),
	paddle: timed('paddle-signature', 'ts', 'h1', ':'),
	'pagerduty-v3': ofBody({ prefix: 'v1=' }),
	paystack: ofBody({ hash: 'sha512' }),
	persona: timed('persona-signature', 't', 'v1'),
	picqer: ofBody({ encoding: 'base64' }),
	pipedrive: token('Basic ', 'base64'),
	polar: standard('webhook', whsecOrText),
	'port-io': hmac({ prefix: 'v1,', encoding: 'base64' }, ({ body, header }) => [
		`${header('x-port-timestamp')}.`,
		body,
	]),
	postmark: token('Basic ', 'base64'),
	pusher: ofBody(),
	razorpay: ofBody(),
	render: standard('webhook'),
	replicate: standard('webhook'),
	resend: standard('svix'),
	'retell-ai': timedBehind('x-retell-signature', 'v', 'd'),
	revolut: hmac({ prefix: 'v1=' }, ({ body, header }) => [
		`v1.${header('revolut-request-timestamp')}.`,
		body,
	]),
	sanity: timed('sanity-webhook-signature', 't', 'v1', '.', { encoding: 'base64url' }),
	segment: ofBody({ hash: 'sha1' }),
	sentry: ofBody(),
	'shared-token': token(),
	shopify: ofBody({ encoding: 'base64' }),
	slack: versioned('x-slack-request-timestamp'),
	smartcar: ofBody(),
	smartsheet: ofBody(),
	square: hmac({ encoding: 'base64' }, ({ url, body }) => [url, body]),
	squarespace: ofBody({ key: hex }),
	'standard-webhooks': standard('webhook'),
	statsig: versioned('x-statsig-request-timestamp'),
	stream: ofBody(),
	stripe: timed('stripe-signature', 't', 'v1'),
	'supabase-auth-hooks': standard('webhook'),
	surveymonkey: ofBody({ hash: 'sha1', encoding: 'base64' }),
	svix: standard('svix'),
	taiga: ofBody({ hash: 'sha1' }),
	tailscale: timed('tailscale-webhook-signature', 't', 'v1'),
	tally: ofBody({ encoding: 'base64' }),
	'teams-outgoing': ofBody({ prefix: 'HMAC ', encoding: 'base64', key: base64 }),
	telegram: token(),
	'terraform-cloud': ofBody({ hash: 'sha512' }),
	tiktok: timed('tiktok-signature', 't', 's'),
	todoist: ofBody({ encoding: 'base64' }),
	trello: hmac({ hash: 'sha1', encoding: 'base64' }, ({ url, body }) => [body, url]),
	twig: ofBody(),
	twilio,
	'twitch-eventsub': hmac({ prefix: 'sha256=' }, ({ body, header }) => [
		header('twitch-eventsub-message-id') + header('twitch-eventsub-message-timestamp'),
		body,
	]),
	typeform: ofBody({ prefix: 'sha256=', encoding: 'base64' }),
	uber: ofBody(),
	vapi: token(),
	vercel: ofBody({ hash: 'sha1' }),
	veriff: ofBody(),
	vonage,
	webex: ofBody({ hash: 'sha1' }),
	webflow: hmac({}, ({ body, header }) => [`${header('x-webflow-timestamp')}:`, body]),
	woocommerce: ofBody({ encoding: 'base64' }),
	workos: timed('workos-signature', 't', 'v1'),
	x: ofBody({ prefix: 'sha256=', encoding: 'base64' }),
	xero: ofBody({ encoding: 'base64' }),
	zendesk: hmac({ encoding: 'base64' }, ({ body, header }) => [
		header('x-zendesk-webhook-signature-timestamp'),
		body,
	]),
	zoom: versioned('x-zm-request-timestamp'),
};

/** HubSpot signs some escapes of the URL as the characters that they stand for. */
function decodeHubSpot(/** @type {string} */ url) {
	const escapes = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;
	return url.replace(escapes, (escape) => decodeURIComponent(escape));
}

module.exports = { recipes };

/**
 * How each sender proves a request, written from its documentation a second time, with nothing of the
 * code that is tested: the values in test/vectors come from here, not from nodes/shared/signing.
 */
const { createHash, createHmac, createPublicKey, verify } = require('node:crypto');

/**
 * @typedef {object} Request
 * @property {string} secret the one that signed
 * @property {boolean} [isLiteral] whether secret and URL are used as they are written
 * @property {Buffer} body as it was signed
 * @property {string} method
 * @property {string} url
 * @property {(name: string) => string} header the first value, empty when there is none
 */

/** @typedef {(request: Request) => string[]} Recipe what the request must hold, each somewhere */

const text = (/** @type {string} */ secret) => Buffer.from(secret, 'utf8');
const hex = (/** @type {string} */ secret) => Buffer.from(secret.trim(), 'hex');
const base64 = (/** @type {string} */ secret) => Buffer.from(secret.trim(), 'base64');
const whsec = (/** @type {string} */ secret) =>
	base64(
		secret
			.trim()
			.replace(/^v1,/, '')
			.replace(/^whsec_/, ''),
	);

/** Some users of Standard Webhooks take the whole secret as text. */
const whsecOrText = (/** @type {string} */ secret, isLiteral = false) =>
	isLiteral ? text(secret) : whsec(secret);

/**
 * @param {{ prefix?: string, hash?: string, encoding?: import('node:crypto').BinaryToTextEncoding, key?: (secret: string, isLiteral?: boolean) => Buffer }} how
 * @param {(request: Request) => Array<string | Buffer>} parts what is signed
 * @returns {Recipe}
 */
function hmac({ prefix = '', hash = 'sha256', encoding = 'hex', key = text }, parts) {
	return (request) => {
		const bytes = parts(request).map((part) => Buffer.from(part));
		return [
			prefix +
				createHmac(hash, key(request.secret, request.isLiteral))
					.update(Buffer.concat(bytes))
					.digest(encoding),
		];
	};
}

/** @param {Parameters<typeof hmac>[0]} how */
const ofBody = (how = {}) => hmac(how, ({ body }) => [body]);

/** Svix also sends by the names of Standard Webhooks. */
const either = (/** @type {Request['header']} */ header, /** @type {string} */ name) =>
	header(name) || header(name.replace('svix', 'webhook'));

/** Standard Webhooks, and Svix by other names of headers: id, time and body with dots between. */
const standard = (/** @type {string} */ name, key = whsec) =>
	hmac({ prefix: 'v1,', encoding: 'base64', key }, ({ body, header }) => [
		`${either(header, `${name}-id`)}.${either(header, `${name}-timestamp`)}.`,
		body,
	]);

/** The time stands in the header of the signature, as in Stripe's. */
const timed = (
	/** @type {string} */ name,
	/** @type {string} */ timeKey,
	/** @type {string} */ signatureKey,
	separator = '.',
	/** @type {Parameters<typeof hmac>[0]} */ how = {},
) =>
	hmac({ ...how, prefix: `${signatureKey}=` }, ({ body, header }) => {
		const [, time = ''] = new RegExp(`(?:^|[,; ])${timeKey}=([^,;]*)`).exec(header(name)) ?? [];
		return [time.trim() + separator, body];
	});

/** Slack's way: a version, the time and the body. */
const versioned = (/** @type {string} */ timeHeader, prefix = 'v0=') =>
	hmac({ prefix }, ({ body, header }) => [`v0:${header(timeHeader)}:`, body]);

const json = (/** @type {Buffer} */ body) => JSON.parse(body.toString('utf8'));

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

/** The token with its last part computed again. */
const jwt =
	(/** @type {string} */ name, prefix = '') =>
	(/** @type {Request} */ { secret, header }) => {
		const [head = '', claims = ''] = header(name).slice(prefix.length).split('.');
		const signature = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
		return [`${prefix}${head}.${claims}.${signature}`];
	};

const netlify = (/** @type {Request} */ request) => {
	const [, claims = ''] = request.header('x-webhook-signature').split('.');
	const { sha256 } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
	const isOfBody = sha256 === createHash('sha256').update(request.body).digest('hex');
	return isOfBody ? jwt('x-webhook-signature')(request) : ['a token over the body'];
};

/** The secret itself, as it is sent. */
const token =
	(prefix = '', /** @type {BufferEncoding} */ encoding = 'utf8') =>
	(/** @type {Request} */ { secret }) => [prefix + text(secret).toString(encoding)];

/** @type {Readonly<Record<string, Recipe>>} */
const recipes = {
	acuity: ofBody({ encoding: 'base64' }),
	adyen,
	'adyen-platform': ofBody({ encoding: 'base64', key: hex }),
	airtable: ofBody({ prefix: 'hmac-sha256=', key: base64 }),
	anthropic: standard('webhook'),
	asana: ofBody(),
	auth0: token(),
	'basic-auth': token('Basic ', 'base64'),
	'atlassian-connect': jwt('authorization', 'JWT '),
	bigcommerce: standard('webhook', text),
	bitbucket: ofBody({ prefix: 'sha256=' }),
	box: hmac({ encoding: 'base64' }, ({ body, header }) => [body, header('box-delivery-timestamp')]),
	'cal-com': ofBody(),
	calendly: timed('calendly-webhook-signature', 't', 'v1'),
	circleci: ofBody({ prefix: 'v1=' }),
	clawlet: ofBody({ prefix: 'sha256=' }),
	clerk: standard('svix'),
	'coinbase-commerce': ofBody(),
	contentful,
	cursor: ofBody({ prefix: 'sha256=' }),
	datadog: token(),
	'customer-io': versioned('x-cio-timestamp', ''),
	discourse: ofBody({ prefix: 'sha256=' }),
	docusign: ofBody({ encoding: 'base64' }),
	dropbox: ofBody(),
	elevenlabs: timed('elevenlabs-signature', 't', 'v0'),
	figma: ({ secret, body }) => (json(body).passcode === secret ? [] : ['the passcode']),
	formstack: ofBody({ prefix: 'sha256=' }),
	gitea: ofBody(),
	github: ofBody({ prefix: 'sha256=' }),
	gitlab: token(),
	'gitlab-signed': standard('webhook'),
	gocardless: ofBody(),
	gogs: ofBody(),
	grafana: ofBody(),
	'help-scout': ofBody({ hash: 'sha1', encoding: 'base64' }),
	'hmac-sha256-hex': ofBody(),
	'hmac-sha256-hex-prefixed': ofBody({ prefix: 'sha256=' }),
	'hubspot-v3': hmac({ encoding: 'base64' }, ({ method, url, isLiteral, body, header }) => [
		method + (isLiteral ? url : decodeHubSpot(url)),
		body,
		header('x-hubspot-request-timestamp'),
	]),
	intercom: ofBody({ prefix: 'sha1=', hash: 'sha1' }),
	intuit: ofBody({ encoding: 'base64' }),
	jira: ofBody({ prefix: 'sha256=' }),
	joai: ofBody(),
	lemonsqueezy: ofBody(),
	line: ofBody({ encoding: 'base64' }),
	linear: ofBody(),
	liveblocks: standard('webhook'),
	lua: ofBody({ prefix: 'sha256=' }),
	lvng: ofBody(),
	mailerlite: ofBody(),
	mailgun: hmac({}, ({ body }) => [json(body).signature.timestamp + json(body).signature.token]),
	mautic: ofBody({ encoding: 'base64' }),
	meta: ofBody({ prefix: 'sha256=' }),
	'microsoft-graph': token(),
	monday: jwt('authorization'),
	mux: timed('mux-signature', 't', 'v1'),
	netlify,
	notion: ofBody({ prefix: 'sha256=' }),
	okta: token(),
	onfleet: ofBody({ hash: 'sha512', key: hex }),
	openai: standard('webhook', whsecOrText),
	paddle: timed('paddle-signature', 'ts', 'h1', ':'),
	'pagerduty-v3': ofBody({ prefix: 'v1=' }),
	paystack: ofBody({ hash: 'sha512' }),
	polar: standard('webhook', whsecOrText),
	postmark: token('Basic ', 'base64'),
	pusher: ofBody(),
	razorpay: ofBody(),
	replicate: standard('webhook'),
	resend: standard('svix'),
	sanity: timed('sanity-webhook-signature', 't', 'v1', '.', { encoding: 'base64url' }),
	sentry: ofBody(),
	shopify: ofBody({ encoding: 'base64' }),
	slack: versioned('x-slack-request-timestamp'),
	square: hmac({ encoding: 'base64' }, ({ url, body }) => [url, body]),
	'shared-token': token(),
	'standard-webhooks': standard('webhook'),
	stream: ofBody(),
	stripe: timed('stripe-signature', 't', 'v1'),
	svix: standard('svix'),
	taiga: ofBody({ hash: 'sha1' }),
	telegram: token(),
	trello: hmac({ hash: 'sha1', encoding: 'base64' }, ({ url, body }) => [body, url]),
	twig: ofBody(),
	twilio,
	'twitch-eventsub': hmac({ prefix: 'sha256=' }, ({ body, header }) => [
		header('twitch-eventsub-message-id') + header('twitch-eventsub-message-timestamp'),
		body,
	]),
	typeform: ofBody({ prefix: 'sha256=', encoding: 'base64' }),
	vercel: ofBody({ hash: 'sha1' }),
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

/** Whose private keys nobody has: their values can be checked, but not made again. */
/** @type {Readonly<Record<string, (request: Request) => boolean>>} */
const publicKeyChecks = {
	discord: ({ secret, body, header }) =>
		verify(
			null,
			Buffer.concat([Buffer.from(header('x-signature-timestamp')), body]),
			ed25519(hex(secret)),
			hex(header('x-signature-ed25519')),
		),
	sendgrid: ({ secret, body, header }) =>
		verify(
			'sha256',
			Buffer.concat([Buffer.from(header('x-twilio-email-event-webhook-timestamp')), body]),
			spki(secret),
			base64(header('x-twilio-email-event-webhook-signature')),
		),
	'standard-webhooks-ed25519': ({ secret, body, header }) =>
		header('webhook-signature')
			.split(' ')
			.some((each) =>
				verify(
					null,
					Buffer.concat([
						Buffer.from(`${header('webhook-id')}.${header('webhook-timestamp')}.`),
						body,
					]),
					secret.includes('whpk_')
						? ed25519(base64(secret.replace(/^(v1a,)?whpk_/, '')))
						: anyKey(secret),
					base64(each.replace(/^v1a,/, '')),
				),
			),
	telnyx: ({ secret, body, header }) =>
		verify(
			null,
			Buffer.concat([Buffer.from(`${header('telnyx-timestamp')}|`), body]),
			ed25519(base64(secret)),
			base64(header('telnyx-signature-ed25519')),
		),
};

const anyKey = (/** @type {string} */ secret) => {
	const compact = secret.replace(/-----[^-]+-----/g, '').replace(/\s/g, '');
	const raw = /^[0-9a-f]{64}$/i.test(compact) ? hex(compact) : base64(compact);
	return raw.length === 32 ? ed25519(raw) : spki(secret);
};

const spki = (/** @type {string} */ secret) =>
	createPublicKey({
		key: base64(secret.replace(/-----[^-]+-----/g, '')),
		format: 'der',
		type: 'spki',
	});

const ed25519 = (/** @type {Buffer} */ raw) =>
	createPublicKey({
		key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
		format: 'jwk',
	});

module.exports = { publicKeyChecks, recipes };

/** What the recipes of vectorRecipes.js are made of: nothing here comes from nodes/. */
const { createHmac } = require('node:crypto');

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

/** The time is in the header of the signature, and signed behind the body. */
const timedBehind = (
	/** @type {string} */ name,
	/** @type {string} */ timeKey,
	/** @type {string} */ signatureKey,
) =>
	hmac({ prefix: `${signatureKey}=` }, ({ body, header }) => {
		const [, time = ''] = new RegExp(`(?:^|[,; ])${timeKey}=([^,;]*)`).exec(header(name)) ?? [];
		return [body, time.trim()];
	});

/** Slack's way: a version, the time and the body. */
const versioned = (/** @type {string} */ timeHeader, prefix = 'v0=') =>
	hmac({ prefix }, ({ body, header }) => [`v0:${header(timeHeader)}:`, body]);

const json = (/** @type {Buffer} */ body) => JSON.parse(body.toString('utf8'));

/** The token with its last part computed again. */
const jwt =
	(/** @type {string} */ name, prefix = '') =>
	(/** @type {Request} */ { secret, header }) => {
		const [head = '', claims = ''] = header(name).slice(prefix.length).split('.');
		const signature = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
		return [`${prefix}${head}.${claims}.${signature}`];
	};

/** The secret itself, as it is sent. */
const token =
	(prefix = '', /** @type {BufferEncoding} */ encoding = 'utf8') =>
	(/** @type {Request} */ { secret }) => [prefix + text(secret).toString(encoding)];

module.exports = {
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
};

const { publicKeyChecks } = require('./publicKeyChecks');
const { recipes } = require('./vectorRecipes');

/** @typedef {import('./recipeParts').Request} Request */

/** Node throws for what is no key at all. */
function isValid(
	/** @type {(request: Request) => boolean} */ check,
	/** @type {Request} */ request,
) {
	try {
		return check(request);
	} catch {
		return false;
	}
}

const SECRETS = ['current', 'previous', 'previous2'];

/** Senders and proxies drop ports or add them: the spellings of a URL that one may have signed. */
function spellings(/** @type {string} */ url) {
	const port = url.startsWith('https') ? ':443' : ':80';
	const [, origin = '', given = '', rest = ''] =
		/^(https?:\/\/[^/?#:]+)(:\d+)?(.*)$/.exec(url) ?? [];
	return [...new Set([url, origin + rest, origin + (given || port) + rest])];
}

/**
 * The values that would prove a case, of which one must stand in it: in the first spelling of URL and
 * secret, and in the others that its sender may use.
 *
 * @param {string} scheme
 * @param {{ secrets: readonly string[], headers: ReadonlyArray<readonly [string, string]>, bodyBase64: string, method?: string, url?: string, expected: { ok: boolean, secret?: string, reading?: string } }} vector
 * @returns {{ values: string[][], isProven: boolean }}
 */
function recompute(scheme, vector) {
	const {
		secrets,
		headers,
		bodyBase64,
		method = 'POST',
		url = 'https://a.example/',
		expected,
	} = vector;
	const sent = Buffer.from(bodyBase64, 'base64');
	const isRewritten = expected.reading === 'reserialised';
	const request = {
		secret: secrets[SECRETS.indexOf(expected.secret ?? '')] ?? '',
		body: isRewritten ? Buffer.from(JSON.stringify(JSON.parse(sent.toString('utf8')))) : sent,
		method,
		header: (/** @type {string} */ name) =>
			headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? '',
	};
	const check = publicKeyChecks[scheme];
	if (check) return { values: [], isProven: isValid(check, { ...request, url }) };
	const recipe = recipes[scheme];
	if (!recipe) throw new Error(`There is no recipe for ${scheme} in scripts/lib/vectorRecipes.js`);
	const values = spellings(url).flatMap((each) =>
		[false, true].map((isLiteral) => recipe({ ...request, url: each, isLiteral })),
	);
	const shown = [...headers.map(([, value]) => value), sent.toString('utf8')];
	const holds = (/** @type {string} */ value) => shown.some((each) => each.includes(value));
	const upperHex = (/** @type {string} */ value) =>
		value.replace(/[0-9a-f]{40,}$/, (digits) => digits.toUpperCase());
	return {
		values,
		isProven: values.some((all) => all.every((value) => holds(value) || holds(upperHex(value)))),
	};
}

module.exports = { recompute };

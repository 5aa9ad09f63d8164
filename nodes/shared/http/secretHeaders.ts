// Parts of a name that are telling wherever they stand, also within longer words.
const WORDS =
	/api-?key|auth(?!or(?!i[sz])|0)|bearer|clientcert|cookie|credential|hmac|jwt|passcode|passw|secret|session|signature|token/;

// Parts that are telling only as whole words between hyphens.
const WHOLE_WORDS = new Set([
	'assertion',
	'bypass',
	'cert',
	'dpop',
	'otp',
	'saml',
	'userinfo',
	'verif',
	'verify',
]);

// Words that are telling at the end of a name, perhaps before the name of a hash or a version.
const ENDINGS =
	/(?:^|-)(?:checksum|digest|hash|key|mac|sig|sign)(?:-(?:md5|sha-?\d+|v?\d+(?:-\d+)*))?$/;

// What ends so is about the body, or tells things apart, and can be shown to anybody.
const HARMLESS_ENDINGS =
	/(?:^|-)(?:body|cache|commit|content|correlation|dedupe|deduplication|event|file|git|group|idempotency|idempotence|message|object|ordering|partition|public|repr|request-id|resource|routing|sort|surrogate)-(?:checksum|digest|hash|key)(?:-\w+)?$|^(?:want-)?(?:digest|checksum)$/;

// A name that ends so tells about a proof and is none.
const FACTS =
	/-(?:alg|algo|algorithm|date|expires|expires-at|issued-at|key-?id|method|time|timestamp|type|url|version)$/;

// Names that tell nothing by themselves: what proxies, clouds and providers put proofs into.
const NAMES = new Set([
	'client-cert',
	'client-cert-chain',
	'x-amzn-oidc-data',
	'x-forwarded-client-cert',
	'x-ms-client-principal',
]);

// A header that holds headers of another request in JSON, its authorization among them.
const FORWARDED_HEADERS_ENDING = '-sc-headers';

/**
 * Whether a header may hold what proves who sent it or opens something to anyone who has it: a
 * signature, token, password, key, cookie or client certificate. Judged by the name alone, in lower
 * case. The names are those of the common proxies (Envoy, nginx, oauth2-proxy), clouds (AWS, Azure,
 * Google, Cloudflare, Vercel) and of some hundred senders of webhooks. When in doubt, it may: ids,
 * times, versions and names of events are none.
 */
export function isSecretHeader(name: string): boolean {
	if (NAMES.has(name) || name.endsWith(FORWARDED_HEADERS_ENDING)) return true;
	const plain = name.replace(/[_.]/g, '-');
	if (FACTS.test(plain)) return false;
	if (WORDS.test(plain) || plain.split('-').some((word) => WHOLE_WORDS.has(word))) return true;
	return ENDINGS.test(plain) && !HARMLESS_ENDINGS.test(plain);
}

import { isSecretHeader } from '../../../nodes/shared/http/secretHeaders';
import { signatureHeadersOf, timestampHeaderOf } from '../../../nodes/shared/signing/headers';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';

const secret = [
	// What every server knows.
	'authorization',
	'proxy-authorization',
	'cookie',
	'x-session-id',
	'x-csrf-token',
	'dpop',
	// Keys and tokens.
	'x-api-key',
	'apikey',
	'x-apikey',
	'x-access-key',
	'x-functions-key',
	'ocp-apim-subscription-key',
	'x-master-key',
	'aeg-sas-key',
	'aeg-sas-token',
	'x-amz-security-token',
	'x-goog-iam-authority-selector-token',
	'x-vercel-oidc-token',
	'x-vercel-protection-bypass',
	'x-vercel-sc-headers',
	'x-plex-token',
	'accesstoken',
	'x-github-otp',
	'x-webhook-secret',
	'x-passcode',
	'x-auth',
	'x-auth-code',
	'x-oauth',
	'x-serverless-authorization',
	'x-client-credential',
	'x_api_key',
	'x.signature',
	// Signatures by every name.
	'x-mac',
	'x-sig',
	'x-mac-sha256',
	'x-sig-v2',
	'x-tenant-sig',
	'x-tenant-mac',
	'x-tenant-hmac',
	'x-shop-hmac-sha256',
	'x-tenant-digest',
	'x-payload-checksum',
	'x-hash',
	'verif-hash',
	'x-verify',
	'x-sign',
	'x-nf-sign',
	'x-bx-sign',
	'paypal-transmission-sig',
	'x-hub-signature-256',
	'signature',
	'signature-input',
	'x-airtable-content-mac',
	// What proxies and clouds add.
	'x-goog-iap-jwt-assertion',
	'cf-access-jwt-assertion',
	'x-pomerium-jwt-assertion',
	'x-forwarded-client-cert',
	'x-forwarded-access-token',
	'x-auth-request-access-token',
	'x-arr-clientcert',
	'ssl-client-cert',
	'client-cert',
	'x-amzn-oidc-data',
	'x-amzn-oidc-accesstoken',
	'x-ms-token-aad-id-token',
	'x-ms-client-principal',
	'x-apigateway-api-userinfo',
	'x-endpoint-api-userinfo',
];

const shown = [
	'accept',
	'content-type',
	'content-length',
	'content-digest',
	'repr-digest',
	'want-digest',
	'digest',
	'date',
	'host',
	'etag',
	'user-agent',
	'via',
	'forwarded',
	'x-forwarded-for',
	'x-forwarded-proto',
	'x-real-ip',
	'cf-ray',
	'cf-connecting-ip',
	'x-request-id',
	'x-correlation-id',
	'traceparent',
	'x-amzn-trace-id',
	'x-cloud-trace-context',
	'x-b3-traceid',
	'idempotency-key',
	'x-idempotency-key',
	'x-routing-key',
	'x-partition-key',
	'surrogate-key',
	'x-event-key',
	'x-author',
	'x-authority',
	'x-author-id',
	'x-auth0-event-id',
	'x-mac-address',
	'x-machine',
	'x-signed-by',
	'x-signal',
	'x-design',
	'x-api-version',
	'x-key-id',
	'x-signature-timestamp',
	'x-signature-version',
	'x-square-signature-version',
	'paypal-auth-algo',
	'paypal-cert-url',
	'x-token-type',
	'x-body-hash',
	'x-commit-hash',
	'x-amz-content-sha256',
	'x-keyboard',
	'x-monkey',
	'x-turkey',
	'x-hashtag',
	'x-certificate-type',
	'x-significant',
	'x-macro',
	'x-amzn-oidc-identity',
	'x-consumer-username',
	'x-retry-count',
	'x-webhook-attempt',
	'x-topic',
];

test.each(secret)('hides %s', (name) => {
	expect(isSecretHeader(name)).toBe(true);
});

test.each(shown)('shows %s', (name) => {
	expect(isSecretHeader(name)).toBe(false);
});

const proofs = new Set(signatureSchemes.flatMap(signatureHeadersOf));

test.each(
	signatureSchemes.flatMap((scheme) =>
		[scheme.idHeader, scheme.eventHeader, timestampHeaderOf(scheme)]
			.filter((name) => name !== undefined)
			.map((name) => ({ scheme: scheme.id, name: name.toLowerCase() })),
	),
)('shows $name, by which $scheme says what, which or when', ({ name }) => {
	expect(proofs.has(name)).toBe(false);
	expect(isSecretHeader(name)).toBe(false);
});

import type { SignatureScheme } from '../scheme';
import { hmacSha256Hex } from './hmacSha256Hex';

/** The hex HMAC of the body with the name of the hash in front, as in `sha256=<hex>`. */
export const hmacSha256HexPrefixed: SignatureScheme = {
	...hmacSha256Hex,
	id: 'hmac-sha256-hex-prefixed',
	displayName: 'HMAC SHA-256, Hex With sha256= Prefix',
	description: 'A header of your choice holds sha256= and the hex HMAC of the body',
	secretPlace:
		"Copy the sender's secret into `Secret` and the name of its header into `Signature Header`",
	signature: {
		header: 'X-Signature',
		headerIsConfigurable: true,
		format: { kind: 'single', prefix: 'sha256=' },
	},
};

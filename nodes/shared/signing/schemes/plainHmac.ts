import type { EventLocators, SignatureScheme } from '../types';

const event: EventLocators = {
	id: [{ body: ['id'] }],
	name: [{ body: ['event'] }, { body: ['type'] }, { body: ['event_type'] }],
	data: [['data']],
};

/** The hex HMAC of the body alone in a header: the most common home-made scheme. */
export const hmacSha256Hex: SignatureScheme = {
	id: 'hmac-sha256-hex',
	displayName: 'HMAC SHA-256, Hex',
	description: 'A header of your choice holds the hex HMAC of the body',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Signature',
		headerIsConfigurable: true,
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	event,
};

/** The same with the name of the hash in front, as in `sha256=<hex>`. */
export const hmacSha256HexPrefixed: SignatureScheme = {
	...hmacSha256Hex,
	id: 'hmac-sha256-hex-prefixed',
	displayName: 'HMAC SHA-256, Hex With sha256= Prefix',
	description: 'A header of your choice holds sha256= and the hex HMAC of the body',
	signature: {
		...hmacSha256Hex.signature,
		format: { kind: 'single', prefix: 'sha256=' },
	},
};

import type { SignatureScheme } from '../types';
import { github } from './github';
import { hmacSha256Hex, hmacSha256HexPrefixed } from './plainHmac';
import { standardWebhooks } from './standardWebhooks';
import { stripe } from './stripe';

/** Every scheme the package knows, sorted by the name that users see. */
export const signatureSchemes: readonly SignatureScheme[] = [
	github,
	hmacSha256Hex,
	hmacSha256HexPrefixed,
	standardWebhooks,
	stripe,
];

const schemesById = new Map(signatureSchemes.map((scheme) => [scheme.id, scheme]));

/** Returns the scheme with this id, or `undefined` when there is none. */
export function findScheme(id: string): SignatureScheme | undefined {
	return schemesById.get(id);
}

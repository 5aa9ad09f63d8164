import { planOf } from './plan';
import type { SignatureScheme } from './scheme';

const MAX_LENGTH = 256;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/**
 * Whether the text can be the id of a message: 1 to 256 visible ASCII characters, and no separator
 * of the signed text. With one in it, that text could be cut elsewhere: two messages would share a
 * signature (Standard Webhooks asks the same of ids).
 */
export function isMessageId(scheme: SignatureScheme, text: string): boolean {
	if (text.length > MAX_LENGTH || !VISIBLE_ASCII.test(text)) return false;
	for (const separator of planOf(scheme).separators) {
		if (text.includes(separator)) return false;
	}
	return true;
}

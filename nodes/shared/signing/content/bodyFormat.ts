/**
 * How the bytes of a body become a value. The scheme says it, so that nothing unsigned has a say, the
 * content type above all: anyone who captures a genuine request can send the same bytes under any
 * headers. In every format, bytes that begin like JSON are never a form, and an empty body is `null`.
 *
 * - `json`: JSON. What begins like JSON but is none is refused; anything else is text.
 * - `jsonOrForm`: the same, but for forms; only for providers whose own documentation has them.
 * - `any`: for senders that nobody knows: JSON where it can be read so, a form where the bytes look
 *   like one, else text. Nothing is refused.
 * - `signedForm`: for signatures over the fields of a form. A hash of the body in the signed URL tells
 *   that it is JSON; without one it is a form.
 */
export type BodyFormat = 'any' | 'json' | 'jsonOrForm' | 'signedForm';

const WHITE_SPACE = new Set([0x09, 0x0a, 0x0d, 0x20]);
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The first character of a text of JSON; `undefined` where there is none. */
export function firstCharacter(body: Buffer): string | undefined {
	let index = body.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
	while (WHITE_SPACE.has(body[index] ?? 0)) index += 1;
	const byte = body[index];
	return byte === undefined ? undefined : String.fromCharCode(byte);
}

/** Whether the bytes open a JSON object or list, whatever follows. */
export function beginsLikeJson(body: Buffer): boolean {
	const first = firstCharacter(body);
	return first === '{' || first === '[';
}

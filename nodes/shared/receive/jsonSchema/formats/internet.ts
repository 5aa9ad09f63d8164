import { parseIpAddress } from '../../../http/ipAddress';

/** Whether a text is an IPv4 address, four decimal numbers. */
export function isIpv4(text: string): boolean {
	return !text.includes(':') && parseIpAddress(text) !== undefined;
}

/** Whether a text is an IPv6 address (RFC 4291), without zone. */
export function isIpv6(text: string): boolean {
	return text.includes(':') && parseIpAddress(text) !== undefined;
}

const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const QUOTED = String.raw`"(?:[ !#-[\]-~]|\\[ -~])*"`;
const MAILBOX = new RegExp(String.raw`^(?:${ATOM}(?:\.${ATOM})*|${QUOTED})@([^@]+)$`, 'i');
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(String.raw`^${LABEL}(?:\.${LABEL})*$`, 'i');

/** Whether a text is a mailbox of RFC 5321: ASCII only, quoted names and addresses in `[]` too. */
export function isEmail(text: string): boolean {
	const host = MAILBOX.exec(text)?.[1] ?? '';
	const literal = /^\[(IPv6:)?(.*)\]$/i.exec(host);
	if (literal === null) return DOMAIN.test(host);
	const [, isIpv6Literal, address = ''] = literal;
	return isIpv6Literal ? isIpv6(address) : isIpv4(address);
}

const ESCAPE = '%[0-9a-f]{2}';
const REGISTERED_NAME = String.raw`(?:[\w.~!$&'()*+,;=-]|${ESCAPE})*`;
const USER = String.raw`(?:[\w.~!$&'()*+,;=:-]|${ESCAPE})*@`;
const PATH = String.raw`(?:[\w.~!$&'()*+,;=:@/-]|${ESCAPE})*`;
const TAIL = String.raw`(?:[\w.~!$&'()*+,;=:@/?-]|${ESCAPE})*`;
const AUTHORITY = String.raw`(?:${USER})?(?:\[([^\]]*)\]|${REGISTERED_NAME})(?::\d*)?`;
const URI = new RegExp(
	String.raw`^[a-z][a-z0-9+.-]*:(?://${AUTHORITY}(?![^/?#])|(?!//))${PATH}(?:\?${TAIL})?(?:#${TAIL})?$`,
	'i',
);

/** Whether a text is a complete URI (RFC 3986), with scheme and in ASCII. */
export function isUri(text: string): boolean {
	const match = URI.exec(text);
	return match !== null && (match[1] === undefined || isIpv6(match[1]));
}

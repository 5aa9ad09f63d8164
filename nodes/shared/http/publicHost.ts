import { parseAddressList } from './addressList';
import { parseIpAddress } from './ipAddress';

/**
 * Addresses that lead into this machine, its network, or nowhere (IANA's registries of addresses
 * for special purposes, RFC 6890). Of IPv6 only `2000::/3` is public; whatever embeds an address of
 * IPv4 there (Teredo, 6to4) could stand for a private one.
 */
const NOT_PUBLIC = parseAddressList([
	'0.0.0.0/8', // this host, and on Linux another name of it
	'10.0.0.0/8',
	'100.64.0.0/10', // networks behind a carrier's NAT; Alibaba's metadata
	'127.0.0.0/8',
	'168.63.129.16', // Azure's metadata, although the address is a public one
	'169.254.0.0/16', // link-local, with the metadata of most clouds
	'172.16.0.0/12',
	'192.0.0.0/24', // protocols; Oracle's metadata
	'192.0.2.0/24', // documentation
	'192.88.99.0/24', // relays of 6to4
	'192.168.0.0/16',
	'198.18.0.0/15', // benchmarks
	'198.51.100.0/24', // documentation
	'203.0.113.0/24', // documentation
	'224.0.0.0/3', // multicast, reserved, broadcast
	'::/3', // unspecified, loopback, NAT64, discard
	'2001::/23', // protocols, Teredo among them
	'2001:db8::/32', // documentation
	'2002::/16', // 6to4
	'3fff::/20', // documentation
	'4000::/2',
	'8000::/1', // unique local, link-local, multicast
]);

/** Endings that no public name has: RFC 6761, RFC 6762 appendix G, RFC 8375, and Kubernetes. */
const PRIVATE_ENDINGS = [
	'corp',
	'home',
	'home.arpa',
	'internal',
	'intranet',
	'lan',
	'local',
	'localdomain',
	'localhost',
	'private',
	'svc',
];

function isPublicName(name: string): boolean {
	// Without a dot it is a name of the local network: localhost, a container, GCP's `metadata`.
	if (!name.includes('.')) return false;
	return !PRIVATE_ENDINGS.some((ending) => name.endsWith(`.${ending}`));
}

/**
 * Whether a host may be one of the public Internet, as far as its text tells. A name that passes may
 * still lead to a private address: only a lookup can tell.
 *
 * @param hostname of a WHATWG `URL`, which writes the many spellings of an address in one way:
 *   `127.1`, `0x7f000001`, `017700000001` and `2130706433` all arrive here as `127.0.0.1`, and names
 *   in lower case. It leaves the dot at the end of a name, and the brackets of IPv6.
 */
export function isPublicHost(hostname: string): boolean {
	const host = hostname.replace(/\.+$/, '').replace(/^\[(.*)\]$/, '$1');
	if (parseIpAddress(host) === undefined) return isPublicName(host);
	return NOT_PUBLIC.ok && !NOT_PUBLIC.value.includes(host);
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a host is this machine by its text, so that nothing sent there goes over a network. Of the
 * names of this machine only those that people enter: where in doubt, it is another one.
 *
 * @param hostname of a WHATWG `URL`
 */
export function isThisMachine(hostname: string): boolean {
	return THIS_MACHINE.includes(hostname);
}
